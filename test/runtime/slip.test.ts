import { expect, test } from 'vitest';
import { isSlip } from '../../src/runtime/slip.ts';

test.each([
  ['a letter too many', 'limitt'],
  ['one too few', 'limt'],
  ['a wrong one', 'linit'],
  ['two in the wrong order', 'limti'],
  ['one before the first', 'alimit'],
  ['none where the first was', 'imit'],
])('%s is a slip: %s for limit', (_title, typed) => {
  expect(isSlip(typed, 'limit')).toBe(true);
});

test.each([
  ['from', 'form'],
  ['status', 'statuss'],
  ['labels', 'label'],
  ['address1', 'address2'],
  ['address', 'address2'],
  ['limit', 'total'],
  ['lmitt', 'limit'],
  ['timil', 'limit'],
])('%s is another name than %s', (typed, meant) => {
  expect(isSlip(typed, meant)).toBe(false);
});
