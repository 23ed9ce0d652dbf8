import { expect, it } from 'vitest';
import { fakeClock } from '../../src/testing/index.ts';

it('stands still until it is moved', () => {
  const clock = fakeClock(1_000);
  expect([clock.wall(), clock.monotonic()]).toEqual([1_000, 0]);
  clock.advance(250);
  expect([clock.wall(), clock.monotonic()]).toEqual([1_250, 250]);
});

it('can be set by its wall alone: what is monotonic never jumps', () => {
  const clock = fakeClock(1_000);
  clock.set(50);
  expect([clock.wall(), clock.monotonic()]).toEqual([50, 0]);
});

it('does not run backward', () => {
  expect(() => fakeClock().advance(-1)).toThrow(RangeError);
  expect(() => fakeClock().advance(Number.NaN)).toThrow(RangeError);
});
