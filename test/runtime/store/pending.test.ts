import { expect, test } from 'vitest';
import { everything, Pending } from '../../../src/runtime/store/pending.ts';

test('what the store has confirmed is not sent again', () => {
  const pending = new Pending();
  pending.add(['portfolio', 'events'], 'one');
  pending.confirm('portfolio', 'one');
  expect(pending.entries()).toEqual([['events', 'one']]);
});

test('the last writer wins: what was sent before does not confirm it', () => {
  const pending = new Pending();
  pending.add(['portfolio'], 'one');
  pending.add(['portfolio'], 'two');
  pending.confirm('portfolio', 'one');
  expect(pending.entries()).toEqual([['portfolio', 'two']]);
});

test('too many become one for everything', () => {
  const pending = new Pending();
  pending.add(
    Array.from({ length: 1_001 }, (_, index) => `tag-${index}`),
    'one',
  );
  expect(pending.entries()).toEqual([[everything, 'one']]);
  expect(pending.hasAny(['any'])).toBe(true);
});
