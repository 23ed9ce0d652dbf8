/** A read that memory can answer, and whether what it returns is the caller's own. */

import { isDeepStrictEqual } from 'node:util';
import {
  byAsyncCacheDedupe,
  byAxiosCache,
  byBentocache,
  byCacheable,
  byKeyv,
  byUndiciCache,
} from '../caches.ts';
import { byBreakwater } from '../contenders.ts';
import { type Contender, run, sequential } from '../harness.ts';
import { type Item, itemOf, type Size } from '../item.ts';
import type { Origin } from '../origin.ts';
import type { Suite } from '../suite.ts';

const settings: readonly { title: string; size: Size }[] = [
  { title: '1 KB hit', size: 'small' },
  { title: '100 KB hit', size: 'large' },
];

export const cached: Suite = {
  name: 'cached',
  title: 'Cached typed GET',
  async run(origin, effort) {
    const tables = [];
    for (const { title, size } of settings) {
      const id = `${size}-cached`;
      const contenders = await judged(contendersAt(origin.cacheableUrl), size);
      const race = { title, rhythm: sequential, baseline: 'undici cache', contenders, id: () => id };
      for (const contender of contenders) await contender.read(id);
      const before = await origin.requests();
      tables.push(await run(race, effort));
      await assertHits(origin, before);
    }
    return { tables };
  },
};

function contendersAt(url: string): Contender[] {
  return [
    byBreakwater('Breakwater', { baseUrl: url, cache: { ttl: { item: 3_600 } } }),
    byUndiciCache(url),
    byAxiosCache(url),
    byBentocache(url),
    byBentocache(url, false),
    byCacheable(url),
    byKeyv(url),
    byAsyncCacheDedupe(url),
  ];
}

async function judged(contenders: readonly Contender[], size: Size): Promise<Contender[]> {
  const columns = [];
  for (const contender of contenders) {
    const facts = { 'caller may mutate': await mutationVerdict(contender, `${size}-mutated`) };
    columns.push({ ...contender, facts });
  }
  return columns;
}

/** Spoils what each read returned, and looks whether the next one gets to see it. */
async function mutationVerdict({ read }: Contender, id: string): Promise<string> {
  if (!spoil(await read(id))) return 'frozen';
  const afterMiss = await isIntact(read, id);
  // Afresh, since what the miss returned may have been the entry.
  const untouched = `${id}-later`;
  await read(untouched);
  spoil(await read(untouched));
  const afterHit = await isIntact(read, untouched);
  if (afterMiss && afterHit) return 'yes';
  return afterHit ? 'hits only' : 'no';
}

async function isIntact(read: Contender['read'], id: string): Promise<boolean> {
  return isDeepStrictEqual(await read(id), itemOf(id));
}

/** Whether the item let itself be changed, at the top and within. */
function spoil(item: Item): boolean {
  try {
    item.name = 'spoilt';
    item.rows[0]?.tags.push('spoilt');
    return true;
  } catch {
    return false;
  }
}

async function assertHits(origin: Origin, before: number) {
  const misses = (await origin.requests()) - before;
  if (misses > 0) throw new Error(`A cache asked the origin ${misses} times in a suite of hits.`);
}
