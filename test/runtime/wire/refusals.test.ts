/** What TypeScript would not have let through, and what no style can say: refused by name, never sent. */

import { expect, test } from 'vitest';
import type { Operation, Parameter } from '../../../src/runtime/index.ts';
import { headersOf, urlOf } from '../../../src/runtime/url.ts';
import { aClient } from '../../support/client.ts';
import { fakeWire } from '../../support/wire.ts';
import { anOperation, refused, written } from './a-parameter.ts';

const one = (value: unknown, parameter: Parameter = { in: 'query' }) =>
  urlOf('https://x.example', anOperation('/', { limit: parameter }), { limit: value });

test.each([
  [{ value: 5 }, 'is an object where one value is due'],
  [[5], 'is an array where one value is due'],
  [() => 5, 'is a function where one value is due'],
  [Symbol('5'), 'is a symbol where one value is due'],
  [Number.NaN, 'is NaN where one value is due'],
  [Number.POSITIVE_INFINITY, 'is Infinity where one value is due'],
  [new Date('tomorrow'), 'is an invalid date'],
  [new Map(), 'is a Map where one value is due'],
  [Promise.resolve(5), 'is a Promise where one value is due'],
  [new Uint8Array(1), 'is an Uint8Array where one value is due'],
  ['\ud800', 'is text with half of a surrogate pair in it'],
])('one value: %o %s', (value, why) => {
  expect(() => one(value)).toThrow(refused(`read: the query parameter \`limit\` ${why}.`));
});

test.each<[Parameter['type'], unknown, string]>([
  ['number', 'ten', 'is a string where a number is due'],
  ['number', '', 'is a string where a number is due'],
  ['number', true, 'is a boolean where a number is due'],
  ['number', new Date(0), 'is a Date where a number is due'],
  ['number', [1], 'is an array where one value is due'],
  ['number', Number.NaN, 'is NaN where one value is due'],
  ['boolean', 'yes', 'is a string where a boolean is due'],
  ['boolean', 1, 'is a number where a boolean is due'],
  ['boolean', {}, 'is an object where one value is due'],
  ['array', 'a,b', 'is a string where an array is due'],
  ['array', { 0: 'a' }, 'is an object where an array is due'],
  ['array', new Set(['a']), 'is a Set where an array is due'],
  ['object', 'a', 'is a string where an object is due'],
  ['object', ['a'], 'is an array where an object is due'],
  ['object', new Map([['a', 1]]), 'is a Map where a plain object is due'],
  ['any', new Map([['a', 1]]), 'is a Map where a plain object is due'],
])('%s: %o %s', (type, value, why) => {
  expect(() => one(value, { in: 'query', ...(type && { type }) })).toThrow(
    refused(`read: the query parameter \`limit\` ${why}.`),
  );
});

test.each<[Parameter['type'], unknown, string]>([
  ['number', 10, '10'],
  ['number', -1.5e21, '-1.5e%2B21'],
  ['number', 12345678901234567890n, '12345678901234567890'],
  ['number', '10', '10'],
  ['boolean', false, 'false'],
  ['boolean', 'true', 'true'],
])('%s: %o goes out as %s', (type, value, text) => {
  expect(one(value, { in: 'query', ...(type && { type }) })).toBe(`https://x.example/?limit=${text}`);
});

test.each<[Parameter, unknown, string]>([
  [{ in: 'query' }, { a: { b: 1 } }, 'holds an object inside of it, for which its style has no form'],
  [{ in: 'query' }, [[1]], 'holds an array inside of it, for which its style has no form'],
  [{ in: 'path' }, [{ a: 1 }], 'holds an object inside of it, for which its style has no form'],
  [{ in: 'header' }, [{ a: 1 }], 'holds an object inside of it, for which its style has no form'],
  [
    { in: 'query', style: 'spaceDelimited' },
    ['a b'],
    'has a value with a space in it, which separates the values of the style `spaceDelimited`',
  ],
  [
    { in: 'query', style: 'pipeDelimited' },
    ['a|b'],
    'has a value with a `|` in it, which separates the values of the style `pipeDelimited`',
  ],
  [
    { in: 'path', style: 'label', explode: true },
    [1.5],
    'has a value with a dot in it, which separates the values of the style `label`',
  ],
  [{ in: 'header' }, ['a,b'], 'has a value with a comma in it, which separates the values of a header'],
  [
    { in: 'cookie', style: 'cookie', explode: false },
    ['a,b'],
    'has a value with a comma in it, which separates the values of the cookie',
  ],
  [{ in: 'cookie', style: 'cookie' }, 'a;b', 'has a character that no cookie can hold: encode it first'],
  [{ in: 'cookie', style: 'cookie' }, 'ü', 'has a character that no cookie can hold: encode it first'],
  [{ in: 'query', content: 'application/json' }, new Blob(), 'is a Blob where JSON is due'],
  [{ in: 'query', content: 'application/json' }, () => 1, 'is a function where JSON is due'],
  [{ in: 'query', content: 'application/xml' }, { a: 1 }, 'is an object where one value is due'],
])('%j: %j %s', (parameter, value, why) => {
  expect(() => written(parameter, value)).toThrow(
    refused(`read: the ${parameter.in} parameter \`color\` ${why}.`),
  );
});

