import { expect, test } from 'vitest';
import { Paces } from '../../../src/runtime/policy/paces.ts';

const options = { requests: 1, periodMs: 1_000 };

test('each key has a pace of its own, and keeps it', () => {
  const paces = new Paces();
  paces.of('a', options, 0).reserve(0, 0);
  expect(paces.of('a', options, 0).waitMs(0)).toBe(1_000);
  expect(paces.of('b', options, 0).waitMs(0)).toBe(0);
});

test('of many users, those who have gone are forgotten, and those who have not keep their pace', () => {
  const paces = new Paces();
  for (let user = 0; user < 1_000; user += 1) paces.of(`u${user}`, options, 0).reserve(0, 0);
  paces.of('u7', options, 900).reserve(900, 1_000);

  paces.of('late', options, 1_500);

  expect(paces.size).toBe(2);
  expect(paces.of('u7', options, 1_500).waitMs(1_500)).toBe(500);
});
