import { expect, test } from 'vitest';
import { aClient } from '../support/client.ts';
import { createPortfolio, getPortfolio } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

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
