/** URLs and headers as wholes. How single values are written is told in `wire/`. */

import { expect, test } from 'vitest';
import type { Operation } from '../../src/runtime/index.ts';
import { headersOf, urlOf } from '../../src/runtime/url.ts';
import { anOperation, written } from './wire/a-parameter.ts';

const base = 'https://api.example.com/v1';

const urlFor = (path: string, args: Record<string, unknown>, params: Operation['params'] = {}): string =>
  urlOf(base, anOperation(path, params), args).slice(base.length);

test.each([
  ['text', 'a b', '?color=a%20b'],
  ['nothing but text', '', '?color='],
  ['zero', 0, '?color=0'],
  ['less than zero, but hardly', -0, '?color=0'],
  ['a number too long for digits', 1e21, '?color=1e%2B21'],
  ['false', false, '?color=false'],
  ['an integer beyond 2^53', 9007199254740993n, '?color=9007199254740993'],
  ['a date', new Date('2026-01-02T03:04:05.000Z'), '?color=2026-01-02T03%3A04%3A05.000Z'],
  ['dates', [new Date(0)], '?color=1970-01-01T00%3A00%3A00.000Z'],
  ['an object with a date', { at: new Date(0) }, '?at=1970-01-01T00%3A00%3A00.000Z'],
  ['a URL', new URL('https://x.example/'), '?color=https%3A%2F%2Fx.example%2F'],
  // RFC 6570 §2.3: what is null or undefined is left out, and so is a list of nothing.
  ['undefined', undefined, ''],
  ['null', null, ''],
  ['an empty list', [], ''],
  ['an empty object', {}, ''],
  ['a list with gaps', ['a', null, undefined, 'b'], '?color=a&color=b'],
  ['an object with gaps', { a: 1, b: null, c: undefined }, '?a=1'],
])('%s', (_title, value, expected) => {
  expect(written({ in: 'query' }, value)).toBe(expected);
});

test("characters that encodeURIComponent leaves alone are encoded too: RFC 6570's unreserved are fewer", () => {
  expect(written({ in: 'query' }, "-._~!*'()")).toBe('?color=-._~%21%2A%27%28%29');
});

test.each([
  ['page[size]', '?page%5Bsize%5D=1'],
  ['filter[]', '?filter%5B%5D=1'],
  ['$filter', '?%24filter=1'],
  ['ü b', '?%C3%BC%20b=1'],
])('a parameter called %s', (name, expected) => {
  expect(written({ in: 'query', name }, 1)).toBe(expected);
});

test('reserved characters stay where the parameter allows it, less those that end a value', () => {
  const value = ":/?@!$'()*,;= #[]&+ %20 %";
  expect(written({ in: 'query', allowReserved: true }, value)).toBe(
    "?color=:/?@!$'()*,;=%20%23%5B%5D%26%2B%20%20%20%25",
  );
  expect(written({ in: 'path', allowReserved: true }, 'a/b?c#d')).toBe('a/b%3Fc%23d');
});

test('a whole query as one document: OpenAPI 3.2', () => {
  const json = { in: 'querystring', content: 'application/json' } as const;
  expect(written(json, { numbers: [1, 2], flag: null })).toBe(
    '?%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D',
  );
  const path = { in: 'querystring', content: 'application/jsonpath' } as const;
  expect(written(path, '$.a.b[1:1]')).toBe('?%24.a.b%5B1%3A1%5D');
  expect(written(json, undefined)).toBe('');
});

test('a document of any other type is text', () => {
  expect(written({ in: 'query', content: 'text/plain' }, 'a&b')).toBe('?color=a%26b');
  const form = { in: 'query', content: 'application/x-www-form-urlencoded' } as const;
  expect(written(form, { a: '1 2', b: ['x', 'y'] })).toBe('?color=a%3D1%2B2%26b%3Dx%26b%3Dy');
});

test.each([
  ['a/b', 'a%2Fb'],
  ['a?b#c', 'a%3Fb%23c'],
  ['%2e%2e', '%252e%252e'],
  ['../secret', '..%2Fsecret'],
  ['a\\..\\b', 'a%5C..%5Cb'],
  ['ü b', '%C3%BC%20b'],
  ["$&$1$$$'", '%24%26%241%24%24%24%27'],
  ['{y}', '%7By%7D'],
  ['...', '...'],
])('a path value of %s stays one segment: %s', (value, segment) => {
  const url = urlOf(base, anOperation('/a/{x}/b/{y}', { x: 'path', y: 'path' }), { x: value, y: 'z' });
  expect(url).toBe(`${base}/a/${segment}/b/z`);
  expect(new URL(url).pathname).toBe(`/v1/a/${segment}/b/z`);
});