test.each<[Parameter, unknown]>([
  [{ in: 'path' }, '.'],
  [{ in: 'path' }, '..'],
  [{ in: 'path' }, ['..']],
  [{ in: 'path' }, ['.', undefined]],
  [{ in: 'path', style: 'label' }, '.'],
  [{ in: 'path', style: 'label', explode: true }, ['', '']],
  [{ in: 'path', allowReserved: true }, '..'],
  [{ in: 'path', allowReserved: true }, 'a/../b'],
  [{ in: 'path', allowReserved: true }, 'a/%2E%2e/b'],
])('%j with %j would climb', (parameter, value) => {
  expect(() => written(parameter, value)).toThrow(
    refused(
      'read: the path parameter `color` makes a segment of dots, which would change the path. Pass the identifier itself.',
    ),
  );
});

test('what is harmless alone may climb beside its neighbour', () => {
  const operation = anOperation('/{a}{b}/.{format}', { a: 'path', b: 'path', format: 'path' });
  const url = (a: string, b: string, format: string) => urlOf('', operation, { a, b, format });
  expect(url('.', 'x', 'y')).toBe('/.x/.y');
  expect(() => url('.', '.', 'y')).toThrow(/`a`, `b`, `format` makes a segment of dots/);
  expect(() => url('x', 'y', '.')).toThrow(/makes a segment of dots/);
});

test.each<[Parameter, unknown]>([
  [{ in: 'path' }, undefined],
  [{ in: 'path' }, null],
  [{ in: 'path' }, ''],
  [{ in: 'path' }, []],
  [{ in: 'path' }, {}],
  [{ in: 'path' }, ['']],
  [{ in: 'path' }, [null]],
  [{ in: 'path', style: 'label' }, ''],
  [{ in: 'path', style: 'label' }, []],
  [{ in: 'path', style: 'matrix' }, []],
  [{ in: 'path', style: 'matrix', explode: true }, {}],
])('%j with %j would vanish', (parameter, value) => {
  expect(() => written(parameter, value)).toThrow(
    refused('read: the path parameter `color` was empty or missing, and the path needs it.'),
  );
});

test.each(['query', 'cookie'] as const)('what is required in a %s is missed', (place) => {
  const operation = anOperation('/', { since: { in: place, required: true } });
  const write = () => [urlOf('', operation, {}), headersOf(operation, {})];
  expect(write).toThrow(refused(`read: the ${place} parameter \`since\` was missing, and it is required.`));
});

test('a header that is required is missed, unless somebody else gives it', async () => {
  const wire = fakeWire();
  const params = { tenant: { in: 'header', name: 'X-Tenant', required: true } } as const;
  const operation = anOperation('/', params);
  await expect(aClient({ wire }).call(operation, {})).rejects.toEqual(
    refused('read: the header parameter `tenant` was missing, and it is required.'),
  );
  const given = aClient({ wire, headers: { 'x-tenant': 'north' } }).call(operation, {});
  (await wire.arrival()).reply(200, {});
  await given;
});

test.each([
  ['portfolio_id', 'portfolioId'],
  ['PortfolioID', 'portfolioId'],
  ['pageSize', 'page[size]'],
  ['Body', 'body'],
  ['portfolioIdd', 'portfolioId'],
  ['portfolioI', 'portfolioId'],
  ['protfolioId', 'portfolioId'],
  ['portfolioIt', 'portfolioId'],
  ['pagesise', 'page[size]'],
])('an argument called %s was meant to be %s', async (given, meant) => {
  const operation: Operation = {
    ...anOperation('/', { portfolioId: 'query', 'page[size]': 'query' }),
    method: 'POST',
    body: { type: 'application/json' },
  };
  await expect(aClient({ wire: fakeWire() }).call(operation, { [given]: 'x' })).rejects.toEqual(
    refused(`read has no argument \`${given}\`. Did you mean \`${meant}\`?`),
  );
});

test.each([
  ['pageNumber', 'It takes `portfolioId`, `page[size]`, `body`, `contentType`.'],
  ['toString', 'It takes `portfolioId`, `page[size]`, `body`, `contentType`.'],
  ['size', 'It takes `portfolioId`, `page[size]`, `body`, `contentType`.'],
  ['contenttype', 'Did you mean `contentType`?'],
])('an argument called %s, which nobody takes, is refused', async (given, hint) => {
  const wire = fakeWire();
  const operation: Operation = {
    ...anOperation('/', { portfolioId: 'query', 'page[size]': 'query' }),
    method: 'POST',
    body: { type: 'application/json' },
  };
  const args = { portfolioId: 'p1', body: {}, [given]: 1 };
  await expect(aClient({ wire }).call(operation, args)).rejects.toEqual(
    refused(`read has no argument \`${given}\`. ${hint}`),
  );
  expect(wire.requests).toEqual([]);
});

test('of an operation that takes many, the first are named; of one that takes none, that', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`field${index}`, 'query' as const]),
  );
  const call = (params: Record<string, 'query'>) =>
    aClient({ wire: fakeWire() }).call(anOperation('/', params), { zzz: 1 });
  await expect(call(many)).rejects.toThrow('`field6`, `field7` and 4 more.');
  await expect(call({})).rejects.toThrow('read has no argument `zzz`. It takes none.');
});

test('an argument that is `undefined` is none, and one of the path needs no description', async () => {
  const wire = fakeWire();
  const call = aClient({ wire }).call(anOperation('/{id}', {}), { id: 'p1', tag: undefined });
  const arrival = await wire.arrival();
  expect(new URL(arrival.request.url).pathname).toBe('/v1/p1');
  arrival.reply(200, {});
  await call;
});

test('a value is never repeated: it may be a secret', () => {
  const value = { password: 'hunter2' };
  expect(() => one(value)).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
  );
});
