import { expect, test } from 'vitest';
import { CoolDowns } from '../../../src/runtime/policy/cool-down.ts';

test('a key is left alone until then, and others are not', () => {
  const coolDowns = new CoolDowns();
  coolDowns.hold('a', 1_000);
  expect(coolDowns.remainingMs('a', 400)).toBe(600);
  expect(coolDowns.remainingMs('b', 400)).toBe(0);
  expect(coolDowns.remainingMs('a', 1_000)).toBe(0);
});

test('it is never shortened by a shorter wish', () => {
  const coolDowns = new CoolDowns();
  coolDowns.hold('a', 1_000);
  coolDowns.hold('a', 500);
  expect(coolDowns.remainingMs('a', 0)).toBe(1_000);
});

test('what is over is forgotten', () => {
  const coolDowns = new CoolDowns();
  coolDowns.hold('a', 1_000);
  coolDowns.remainingMs('a', 1_000);
  expect(coolDowns.isEmpty).toBe(true);
});

test('an origin that invents names cannot fill the memory: the nearest end goes first', () => {
  const coolDowns = new CoolDowns();
  for (let key = 0; key <= 1_000; key += 1) coolDowns.hold(`k${key}`, 10_000 + key);
  expect(coolDowns.remainingMs('k0', 0)).toBe(0);
  expect(coolDowns.remainingMs('k1000', 0)).toBe(11_000);
});
