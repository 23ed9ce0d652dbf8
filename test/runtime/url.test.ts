import { expect, test } from 'vitest';
import type { Operation, Parameter } from '../../src/runtime/index.ts';
import { headersOf, urlOf } from '../../src/runtime/url.ts';

const base = 'https://api.example.com/v1';

function anOperation(path: string, params: Operation['params'] = {}): Operation {
  return { id: 'read', method: 'GET', path, resource: 'things', params, replies: {} };
}

/** The URL after the base, for one parameter with one value. */
function written(parameter: Parameter, value: unknown): string {
  const path = parameter.in === 'path' ? '/{x}' : '/';
  return urlOf(base, anOperation(path, { x: parameter }), { x: value }).slice(base.length);
}

const color = 'blue';
const colors = ['blue', 'black', 'brown'];
const rgb = { R: 100, G: 200, B: 150 };

// The table of OpenAPI 3.1 §4.8.12.4, with a path of `/{x}` or `/`.
test.each<[Parameter, unknown, string]>([
  [{ in: 'path', style: 'matrix' }, color, '/;x=blue'],
  [{ in: 'path', style: 'matrix' }, colors, '/;x=blue,black,brown'],
  [{ in: 'path', style: 'matrix', explode: true }, colors, '/;x=blue;x=black;x=brown'],
  [{ in: 'path', style: 'matrix' }, rgb, '/;x=R,100,G,200,B,150'],
  [{ in: 'path', style: 'matrix', explode: true }, rgb, '/;R=100;G=200;B=150'],
  [{ in: 'path', style: 'label' }, color, '/.blue'],
  [{ in: 'path', style: 'label' }, colors, '/.blue,black,brown'],
  [{ in: 'path', style: 'label', explode: true }, colors, '/.blue.black.brown'],
  [{ in: 'path', style: 'label', explode: true }, rgb, '/.R=100.G=200.B=150'],
  [{ in: 'path' }, color, '/blue'],
  [{ in: 'path' }, colors, '/blue,black,brown'],
  [{ in: 'path', explode: true }, colors, '/blue,black,brown'],
  [{ in: 'path' }, rgb, '/R,100,G,200,B,150'],
  [{ in: 'path', explode: true }, rgb, '/R=100,G=200,B=150'],
  [{ in: 'query' }, color, '/?x=blue'],
  [{ in: 'query' }, colors, '/?x=blue&x=black&x=brown'],
  [{ in: 'query', explode: false }, colors, '/?x=blue,black,brown'],
  [{ in: 'query' }, rgb, '/?R=100&G=200&B=150'],
  [{ in: 'query', explode: false }, rgb, '/?x=R,100,G,200,B,150'],
  [{ in: 'query', style: 'spaceDelimited' }, colors, '/?x=blue%20black%20brown'],
  [{ in: 'query', style: 'pipeDelimited' }, colors, '/?x=blue|black|brown'],
  [{ in: 'query', style: 'deepObject' }, rgb, '/?x[R]=100&x[G]=200&x[B]=150'],
])('%j writes %j as %s', (parameter, value, expected) => {
  expect(written(parameter, value)).toBe(expected);
});

test.each([
  [0, '/?x=0'],
  [false, '/?x=false'],
  [12n, '/?x=12'],
  ['', '/?x='],
  [new Date('2026-01-02T03:04:05.000Z'), '/?x=2026-01-02T03%3A04%3A05.000Z'],
  [[new Date('2026-01-02T03:04:05.000Z')], '/?x=2026-01-02T03%3A04%3A05.000Z'],
  [{ at: new Date('2026-01-02T03:04:05.000Z') }, '/?at=2026-01-02T03%3A04%3A05.000Z'],
])('a query value is written as its wire form: %#', (value, expected) => {
  expect(written({ in: 'query' }, value)).toBe(expected);
});

test.each([undefined, null, []])('a query value of %j is left out', (value) => {
  expect(written({ in: 'query' }, value)).toBe('/');
});

test('members that are missing are left out of an object', () => {
  expect(written({ in: 'query', style: 'deepObject' }, { a: 1, b: undefined, c: null })).toBe('/?x[a]=1');
});

test('a parameter with a content type is JSON', () => {
  expect(written({ in: 'query', content: 'application/json' }, { a: [1] })).toBe(
    `/?x=${encodeURIComponent('{"a":[1]}')}`,
  );
});

test('a parameter has its own name on the wire', () => {
  expect(written({ in: 'query', name: 'page[size]' }, 5)).toBe('/?page%5Bsize%5D=5');
  expect(
    urlOf(base, anOperation('/{portfolio-id}', { id: { in: 'path', name: 'portfolio-id' } }), { id: 1 }),
  ).toBe(`${base}/1`);
});

test('what a query value holds cannot end it', () => {
  const url = new URL(urlOf(base, anOperation('/', { x: 'query' }), { x: 'a&b=c#d?e+f g/ü' }));
  expect([...url.searchParams]).toEqual([['x', 'a&b=c#d?e+f g/ü']]);
  expect(url.hash).toBe('');
});

