/**
 * The body of a reply as a whole: its bytes, as many as are allowed, and what they say.
 */

import type { ReadonlyFields } from './fields.ts';
import { Flow, IdleError, type Terms } from './flow.ts';
import { parameterOf } from './media-type.ts';
import { quotable } from './policy/quotable.ts';
import { discard, hasContent, joined, type Received, TooLarge } from './received.ts';

/** Why a body cannot be taken for what it should be; completes the sentence "…, which could not be read: …". */
export class Flaw extends Error {
  override readonly name = 'Flaw';
  /** What was read of it until then. */
  readonly bytes: Uint8Array;

  constructor(message: string, bytes: Uint8Array, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.bytes = bytes;
  }
}

/** How a body is read as a whole. */
export interface Whole extends Terms {
  /** More than these are not waited for: the limit is applied while they come. */
  readonly maxBytes: number;
  /** Milliseconds that the call has in all: silence that outlasts it needs no watch of its own. */
  readonly totalMs: number;
}

/**
 * All bytes of a reply.
 *
 * @throws {Flaw} There are more, or they break off.
 * @throws {IdleError} Nothing came for too long.
 */
export async function bytesOf(received: Received, whole: Whole): Promise<Uint8Array<ArrayBuffer>> {
  const { headers } = received;
  const { maxBytes, idleMs, totalMs } = whole;
  if (!hasContent(received)) return new Uint8Array();
  const sizeBytes = headers.has('content-encoding') ? undefined : lengthOf(headers);
  if (sizeBytes !== undefined && sizeBytes > maxBytes) {
    discard(received);
    throw tooLarge(maxBytes, new Uint8Array());
  }
  const isWatched = idleMs < totalMs;
  if (received.bytesWithin && !isWatched)
    return received.bytesWithin(maxBytes).catch((cause) => {
      throw brokenOrTooLarge(cause, maxBytes);
    });
  // What has said its length, and is not unpacked on the way, cannot become longer: RFC 9112 §6.3.
  if (sizeBytes !== undefined && !isWatched) {
    const content = received.arrayBuffer().catch((cause) => {
      throw broken(cause, []);
    });
    return new Uint8Array(await content);
  }
  return received.body ? collect(received.body, whole) : new Uint8Array();
}

async function collect(body: ReadableStream<Uint8Array>, whole: Whole): Promise<Uint8Array<ArrayBuffer>> {
  const { maxBytes, idleMs, signal } = whole;
  const chunks: Uint8Array[] = [];
  const explain = (error: unknown): unknown => {
    const isOurs = signal.aborted || error instanceof IdleError;
    return isOurs ? error : broken(error, chunks);
  };
  const flow = new Flow(body, { signal, idleMs, explain });
  let sizeBytes = 0;
  for (let chunk = await flow.read(); chunk; chunk = await flow.read()) {
    chunks.push(chunk);
    sizeBytes += chunk.byteLength;
    if (sizeBytes > maxBytes) {
      flow.cancel();
      throw tooLarge(maxBytes, joined(chunks, sizeBytes));
    }
  }
  return joined(chunks, sizeBytes);
}

function broken(cause: unknown, chunks: readonly Uint8Array[]): Flaw {
  const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
  return new Flaw(
    'its body broke off, or is not in the coding it says',
    joined(chunks, sizeBytes),
    quotable(cause),
  );
}

function brokenOrTooLarge(cause: unknown, maxBytes: number): Flaw {
  return cause instanceof TooLarge ? tooLarge(maxBytes, cause.bytes) : broken(cause, []);
}

function tooLarge(maxBytes: number, bytes: Uint8Array): Flaw {
  const limit = `its body is larger than \`maxResponseBytes\` (${maxBytes})`;
  return new Flaw(`${limit}; raise the limit, or read it with \`.stream()\``, bytes);
}

function lengthOf(headers: ReadonlyFields): number | undefined {
  const length = headers.get('content-length');
  return length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
}

const utf8 = new TextDecoder();
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Text in the charset its content type names, unless it begins with a byte order mark: WHATWG Encoding §6. */
export function textOf(bytes: Uint8Array, contentType: string): string {
  return (decoderFor(bytes, contentType) ?? utf8).decode(bytes);
}

function decoderFor(bytes: Uint8Array, contentType: string): TextDecoder | undefined {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be');
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le');
  const isMarked = first === 0xef && second === 0xbb && bytes[2] === 0xbf;
  const charset = isMarked ? undefined : parameterOf(contentType, 'charset');
  return charset === undefined || charset === 'utf-8' ? undefined : decoderOf(charset);
}

/** `undefined` for a charset that nobody knows. */
function decoderOf(charset: string): TextDecoder | undefined {
  try {
    return new TextDecoder(charset);
  } catch {
    return undefined;
  }
}

/**
 * JSON is UTF-8, whatever its content type says (RFC 8259 §8.1, §11). Where it is not, what the
 * content type says is the second guess.
 *
 * @throws {Flaw} It is no UTF-8, and nothing else either.
 */
export function jsonTextOf(bytes: Uint8Array, contentType: string): string {
  try {
    return strictUtf8.decode(bytes);
  } catch (cause) {
    const other = decoderFor(bytes, contentType);
    if (other && other.encoding !== 'utf-8') return other.decode(bytes);
    throw new Flaw(`its body is not UTF-8`, bytes, cause);
  }
}

/** Levels of JSON that are read. Code that walks a value calls itself once a level, and would run out of stack; Jackson's limit. */
const maxDepth = 1_000;

/**
 * The value of a JSON text. A member called `__proto__` is a member like any other.
 *
 * @returns What is wrong with it, where something is.
 */
export function parsed(text: string): { readonly value: unknown } | { readonly flaw: string } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own message quotes the text.
    return { flaw: 'is not valid JSON' };
  }
  if (!mayBeDeep(text) || !isObject(value) || !isDeeper(value, maxDepth)) return { value };
  return { flaw: `is nested deeper than ${maxDepth} levels` };
}

/** Whether it has brackets enough; most texts have not, and need not be walked. */
function mayBeDeep(text: string): boolean {
  if (text.length < 2 * maxDepth) return false;
  let brackets = 0;
  for (const bracket of ['[', '{']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      brackets += 1;
      if (brackets > maxDepth) return true;
    }
  }
  return false;
}

function isDeeper(value: object, levels: number): boolean {
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isObject(item) && isDeeper(item, levels - 1));
  // Members one by one: a list of them would cost as much as parsing did.
  for (const name in value) {
    const member: unknown = Reflect.get(value, name);
    if (isObject(member) && isDeeper(member, levels - 1)) return true;
  }
  return false;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
