import { expect, test } from 'vitest';
import { parse } from '../../generator/src/load.ts';
import { locateInJson } from '../../generator/src/locate.ts';

const loaded = (text: string) => parse('spec', text);

const json = `{
  "a/b": { "list": [1, { "x": "}\\"," }] },
  "c": true
}`;

const yaml = `# a comment
a/b:
  list:
    - 1
    - x: '}",'
c: true
`;

test.each([
  ['JSON', json],
  ['YAML', yaml],
])('%s is read', async (_, text) => {
  expect((await loaded(text)).value).toEqual({ 'a/b': { list: [1, { x: '}",' }] }, c: true });
});

test.each([
  ['#/a~1b/list/1/x', { line: 2, column: 31 }],
  ['#/c', { line: 3, column: 8 }],
  ['#', { line: 1, column: 1 }],
  ['#/c/nowhere', { line: 3, column: 8 }],
])('the place of %s in JSON is %j', (pointer, expected) => {
  expect(locateInJson(json, [pointer]).get(pointer)).toEqual(expected);
});

test.each([
  ['#/a~1b/list/1/x', { line: 5, column: 10 }],
  ['#/c', { line: 6, column: 4 }],
  ['#/a~1b/list/9', { line: 4, column: 5 }],
])('the place of %s in YAML is %j', async (pointer, expected) => {
  expect((await loaded(yaml)).locate([pointer]).get(pointer)).toEqual(expected);
});

test('repeated keys and merges do not stop a document', async () => {
  expect((await loaded('base: &b { x: 1 }\na: { <<: *b, y: 2 }\nc: 1\nc: 2\n')).value).toMatchObject({
    a: { x: 1, y: 2 },
    c: 2,
  });
});

test('a key called `__proto__` is a key', async () => {
  for (const text of ['{"__proto__": {"x": 1}}', '__proto__:\n  x: 1\n']) {
    expect(Object.keys(Object((await loaded(text)).value))).toEqual(['__proto__']);
  }
});
