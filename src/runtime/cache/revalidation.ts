/** Asking the origin whether an entry still holds: RFC 9111 §4.3. */

import { Fields } from '../fields.ts';
import { replyOf } from '../kept-reply.ts';
import type { Prepared } from '../outgoing.ts';
import { writeRequestDirectives } from '../policy/cache-control.ts';
import { conditionsOf, type Field, isAbout, updated } from '../policy/validators.ts';
import { responseFrom } from '../received.ts';
import type { Reply } from '../reply.ts';
import type { Entry } from '../store/entry.ts';
import { fieldsIn } from '../store/field-lines.ts';
import { endToEndHeaders } from '../store/snapshot.ts';
import type { Wish } from '../wish.ts';
import type { Terms } from './terms.ts';

export function conditionsFor(entry: Entry, nowMs: number): Field[] {
  return conditionsOf(new Fields(fieldsIn(entry.snapshot.fields)), nowMs);
}

/**
 * The wish, its request carrying conditions and what the caller accepts.
 *
 * @param wrote is told the request as it was written
 */
export function dressed(
  wish: Wish,
  terms: Terms | undefined,
  conditions: readonly Field[],
  wrote: (prepared: Prepared) => void,
): Wish {
  return {
    ...wish,
    prepare: () => {
      const prepared = wish.prepare();
      const { headers } = prepared;
      const wants = terms && writeRequestDirectives(terms.wants);
      if (wants !== undefined && !headers.has('cache-control')) headers.set('cache-control', wants);
      for (const [name, value] of conditions) headers.set(name, value);
      wrote(prepared);
      return prepared;
    },
  };
}

/** What a 304 makes of the entry; `undefined` where it is about something else. */
export function validated(entry: Entry, news: Reply, nowMs: number): Reply | undefined {
  const { fields, body } = entry.snapshot;
  const kept = fieldsIn(fields);
  if (!isAbout(news.headers, new Fields(kept))) return undefined;
  const merged = new Fields(updated(kept, endToEndHeaders(news.headers)));
  // How old it was when it came is part of the news, and is not kept.
  const age = news.headers.get('age');
  if (age !== null) merged.set('age', age);
  const reply = replyOf(entry, nowMs);
  const { status, url, text } = reply;
  const response = (): Response =>
    responseFrom({ status, statusText: '', url, headers: merged }, text || null);
  return { ...reply, headers: merged, body, response };
}
