/** Asking whether a kept response is still valid: RFC 9111 §4.3, RFC 9110 §13.1. */

import type { FieldReader } from './age.ts';
import { httpDateMs } from './http-date.ts';

/** A field as it is kept. */
export type Field = readonly [name: string, value: string];

/** What a validating request carries; none where the response has no validator. */
export function conditionsOf(fields: FieldReader, nowMs: number): Field[] {
  const etag = fields.get('etag');
  const modified = fields.get('last-modified');
  const isDate = modified !== null && httpDateMs(modified, nowMs) !== undefined;
  return [
    ...(etag === null ? [] : [['if-none-match', etag] as const]),
    ...(isDate ? [['if-modified-since', modified] as const] : []),
  ];
}

/** What is true of the body at hand, and would not be of another: RFC 9111 §3.2. */
const ofTheBody: ReadonlySet<string> = new Set([
  'content-encoding',
  'content-length',
  'content-md5',
  'content-range',
]);

/** RFC 9111 §3.2: what a 304 has to say replaces what was kept under the same name; the rest stays. */
export function updated(kept: readonly Field[], news: readonly Field[]): Field[] {
  const newer = news.filter(([name]) => !ofTheBody.has(name));
  const names = new Set(newer.map(([name]) => name));
  return [...kept.filter(([name]) => !names.has(name)), ...newer];
}

/**
 * Whether a 304 is about this response: RFC 9111 §4.3.4. One that names another entity tag is about another
 * response, and says nothing of this.
 */
export function isAbout(news: FieldReader, kept: FieldReader): boolean {
  const etag = news.get('etag');
  return etag === null || weakless(etag) === weakless(kept.get('etag'));
}

/** RFC 9110 §8.8.3.2, weak comparison. */
function weakless(etag: string | null): string | undefined {
  return etag?.replace(/^W\//, '');
}
