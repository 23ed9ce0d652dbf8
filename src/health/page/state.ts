/** What is known now: the last snapshot, and what has changed since. */

import type { Snapshot } from '../view.ts';

type Update = Partial<Snapshot> & Pick<Snapshot, 'at'>;

export function merged(known: Snapshot, update: Update): Snapshot {
  return {
    ...known,
    ...update,
    origins: replaced(known.origins, update.origins),
    resources: replaced(known.resources, update.resources),
    tokens: replaced(known.tokens, update.tokens),
  };
}

/** Rows that came instead of those they are; new ones behind. Others stay the same objects. */
function replaced<Row extends { readonly id: string }>(
  rows: readonly Row[],
  news: readonly Row[] | undefined,
): readonly Row[] {
  if (!news) return rows;
  const left = new Map(news.map((row) => [row.id, row]));
  const kept = rows.map((row) => {
    const newer = left.get(row.id);
    left.delete(row.id);
    return newer ?? row;
  });
  return [...kept, ...left.values()];
}
