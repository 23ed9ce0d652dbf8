import { expect, test } from 'vitest';
import { BoundedMemory } from '../../../src/runtime/store/memory.ts';

/** Sizes are the length of the text; keys of one letter add two bytes. */
function aMemory(limits: { maxEntries?: number; maxBytes?: number } = {}) {
  const time = { ms: 1_000 };
  const memory = new BoundedMemory<string>(
    { maxEntries: 100, maxBytes: 1_000, ...limits },
    (text) => text.length,
    () => time.ms,
  );
  return { memory, time };
}

const keysOf = (memory: BoundedMemory<string>, keys: string): string =>
  [...keys].filter((key) => memory.peek(key) !== undefined).join('');

test('it never holds more entries than it may', () => {
  const { memory } = aMemory({ maxEntries: 3 });
  for (const key of 'abcde') memory.set(key, { value: 'x' });
  expect([memory.entries, keysOf(memory, 'abcde')]).toEqual([3, 'cde']);
});

test('it never holds more bytes than it may, keys included', () => {
  const { memory } = aMemory({ maxBytes: 36 });
  for (const key of 'abcd') memory.set(key, { value: 'x'.repeat(10) });
  expect([memory.sizeBytes, keysOf(memory, 'abcd')]).toEqual([36, 'bcd']);
});

test('what was used least recently goes first; asking is using', () => {
  const { memory } = aMemory({ maxEntries: 3 });
  for (const key of 'abc') memory.set(key, { value: 'x' });
  memory.peek('a');
  memory.set('d', { value: 'x' });
  expect(keysOf(memory, 'abcd')).toBe('acd');
});

test('a large entry makes room for itself, as far as it must', () => {
  const { memory } = aMemory({ maxBytes: 36 });
  for (const key of 'abc') memory.set(key, { value: 'x'.repeat(10) });
  memory.set('d', { value: 'x'.repeat(20) });
  expect(keysOf(memory, 'abcd')).toBe('cd');
});

test('an entry larger than everything is not kept, and pushes nothing out', () => {
  const { memory } = aMemory({ maxBytes: 36 });
  memory.set('a', { value: 'x' });
  expect(memory.set('b', { value: 'x'.repeat(100) })).toBe(false);
  expect(keysOf(memory, 'ab')).toBe('a');
});

test('an entry that has become too large takes its old self with it', () => {
  const { memory } = aMemory({ maxBytes: 36 });
  memory.set('a', { value: 'x' });
  memory.set('a', { value: 'x'.repeat(100) });
  expect([memory.peek('a'), memory.sizeBytes]).toEqual([undefined, 0]);
});

test('overwriting counts an entry once', () => {
  const { memory } = aMemory();
  memory.set('a', { value: 'x'.repeat(10) });
  memory.set('a', { value: 'x'.repeat(20) });
  expect([memory.entries, memory.sizeBytes]).toEqual([1, 22]);
});

test('an entry that has expired is not there, and its bytes are given back', async () => {
  const { memory, time } = aMemory();
  memory.set('a', { value: 'x', expires: 2_000 });
  time.ms = 1_999;
  expect(await memory.get('a')).toMatchObject({ value: 'x' });
  time.ms = 2_000;
  expect(await memory.get('a')).toBeUndefined();
  expect([memory.entries, memory.sizeBytes]).toEqual([0, 0]);
});

test('what was used since the last eviction gets a second chance, once', () => {
  const memory = new BoundedMemory<string>(
    { maxEntries: 2, maxBytes: 1_000 },
    () => 1,
    () => 0,
  );
  memory.set('a', { value: 'a' });
  memory.set('b', { value: 'b' });
  memory.peek('a');
  memory.set('c', { value: 'c' });
  memory.set('d', { value: 'd' });
  expect(['a', 'b', 'c', 'd'].filter((key) => memory.peek(key) !== undefined)).toEqual(['c', 'd']);
});

test('a sweep lets go of what nobody asks for any more', () => {
  const { memory, time } = aMemory();
  memory.set('a', { value: 'x', expires: 2_000 });
  memory.set('b', { value: 'x', expires: 3_000 });
  memory.set('c', { value: 'x' });
  time.ms = 2_500;
  memory.sweep();
  expect([memory.entries, keysOf(memory, 'abc')]).toEqual([2, 'bc']);
});

test('deleting and clearing give bytes back', async () => {
  const { memory } = aMemory();
  memory.set('a', { value: 'xx' });
  memory.set('b', { value: 'xx' });
  expect([await memory.delete('a'), await memory.delete('a'), memory.sizeBytes]).toEqual([true, false, 4]);
  await memory.clear();
  expect([memory.entries, memory.sizeBytes, await memory.has('b')]).toEqual([0, 0, false]);
});
