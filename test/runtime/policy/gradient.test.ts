import { expect, test } from 'vitest';
import { Gradient } from '../../../src/runtime/policy/gradient.ts';

const range = { initial: 20, min: 1, max: 200 };

/** So many answers at that latency, with as many in flight as the limit allows. */
function answer(gradient: Gradient, latencyMs: number, times: number): void {
  for (let time = 0; time < times; time += 1) gradient.answered(latencyMs, gradient.limit);
}

test('it grows while answers stay fast, up to its bound', () => {
  const gradient = new Gradient(range);
  answer(gradient, 50, 1);
  expect(gradient.limit).toBe(20); // 20 × 0.8 + 24 × 0.2 = 20.8
  answer(gradient, 50, 1_000);
  expect(gradient.limit).toBe(200);
});

test('it shrinks while answers slow down', () => {
  const gradient = new Gradient(range);
  answer(gradient, 50, 500);
  answer(gradient, 500, 30);
  expect(gradient.limit).toBeLessThan(30);
});

test('it comes back when the latency does', () => {
  const gradient = new Gradient(range);
  answer(gradient, 50, 500);
  answer(gradient, 500, 30);
  answer(gradient, 50, 500);
  expect(gradient.limit).toBe(200);
});

test('a limit that is not used does not grow', () => {
  const gradient = new Gradient(range);
  for (let time = 0; time < 500; time += 1) gradient.answered(50, 9);
  expect(gradient.limit).toBe(20);
});

test('a refusal takes a tenth, down to its bound', () => {
  const gradient = new Gradient(range);
  gradient.refused();
  expect(gradient.limit).toBe(18);
  for (let time = 0; time < 100; time += 1) gradient.refused();
  expect(gradient.limit).toBe(1);
});

test('an outlier alone does not shrink it by more than its smoothing allows', () => {
  const gradient = new Gradient(range);
  answer(gradient, 50, 500);
  answer(gradient, 60_000, 1);
  expect(gradient.limit).toBeGreaterThanOrEqual(180);
});
