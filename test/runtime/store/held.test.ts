import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { heldByBody } from '../../../src/runtime/store/held.ts';

setFlagsFromString('--expose-gc');
const collect: NodeJS.GCFunction = runInNewContext('gc');

const many = 500;
const listOf = <Item>(length: number, item: (index: number) => Item): Item[] =>
  Array.from({ length }, (_, index) => item(index));

/** What V8 really takes for that many of them, by what is estimated. */
function heldOverEstimated(bodyOf: (index: number) => unknown): number {
  const texts = listOf(many, (index) => JSON.stringify(bodyOf(index)));
  const warm = texts.map((text) => JSON.parse(text));
  expect(warm).toHaveLength(many);
  warm.length = 0;
  collect();
  const before = process.memoryUsage().heapUsed;
  const bodies = texts.map((text): unknown => JSON.parse(text));
  collect();
  const heldBytes = process.memoryUsage().heapUsed - before;
  const estimated = bodies.map((body, index) => heldByBody(texts[index] ?? '', body));
  // The texts were there before.
  const textBytes = texts.reduce<number>((sum, text) => sum + heldByBody(text, text), 0);
  return heldBytes / (estimated.reduce((sum, bytes) => sum + bytes, 0) - textBytes);
}

test.each<[string, (index: number) => unknown]>([
  [
    'records',
    (index) => ({ rows: listOf(30, (row) => ({ id: index + row, name: `Name ${index}`, tags: ['a'] })) }),
  ],
  ['a text', (index) => ({ text: `${index}`.repeat(3_000) })],
  ['a text beyond Latin-1', (index) => ({ text: `漢${index}`.repeat(2_000) })],
  ['whole numbers', (index) => listOf(1_000, (number) => index + number)],
  ['fractions', (index) => listOf(1_000, (number) => index + number + 0.5)],
  ['fractions in records', (index) => listOf(100, (number) => ({ amount: index + number + 0.5 }))],
  ['empty objects', () => listOf(300, () => ({}))],
  ['empty lists', () => listOf(1_000, () => [])],
  ['a dictionary', (index) => Object.fromEntries(listOf(50, (key) => [`${index}-${key}`, key] as const))],
])('what is estimated is hardly less than what is held, and not much more: %s', (_case, bodyOf) => {
  const ratio = heldOverEstimated(bodyOf);
  expect(ratio).toBeGreaterThan(0.5);
  expect(ratio).toBeLessThan(1.1);
});
