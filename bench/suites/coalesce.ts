/** A thousand callers want the same thing, that nobody has yet. */

import { isDeepStrictEqual } from 'node:util';
import {
  byAsyncCacheDedupe,
  byAxiosCache,
  byBentocache,
  byCacheable,
  byUndiciDeduplicate,
} from '../caches.ts';
import { byBreakwater, byKy } from '../contenders.ts';
import { type Contender, herds, run } from '../harness.ts';
import { itemOf } from '../item.ts';
import type { Origin } from '../origin.ts';
import type { Suite } from '../suite.ts';

const herdSize = 1_000;

export const coalesce: Suite = {
  name: 'coalesce',
  title: '1,000 identical reads at once, cold key',
  async run(origin, effort) {
    const race = {
      title: '1 KB, per read of the 1,000',
      rhythm: herds(herdSize),
      baseline: 'async-cache-dedupe',
      contenders: await judged(contendersAt(origin.cacheableUrl), origin),
      // A key of its own for each herd, or it would not be cold.
      id: (call: number) => `small-herd-${Math.floor(call / herdSize)}`,
      step: herdSize,
    };
    return { tables: [await run(race, effort)] };
  },
};

function contendersAt(url: string): Contender[] {
  return [
    byBreakwater('Breakwater', { baseUrl: url, cache: { ttl: { item: 3_600 } } }),
    byAxiosCache(url),
    byBentocache(url),
    byCacheable(url),
    byUndiciDeduplicate(url),
    byAsyncCacheDedupe(url),
    byKy(url),
  ];
}

async function judged(contenders: readonly Contender[], origin: Origin): Promise<Contender[]> {
  const columns = [];
  for (const contender of contenders) columns.push({ ...contender, facts: await factsOf(contender, origin) });
  return columns;
}

/** One herd off the clock: what it cost the origin, and whether what its callers got is their own. */
async function factsOf({ name, read }: Contender, origin: Origin) {
  const id = 'small-counted';
  const before = await origin.requests();
  const items = await Promise.all(Array.from({ length: herdSize }, () => read(id)));
  const requests = (await origin.requests()) - before;
  const expected = itemOf(id);
  if (!items.every((item) => isDeepStrictEqual(item, expected))) {
    throw new Error(`${name} did not return item ${id} to each of ${herdSize} callers.`);
  }
  const [first, ...others] = items;
  const isSafe = !others.some((item) => item === first) || Object.isFrozen(first);
  return { 'origin requests': String(requests), 'caller may mutate': isSafe ? 'yes' : 'no' };
}
