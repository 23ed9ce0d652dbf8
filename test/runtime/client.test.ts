import { describe, expect, test } from 'vitest';
import type { CallOptions, Operation } from '../../src/runtime/index.ts';
import { aClient, recordEvents } from '../support/client.ts';
import { createPortfolio, getPortfolio } from '../support/sdk.ts';
import { aReply, fakeWire, networkError } from '../support/wire.ts';

test('a request says what it accepts and what it carries', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(201, {}));
  await createPortfolio(aClient({ wire }), { body: { name: 'x' } });

  const headers = wire.requests[0]?.headers;
  expect(headers?.get('accept')).toBe('application/json, application/problem+json');
  expect(headers?.get('content-type')).toBe('application/json');
});

test('headers of a call win over those of the client', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, {}));
  const api = aClient({ wire, headers: { 'X-Tenant': 'north', 'X-App': 'a' } });

  await getPortfolio(api, { portfolioId: 'p1' }, { headers: { 'x-tenant': 'south' } });

  expect(wire.requests[0]?.headers.get('x-tenant')).toBe('south');
  expect(wire.requests[0]?.headers.get('x-app')).toBe('a');
});

test('a read by path has a query, with arrays as repeated names', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, []));

  await aClient({ wire }).get('/portfolio', {
    query: { status: ['open', 'closed'], q: 'a&b', none: undefined },
  });

  expect(wire.requests[0]?.url).toBe(
    'https://api.example.com/v1/portfolio?status=open&status=closed&q=a%26b',
  );
});

test.each([
  'portfolio',
  '//evil.example/x',
  '/\\evil.example',
  '/a/../admin',
  '/a/%2E%2e/admin',
  '/a/./b',
  '/a/.\t./.\n./admin',
  '/.. ',
  '/a/..\u0001',
  '',
])('a read by path refuses %s: it would leave the API', async (target) => {
  const wire = fakeWire();
  const api = aClient({ wire });

  await expect((async () => api.get(target))()).rejects.toMatchObject({ code: 'INVALID_REQUEST' });

  expect(wire.requests).toEqual([]);
});

test('a resource that the API does not have is refused, and those it has are named', async () => {
  const api = aClient({ wire: fakeWire() });
  const unknown: string = 'portfolios';

  await expect((async () => api.getResource(unknown as 'portfolio', '/portfolio'))()).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
    message: '`portfolios` is no resource of portfolio-api. It has: portfolio, contacts, documents, events.',
  });
});

test('a read by path takes any reply for documented', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(409, { title: 'conflict' }));

  await expect(aClient({ wire }).get('/anything')).rejects.toMatchObject({
    code: 'RESPONSE_ERROR',
    status: 409,
    body: { title: 'conflict' },
  });
});

test('the facts of a call come with it on request', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, { id: 'p1' }, { 'x-request-id': 'r1' }));

  const answer = await getPortfolio(aClient({ wire }), { portfolioId: 'p1' }).withResponse();

  expect(answer).toMatchObject({ data: { id: 'p1' }, source: 'network', cache: 'miss', attempts: 1 });
  expect(answer.response.headers.get('x-request-id')).toBe('r1');
});

test('a result is narrowed by its status, and a status that nobody documented is thrown', async () => {
  const wire = fakeWire();
  const api = aClient({ wire });
  wire.always(() => aReply(404, { title: 'none' }));
  const result = await getPortfolio(api, { portfolioId: 'p1' }).result();
  wire.always(() => aReply(418, { title: 'teapot' }));

  expect(result.status === 404 && result.error.title).toBe('none');
  await expect(getPortfolio(api, { portfolioId: 'p1' }).result()).rejects.toMatchObject({
    code: 'UNEXPECTED_RESPONSE',
    status: 418,
  });
});

test('a call is a promise: it can be chained, caught and finished', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(404, { title: 'none' }));
  const api = aClient({ wire });
  const steps: string[] = [];

  const caught = await getPortfolio(api, { portfolioId: 'p1' })
    .finally(() => steps.push('finally'))
    .catch(() => 'caught');

  expect([caught, ...steps]).toEqual(['caught', 'finally']);
  expect(Object.prototype.toString.call(getPortfolio(api, { portfolioId: 'p1' }).catch(() => {}))).toBe(
    '[object Promise]',
  );
});

test('a path to read that leaves the API fails the call, and throws nothing at who makes it', async () => {
  const api = aClient({ wire: fakeWire() });
  const calls = [api.get('//evil.example'), api.getResource('portfolio', '/../admin')];
  for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
});