test.each<[string, Record<string, unknown>, string]>([
  ['/{a}/{b}', { a: 1, b: 2 }, '/1/2'],
  ['/{a}-{b}.{c}', { a: 1, b: 2, c: 'json' }, '/1-2.json'],
  ['/{a}{b}', { a: 1, b: 2 }, '/12'],
  ['/{a}/twice/{a}', { a: 1 }, '/1/twice/1'],
  ['/{a.b*(c)$}', { 'a.b*(c)$': 1 }, '/1'],
  ['/things?kind={kind}', { kind: 'a&b' }, '/things?kind=a%26b'],
  ['/things#of/{a}', {}, '/things'],
  ['/things/{a}:publish', { a: 1 }, '/things/1:publish'],
])('the template %s with %j', (path, args, expected) => {
  expect(urlFor(path, args)).toBe(expected);
});

test('a path that has a query already gets more of it, before any fragment', () => {
  expect(urlFor('/things?kind=a#all', { x: 1 }, { x: 'query' })).toBe('/things?kind=a&x=1');
});

test('a place that nobody describes is asked for: no brace is ever sent', () => {
  expect(() => urlFor('/{id}', {})).toThrow(/the path parameter `id` was empty or missing/);
});

test('an argument may be called otherwise than its parameter', () => {
  expect(urlFor('/{portfolio-id}', { id: 1 }, { id: { in: 'path', name: 'portfolio-id' } })).toBe('/1');
});

test('headers are written as they are, arrays and objects by the simple style', () => {
  const operation = anOperation('/', {
    plain: { in: 'header', name: 'X-Plain' },
    list: { in: 'header', name: 'X-List', type: 'array' },
    quoted: { in: 'header', name: 'X-Quoted', type: 'array' },
    object: { in: 'header', name: 'X-Object', type: 'object' },
    exploded: { in: 'header', name: 'X-Exploded', type: 'object', explode: true },
    json: { in: 'header', name: 'X-Json', content: 'application/json' },
    date: { in: 'header', name: 'X-Date' },
    empty: { in: 'header', name: 'X-Empty', type: 'array' },
    missing: { in: 'header', name: 'X-Missing' },
  });
  const args = {
    plain: 'a b/c',
    list: ['a', 1],
    quoted: ['W/"a,b"', '"c"'],
    object: { r: 1, g: 2 },
    exploded: { r: 1, g: 2 },
    json: { a: ['ü', '€'] },
    date: new Date('2026-01-02T03:04:05.000Z'),
    empty: [],
    missing: undefined,
  };

  expect(Object.fromEntries(headersOf(operation, args))).toEqual({
    'x-plain': 'a b/c',
    'x-list': 'a,1',
    'x-quoted': 'W/"a,b","c"',
    'x-object': 'r,1,g,2',
    'x-exploded': 'r=1,g=2',
    'x-json': '{"a":["\\u00fc","\\u20ac"]}',
    'x-date': '2026-01-02T03:04:05.000Z',
  });
});

test('cookies are joined by semicolons, and what a value holds cannot end it', () => {
  const operation = anOperation('/', {
    session: 'cookie',
    theme: 'cookie',
    tags: { in: 'cookie', type: 'array' },
    choice: { in: 'cookie', type: 'object' },
    none: 'cookie',
  });

  const args = { session: 'a;b=c', theme: 'dark', tags: ['x', 'y'], choice: { colour: 'red', size: 'a&b' } };
  expect(headersOf(operation, args).get('cookie')).toBe(
    'session=a%3Bb%3Dc; theme=dark; tags=x; tags=y; colour=red; size=a%26b',
  );
});

test("OpenAPI 3.2's cookie style encodes nothing", () => {
  expect(written({ in: 'cookie', style: 'cookie' }, 'a=b%20 "c"')).toBe('color=a=b%20 "c"');
});

test('a call without parameters has no query and no headers', () => {
  expect(urlFor('/things', {})).toBe('/things');
  expect([...headersOf(anOperation('/things'), {})]).toEqual([]);
});
