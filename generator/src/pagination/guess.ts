/**
 * How an operation's list goes on, from the names, types and descriptions of what it takes and gives. A guess
 * that would lose items silently is worse than none: wherever a list could end too early, or skip a page, the
 * confidence is low, and nothing is generated.
 */

import type { Operation } from '../model.ts';
import { byLastItem, byOffset, byPage } from './counted.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { byCursor, byLink, byUrl } from './named.ts';
import type { Pagination } from './paging.ts';
import type { Definitions } from './reply.ts';

/** Best first: what the server itself says of the next page, then what can be worked out. */
const guesses: readonly ((evidence: Evidence) => Pagination | undefined)[] = [
  ...[byCursor, byUrl, byLink],
  ...[byLastItem, byOffset, byPage],
];

export function guessed(operation: Operation, definitions: Definitions): Pagination | undefined {
  const evidence = evidenceOf(operation, definitions);
  if (!evidence) return undefined;
  const all = guesses.flatMap((guess) => guess(evidence) ?? []);
  return all.find(({ confidence }) => confidence === 'high') ?? all[0];
}
