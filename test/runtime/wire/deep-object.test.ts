import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refused, written } from './a-parameter.ts';

const deep = { in: 'query', style: 'deepObject' } as const;

/** Without the encoding of brackets, to be read by people. */
const plain = (value: unknown, name = 'filter'): string =>
  decodeURIComponent(written(deep, value, name) ?? '');

test.each([
  ['one level, as OpenAPI has it', { a: 1, b: 'x' }, '?filter[a]=1&filter[b]=x'],
  ['deeper ones', { a: { b: { c: 1 } } }, '?filter[a][b][c]=1'],
  ['a list of single values, without indices', { a: [1, 2] }, '?filter[a][]=1&filter[a][]=2'],
  [
    'a list of objects, by index',
    { a: [{ b: 1, c: 2 }, { b: 3 }] },
    '?filter[a][0][b]=1&filter[a][0][c]=2&filter[a][1][b]=3',
  ],
  ['a list of lists, by index', { a: [[1], [2]] }, '?filter[a][0][]=1&filter[a][1][]=2'],
  ['a list alone', ['x', 'y'], '?filter[]=x&filter[]=y'],
  ['one value alone', 1, '?filter=1'],
  ['an empty text, which clears a field of Stripe', { a: '' }, '?filter[a]='],
  [
    'dates and long integers',
    { at: new Date(0), id: 9007199254740993n },
    '?filter[at]=1970-01-01T00:00:00.000Z&filter[id]=9007199254740993',
  ],
  ['nothing for what is missing', { a: undefined, b: null, c: [null], d: {}, e: [] }, ''],
])('%s', (_title, value, expected) => {
  expect(plain(value)).toBe(expected);
});

test('brackets are encoded, and so is what members are called', () => {
  expect(written(deep, { 'a&b]=': 1 }, 'filter')).toBe('?filter%5Ba%26b%5D%3D%5D=1');
});

test('explode makes no difference: OpenAPI defines nothing else', () => {
  expect(written({ ...deep, explode: false }, { a: 1 }, 'f')).toBe(written(deep, { a: 1 }, 'f'));
});

test('what holds itself is refused, not followed without end', () => {
  const endless: Record<string, unknown> = {};
  endless['self'] = endless;
  expect(() => written(deep, endless, 'filter')).toThrow(
    refused('read: the query parameter `filter` is nested more than 32 levels deep.'),
  );
});

/** How qs, Rails and Stripe read it: brackets lead in, an empty one or a number is an item. */
function readAs(search: string): unknown {
  const root: Record<string, unknown> = {};
  for (const [key, value] of new URLSearchParams(search)) {
    const [name = '', ...steps] = key.split('[').map((step) => step.replace(/\]$/, ''));
    let [holder, at]: [Record<string, unknown> | unknown[], string] = [root, name];
    for (const step of steps) {
      const isItem = step === '' || /^\d+$/.test(step);
      const next: Record<string, unknown> | unknown[] = Object(Reflect.get(holder, at) ?? (isItem ? [] : {}));
      Reflect.set(holder, at, next);
      holder = next;
      at = step === '' ? String(Object.keys(next).length) : step;
    }
    Reflect.set(holder, at, value);
  }
  return root['filter'];
}

test('whatever is nested in it is read back by such a server', () => {
  const key = fc.string({ unit: fc.constantFrom(...'abc.&= ü-') }).filter((name) => name !== '');
  const { tree } = fc.letrec((tie) => ({
    text: fc.string(),
    list: fc.array(fc.string(), { minLength: 1, maxLength: 3 }),
    objects: fc.array(tie('object'), { minLength: 1, maxLength: 3 }),
    object: fc.dictionary(
      key,
      fc.oneof({ depthSize: 'small' }, tie('text'), tie('list'), tie('objects'), tie('object')),
      {
        minKeys: 1,
        maxKeys: 3,
      },
    ),
    tree: tie('object'),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      expect(readAs((written(deep, value, 'filter') ?? '').slice(1))).toEqual(structuredClone(value));
    }),
  );
});
