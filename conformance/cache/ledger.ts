/** What docs/http-cache.md says does not pass, by kind of cache. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from './outcome.ts';

const page = 'docs/http-cache.md';

export type CacheLedger = Readonly<Record<Kind, ReadonlySet<string>>>;

/** Rows are `| kind | tests | why |`; a kind is `private`, `shared` or `both`. */
export function readLedger(): CacheLedger {
  const text = readFileSync(join(import.meta.dirname, '../..', page), 'utf8');
  const rows = [...text.matchAll(/^\| (private|shared|both) \| (.+?) \|/gm)];
  if (rows.length === 0) throw new Error(`${page} has no table of what does not pass`);
  const of = (kind: Kind): ReadonlySet<string> => {
    const own = rows.filter(([, whose]) => whose === kind || whose === 'both');
    return new Set(
      own.flatMap(([, , cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, id = '']) => id)),
    );
  };
  return { private: of('private'), shared: of('shared') };
}
