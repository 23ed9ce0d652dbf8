/**
 * A reply that can outlive its call: what memory keeps, what waiters of one flight share, and what
 * goes into a shared store.
 */

import { copyJson } from '../copy.ts';

/** Everything of a cached reply, as plain data. */
export interface Snapshot {
  readonly status: number;
  /** End-to-end headers only. */
  readonly headers: readonly (readonly [string, string])[];
  readonly url: string;
  /** The documented media type of the text; `null` where it has none. */
  readonly contentType: string | null;
  /** Whether the text is JSON; what the headers say decides only where the spec does not. */
  readonly isJson: boolean;
  readonly text: string;
  /** Moment the request left, by the writer's ordered clock: an invalidation after it outdates the entry. */
  readonly requestedAt: number;
  /** Wall-clock milliseconds until which it is fresh. */
  readonly freshUntil: number;
  /** The parsed body. Shared: hand out copies only. */
  readonly body: unknown;
}

/**
 * RFC 9111 §3.1 and RFC 9110 §7.6.1: fields that belong to one connection or one recipient. The
 * body is kept decoded, so its coding and length are no longer true.
 */
const notKept = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authentication-info',
  'proxy-connection',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

export function endToEndHeaders(headers: Iterable<[string, string]>): [string, string][] {
  return [...headers].filter(([name]) => !notKept.has(name));
}

/** The body for one caller, theirs to change. */
export function bodyOf(snapshot: Snapshot): unknown {
  return copyJson(snapshot.body);
}

/** The body as it was parsed when the reply came. */
export function parseBody(text: string, isJson: boolean): unknown {
  if (!isJson) return text;
  return text === '' ? undefined : JSON.parse(text);
}

export function responseOf(snapshot: Snapshot): Response {
  const { status, headers, url, text } = snapshot;
  const content = text === '' ? null : text;
  const response = new Response(content, { status, headers: headers.map(([name, value]) => [name, value]) });
  return Object.defineProperty(response, 'url', { value: url });
}

/**
 * Estimated bytes in memory: the text, its parsed form at about twice that, and a fixed part for
 * headers and the objects around them.
 */
export function sizeOf(snapshot: Snapshot): number {
  return snapshot.text.length * 3 + 512;
}
