import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TransientMap } from '../../src/runtime/transient-map.ts';

setFlagsFromString('--expose-gc');
const collect: NodeJS.GCFunction = runInNewContext('gc');

test('it is what a `Map` is', () => {
  const steps = fc.array(fc.record({ isSet: fc.boolean(), key: fc.nat(20) }), {
    maxLength: 2_000,
    size: 'max',
  });
  fc.assert(
    fc.property(steps, (all) => {
      const map = new Map<number, number>();
      const transient = new TransientMap<number, number>();
      all.forEach(({ isSet, key }, value) => {
        if (isSet) {
          map.set(key, value);
          transient.set(key, value);
        } else expect(transient.delete(key)).toBe(map.delete(key));
      });
      expect([...transient]).toEqual([...map]);
      expect(transient.size).toBe(map.size);
    }),
    { numRuns: 30 },
  );
});

test('who removes what it iterates over sees each once', () => {
  const transient = new TransientMap<number, string>();
  for (let key = 0; key < 1_000; key += 1) transient.set(key, 'x');
  const seen: number[] = [];
  for (const [key] of transient) {
    seen.push(key);
    transient.delete(key);
  }
  expect(seen).toHaveLength(1_000);
  expect(transient.size).toBe(0);
});

/** Bytes of the old generation that ten thousand members leave behind, fifty of them at a time. */
function leftBehind(map: TransientMap<number, unknown>): number {
  const before = oldBytes();
  for (let key = 0; key < 10_000; key += 1) {
    map.set(key, new Array(128).fill(key));
    map.delete(key - 50);
    // Twice: what is alive then is old from there on, and its tables with it.
    if (key === 1_000) for (let count = 0; count < 2; count += 1) collect({ type: 'minor' });
  }
  collect({ type: 'minor' });
  return oldBytes() - before;
}

function oldBytes(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space')?.space_used_size ?? 0;
}

test('what was removed is not kept alive by a predecessor that is old', () => {
  // More than once, as V8 may choose any of them for a full collection. A `Map` leaves six million behind.
  const runs = Array.from({ length: 5 }, () => leftBehind(new TransientMap()));
  expect(Math.max(...runs)).toBeLessThan(1_500_000);
});
