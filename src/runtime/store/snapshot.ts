/**
 * A reply that can outlive its call: what memory keeps, what waiters of one flight share, and what
 * goes into a shared store.
 */

import type { Lifetimes } from '../policy/lifetimes.ts';
import type { Selecting } from '../policy/vary.ts';

/** Everything of a cached reply, as plain data. Moments are milliseconds since the epoch. */
export interface Snapshot extends Lifetimes {
  readonly status: number;
  /** End-to-end headers only, as field-lines.ts writes them. */
  readonly fields: string;
  readonly url: string;
  /** The documented media type of the text; `null` where it has none. */
  readonly contentType: string | null;
  /** Whether the text is JSON; what the headers say decides only where the spec does not. */
  readonly isJson: boolean;
  readonly text: string;
  /** Moment the request left, by the writer's ordered clock: an invalidation after it outdates the entry. */
  readonly requestedAt: number;
  /** What of the request chose it: it answers no request that has anything else there. */
  readonly vary: Selecting;
  /** What outdates it: its resource, its URL, and what its reader named. */
  readonly tags: readonly string[];
  /** Bytes that memory takes for the text and what it was parsed to, estimated: held.ts. */
  readonly bodyBytes: number;
  /** The parsed body. Shared: hand out copies only. */
  readonly body: unknown;
}

/**
 * RFC 9111 §3.1 and RFC 9110 §7.6.1: fields that belong to one connection or one recipient. How old it is,
 * is counted here.
 */
const notKept = new Set([
  'age',
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-authorization',
  'proxy-connection',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** @param besides names of fields that these headers themselves say are not to be kept */
export function endToEndHeaders(
  headers: Iterable<[string, string]>,
  besides: readonly string[] = [],
): [string, string][] {
  const all = [...headers];
  const hopByHop = all.flatMap(([name, value]) =>
    name === 'connection' ? value.split(',').map((option) => option.trim().toLowerCase()) : [],
  );
  const dropped = new Set([...hopByHop, ...besides]);
  return all.filter(([name]) => !notKept.has(name) && !dropped.has(name));
}

/** The body as it was parsed when the reply came. */
export function parseBody(text: string, isJson: boolean): unknown {
  if (!isJson) return text;
  return text === '' ? undefined : JSON.parse(text);
}

export function responseOf({ status, url, text }: Snapshot, headers: Iterable<[string, string]>): Response {
  const content = text === '' || hasNoContent(status) ? null : text;
  const response = new Response(content, { status, headers: [...headers] });
  return Object.defineProperty(response, 'url', { value: url });
}

/** WHATWG Fetch §2.2.3: a `Response` of these statuses refuses a body. */
function hasNoContent(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}
