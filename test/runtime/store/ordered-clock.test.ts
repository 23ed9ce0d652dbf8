import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OrderedClock } from '../../../src/runtime/store/ordered-clock.ts';

test('of two moments one is always the earlier, even if the wall clock stands still or runs backwards', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1_700_000_000_000, max: 1_800_000_000_000 }), { minLength: 2 }),
      (walls) => {
        let index = 0;
        const clock = new OrderedClock(() => walls[index] ?? 0);
        const moments = walls.map((_, at) => {
          index = at;
          return clock.now();
        });
        for (const [at, moment] of moments.entries()) {
          if (at > 0) expect(moment).toBeGreaterThan(moments[at - 1] ?? Number.NaN);
        }
      },
    ),
  );
});

test('it is the wall clock as long as that moves on', () => {
  let wall = 1_000;
  const clock = new OrderedClock(() => wall);
  const first = clock.now();
  wall = 2_000;
  expect([first, clock.now()]).toEqual([1_000, 2_000]);
});