test.each(['form', 'deepObject'] as const)(
  'what a member of an object is called cannot end it: %s',
  (style) => {
    const url = new URL(
      urlOf(base, anOperation('/', { x: { in: 'query', style } }), { x: { 'a&admin=true#': 1 } }),
    );
    expect([...url.searchParams.keys()]).toHaveLength(1);
    expect(url.hash).toBe('');
  },
);

test('reserved characters stay as they are where the parameter allows it', () => {
  expect(written({ in: 'query', allowReserved: true }, 'a/b:c')).toBe('/?x=a/b:c');
});

test('a path that has a query already gets more of it', () => {
  expect(urlOf(base, anOperation('/things?kind=a', { x: 'query' }), { x: 1 })).toBe(
    `${base}/things?kind=a&x=1`,
  );
});

test.each([
  ['a/b', 'a%2Fb'],
  ['a?b#c', 'a%3Fb%23c'],
  ['%2e%2e', '%252e%252e'],
  ['../secret', '..%2Fsecret'],
  ['ü b', '%C3%BC%20b'],
  ["$&$1$$$'", "%24%26%241%24%24%24'"],
  ['{y}', '%7By%7D'],
  ['...', '...'],
])('a path value of %s stays one segment: %s', (value, segment) => {
  const url = urlOf(base, anOperation('/a/{x}/b/{y}', { x: 'path', y: 'path' }), { x: value, y: 'z' });
  expect(url).toBe(`${base}/a/${segment}/b/z`);
  expect(new URL(url).pathname).toBe(`/v1/a/${segment}/b/z`);
});

test.each([undefined, null, ''])('a path value of %j is refused', (value) => {
  expect(() => written({ in: 'path' }, value)).toThrow(
    expect.objectContaining({
      code: 'INVALID_REQUEST',
      operation: 'read',
      message: 'read needs the path parameter `x`, and it was empty or missing.',
    }),
  );
});

test.each<[Parameter, unknown]>([
  [{ in: 'path' }, '.'],
  [{ in: 'path' }, '..'],
  [{ in: 'path' }, ['..']],
  [{ in: 'path', style: 'label' }, '.'],
])('%j with %j would climb, and is refused', (parameter, value) => {
  expect(() => written(parameter, value)).toThrow(expect.objectContaining({ code: 'INVALID_REQUEST' }));
});

test('an object that is nested too deeply for its style is refused, not written as [object Object]', () => {
  expect(() => written({ in: 'query', style: 'deepObject' }, { a: { b: { c: 1 } } })).toThrow(
    expect.objectContaining({
      code: 'INVALID_REQUEST',
      message:
        'read cannot write the query parameter `x` in its style `deepObject`: the value is nested too deeply.',
    }),
  );
});

test('headers are written as they are, arrays and objects by the simple style', () => {
  const operation = anOperation('/', {
    plain: { in: 'header', name: 'X-Plain' },
    list: { in: 'header', name: 'X-List' },
    object: { in: 'header', name: 'X-Object' },
    exploded: { in: 'header', name: 'X-Exploded', explode: true },
    json: { in: 'header', name: 'X-Json', content: 'application/json' },
    date: { in: 'header', name: 'X-Date' },
    missing: { in: 'header', name: 'X-Missing' },
  });
  const args = {
    plain: 'a b/c',
    list: ['a', 1],
    object: { r: 1, g: 2 },
    exploded: { r: 1, g: 2 },
    json: { a: [1] },
    date: new Date('2026-01-02T03:04:05.000Z'),
    missing: undefined,
  };

  expect(Object.fromEntries(headersOf(operation, args))).toEqual({
    'x-plain': 'a b/c',
    'x-list': 'a,1',
    'x-object': 'r,1,g,2',
    'x-exploded': 'r=1,g=2',
    'x-json': '{"a":[1]}',
    'x-date': '2026-01-02T03:04:05.000Z',
  });
});

test('cookies are joined by semicolons, and what a value holds cannot end it', () => {
  const operation = anOperation('/', { session: 'cookie', theme: 'cookie', tags: 'cookie', none: 'cookie' });

  const headers = headersOf(operation, { session: 'a;b=c', theme: 'dark', tags: ['x', 'y'] });

  expect(headers.get('cookie')).toBe('session=a%3Bb%3Dc; theme=dark; tags=x; tags=y');
});

test('a call without parameters has no query and no headers', () => {
  expect(urlOf(base, anOperation('/things'), {})).toBe(`${base}/things`);
  expect([...headersOf(anOperation('/things'), {})]).toEqual([]);
});

test('an object as a cookie is joined by semicolons too', () => {
  const operation = anOperation('/', { choice: { in: 'cookie', explode: true }, theme: 'cookie' });
  const headers = headersOf(operation, { choice: { colour: 'red', size: 'a&b' }, theme: 'dark' });
  expect(headers.get('cookie')).toBe('colour=red; size=a%26b; theme=dark');
});
