/**
 * What may be tried again: the facts about statuses, methods and errors, apart from any decision.
 *
 * The one that matters: an error proves that a request never left only when it says so. A connection
 * that breaks later, even a reused one, proves nothing about whether the origin acted on the request.
 */

/** Smithy's standard mode (429, 500, 502, 503, 504), and 408 of RFC 9110 §15.5.9: "MAY repeat the request". */
const retryableStatuses: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** RFC 9110 §9.2.2; QUERY: draft-ietf-httpbis-safe-method-w-body, safe and idempotent. */
const idempotentMethods: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'QUERY',
]);

/** Codes of name look-up and of connecting: no byte of the request was written. */
const connectCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  // Ours.
  'CONNECT_TIMEOUT',
]);

/** How many errors deep a code is looked for, as Smithy does. */
const deepestCause = 10;

/** What went wrong after a first request of the attempt had been answered, by a redirect: no proof of anything unsent. */
export class LaterFailure extends Error {
  constructor(cause: unknown) {
    super('the request failed where a redirect had led it', { cause });
    this.name = 'LaterFailure';
  }
}

/** Whether the status tells of a trouble that may have passed a moment later. */
export function isRetryableStatus(status: number): boolean {
  return retryableStatuses.has(status);
}

/** Whether sending it twice means the same as once. Methods are case-sensitive: RFC 9110 §9.1. */
export function isIdempotent(method: string): boolean {
  return idempotentMethods.has(method);
}

/**
 * Whether the error proves that the request never left this process. Looks into `cause`; of an
 * AggregateError (one error per address tried) every error must prove it.
 */
export function connectFailure(error: unknown): boolean {
  return provesUnsent(error, 1);
}

function provesUnsent(error: unknown, depth: number): boolean {
  // The depth also ends a cycle of causes.
  if (!isObject(error) || depth > deepestCause || error instanceof LaterFailure) return false;
  if (failedToConnect(error)) return true;
  const errors = errorsOf(error);
  if (errors.length > 0) return errors.every((each) => provesUnsent(each, depth + 1));
  return provesUnsent(causeOf(error), depth + 1);
}

function failedToConnect(error: object): boolean {
  const syscall = 'syscall' in error ? error.syscall : undefined;
  if (syscall === 'connect') return true; // whatever its code: ETIMEDOUT and EACCES happen here too
  // EHOSTUNREACH and ENETUNREACH also strike an open connection, when the request may have arrived.
  if (syscall === 'read' || syscall === 'write') return false;
  const code = codeOf(error);
  return code !== undefined && connectCodes.has(code);
}

/**
 * The first code in the error, the errors it aggregates, or their causes, outermost first; undefined
 * when none has one. Only strings count: the numeric `code` of a DOMException is a relic.
 */
export function errorCode(error: unknown): string | undefined {
  return firstCode(error, new Set(), 1);
}

function firstCode(error: unknown, seen: Set<object>, depth: number): string | undefined {
  if (!isObject(error) || seen.has(error) || depth > deepestCause) return undefined;
  seen.add(error);
  const code = codeOf(error);
  if (code !== undefined) return code;
  for (const next of [...errorsOf(error), causeOf(error)]) {
    const found = firstCode(next, seen, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function codeOf(error: object): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function causeOf(error: object): unknown {
  return 'cause' in error ? error.cause : undefined;
}

function errorsOf(error: object): readonly unknown[] {
  return 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
}
