import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { isNode } from '../../generator/src/node.ts';
import { emitted } from './support.ts';

const text = await readFile(new URL('../../spec/openapi.yaml', import.meta.url), 'utf8');

/** The same document, the keys of every object in another order, where no order means anything. */
function shuffled(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item));
  if (!isNode(value)) return value;
  const entries = Object.entries(value).map(([name, child]) => [name, shuffled(child, name)] as const);
  return Object.fromEntries(ordered.has(key) ? entries : entries.reverse());
}

/** Maps that are read in the author's order: what an editor shows first is what the author put first. */
const ordered = new Set([
  'paths',
  'schemas',
  'properties',
  'responses',
  'content',
  'mapping',
  'parameters',
  'requestBodies',
  'headers',
]);

test('two runs are byte for byte the same', () => {
  expect([...emitted(parse(text))]).toEqual([...emitted(parse(text))]);
});

test('the order of keys within an object of the spec does not matter', () => {
  const document: unknown = parse(text);
  const [before, after] = [emitted(document), emitted(shuffledItems(document))];
  for (const [name, content] of before) expect(after.get(name), name).toBe(content);
});

/** Path items keep the order of their methods. */
function shuffledItems(document: unknown): unknown {
  const result = shuffled(document);
  if (!isNode(result) || !isNode(document) || !isNode(result.paths) || !isNode(document.paths)) return result;
  const paths = Object.entries(document.paths).map(([path, item]) => {
    const other = isNode(result.paths) ? result.paths[path] : {};
    const keys = isNode(item) ? Object.keys(item) : [];
    return [
      path,
      Object.fromEntries(keys.map((key) => [key, isNode(other) ? other[key] : undefined])),
    ] as const;
  });
  return { ...result, paths: Object.fromEntries(paths) };
}
