import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Progress } from '../../../src/runtime/paging/progress.ts';

/** Steps until a walk that enters a cycle is stopped. */
function stepsUntilStopped(lead: number, cycle: number): number {
  const progress = new Progress();
  for (let step = 0; ; step += 1) {
    const place = step < lead ? step : lead + ((step - lead) % cycle);
    if (!progress.advances({ value: place })) return step;
  }
}

test('a position that names itself again is stopped before it is asked for again', () => {
  expect(stepsUntilStopped(0, 1)).toBe(1);
});

test('a walk in a circle of any length ends, soon after its second round', () => {
  fc.assert(
    fc.property(fc.nat(50), fc.integer({ min: 1, max: 50 }), (lead, cycle) => {
      expect(stepsUntilStopped(lead, cycle)).toBeLessThanOrEqual(2 * Math.max(lead, cycle) + cycle + 1);
    }),
  );
});

test('a walk that gets on is never stopped', () => {
  const progress = new Progress();
  for (let value = 1; value < 1_000; value += 1) expect(progress.advances({ value })).toBe(true);
  for (let page = 1; page < 1_000; page += 1) expect(progress.advances({ url: `?page=${page}` })).toBe(true);
});

test('a page of objects that comes twice in a row is stopped', () => {
  const progress = new Progress();
  progress.turn([{ id: 1 }, { id: 2n }]);
  progress.turn([{ id: 3 }, { id: 4 }]);
  expect(() => progress.turn([{ id: 3 }, { id: 4 }])).toThrow('its number seems to be ignored');
});

test('plain values may repeat, and so may empty pages', () => {
  const progress = new Progress();
  for (const items of [[], [], [0, 0], [0, 0]]) progress.turn(items);
});