test('a query in the path and a query beside it both go out, and the one beside it wins', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, []));

  await aClient({ wire }).get('/rates/r1?x=1&x=2&y=a%26b#top', { query: { z: 3, y: 'new' } });

  expect(wire.requests[0]?.url).toBe('https://api.example.com/v1/rates/r1?x=1&x=2&y=new&z=3');
});

test('reads of different paths are different reads, under way and in the cache', async () => {
  const wire = fakeWire();
  wire.always(({ url }) => aReply(200, { url }));
  const api = aClient({ wire });
  const [a, b] = ['https://api.example.com/v1/a', 'https://api.example.com/v1/b'];

  const together = await Promise.all([api.get('/a'), api.get('/b')]);
  const kept = [await api.getResource('portfolio', '/a'), await api.getResource('portfolio', '/b')];
  const again = await api.getResource('portfolio', '/b').withResponse();

  expect(together).toEqual([{ url: a }, { url: b }]);
  expect(kept).toEqual([{ url: a }, { url: b }]);
  expect(again).toMatchObject({ source: 'memory', data: { url: b } });
});

test('reads by path that differ in their query alone are different reads', async () => {
  const wire = fakeWire();
  wire.always(({ url }) => aReply(200, { url }));
  const api = aClient({ wire });

  const one = await api.getResource('portfolio', '/a?x=1');
  const other = await api.getResource('portfolio', '/a?x=2');
  const same = await api.getResource('portfolio', '/a', { query: { x: ['2'] } }).withResponse();

  expect(one).not.toEqual(other);
  expect(same).toMatchObject({ source: 'memory', data: other });
});

test.each<[string, () => Response | Error]>([
  ['an answer', () => aReply(200, {})],
  ['an error', () => aReply(404, { title: 'none' })],
  ['a page where there should be JSON', () => aReply(200, 'x', { 'content-type': 'application/json' })],
  ['a failure that is retried', () => aReply(503)],
  ['no connection', () => networkError('ECONNRESET')],
])('%s to a read by path tells neither its path nor its query', async (_what, answer) => {
  const wire = fakeWire();
  wire.always(answer);
  const api = aClient({ wire, retry: { maxAttempts: 2, baseDelayMs: 1, throttlingBaseDelayMs: 1 } });
  const events = recordEvents(api);

  const ended = await api.getResource('portfolio', '/rates/secret-id?x=hidden').catch(String);
  const again = await api.get('/rates/secret-id?x=hidden', { query: { y: 'hidden' } }).catch(String);

  expect(events.length).toBeGreaterThan(2);
  expect(JSON.stringify([events, ended, again])).not.toMatch(/secret-id|hidden|rates/);
});

describe('headers from several places', () => {
  const operation: Operation = {
    id: 'put',
    method: 'POST',
    path: '/things',
    resource: 'portfolio',
    params: { 'X-Tenant': 'header', session: 'cookie' },
    body: { type: 'multipart/form-data' },
    replies: {},
  };

  async function sentBy(headers: Readonly<Record<string, string>>, args: object, options?: CallOptions) {
    const wire = fakeWire();
    const pending = aClient({ wire, headers, cache: false }).call(operation, args, options);
    const arrival = await wire.arrival();
    arrival.reply(204);
    await pending;
    return arrival.request.headers;
  }

  test('what a call says of itself wins over what every call says', async () => {
    const all = { 'x-tenant': 'all', 'content-type': 'application/json', accept: 'application/vnd.x+json' };
    const headers = await sentBy(all, { 'X-Tenant': 'one', body: { a: 1 } });
    expect(headers.get('x-tenant')).toBe('one');
    expect(headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
    expect(headers.get('accept')).toBe('application/vnd.x+json');
    expect((await sentBy(all, {})).get('x-tenant')).toBe('all');
    const own = await sentBy(all, { 'X-Tenant': 'one' }, { headers: { 'X-Tenant': 'mine' } });
    expect(own.get('x-tenant')).toBe('mine');
  });

  test('cookies of all of them are sent', async () => {
    const headers = await sentBy({ Cookie: 'a=1' }, { session: 's' }, { headers: { cookie: 'b=2' } });
    expect(headers.get('cookie')).toBe('a=1; session=s; b=2');
  });
});

test('an argument that has itself inside is refused by name, also where it would be the key of an entry', async () => {
  const circle: { of?: object } = {};
  circle.of = circle;
  const operation: Operation = {
    id: 'find',
    method: 'GET',
    path: '/things',
    resource: 'portfolio',
    params: { filter: { in: 'query', type: 'object', style: 'deepObject' } },
    replies: { 200: 'application/json' },
  };
  await expect(aClient({ wire: fakeWire() }).call(operation, { filter: circle })).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
    message: 'find: the query parameter `filter` is nested more than 32 levels deep.',
  });
});
