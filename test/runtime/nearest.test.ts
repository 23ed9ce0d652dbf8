import { expect, test } from 'vitest';
import { nearest } from '../../src/runtime/nearest.ts';

test.each([
  ['another case and another punctuation', 'Page_Size', 'page[size]'],
  ['a letter too many', 'limitt', 'limit'],
  ['one too few', 'limt', 'limit'],
  ['a wrong one', 'linit', 'limit'],
  ['two in the wrong order', 'limti', 'limit'],
  ['more than one slip in a long name', 'protfolioIdd', 'portfolioId'],
  ['a plural', 'limits', 'limit'],
])('%s: %s was meant to be %s', (_title, typed, meant) => {
  expect(nearest(typed, ['offset', 'page[size]', 'limit', 'portfolioId'])).toBe(meant);
});

test.each(['total', 'lim', 'x', ''])('%j is near to none of them', (typed) => {
  expect(nearest(typed, ['offset', 'limit'])).toBeUndefined();
});

test('where there are none, none is near', () => {
  expect(nearest('limit', [])).toBeUndefined();
});
