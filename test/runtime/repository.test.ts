import { expect, test } from 'vitest';
import { NotFoundError, orNotFound, orUndefined } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { getPortfolio, publicPing, renamePortfolio } from '../support/sdk.ts';
import { fakeWire } from '../support/wire.ts';

const problem = { 'content-type': 'application/problem+json' };

function answering(status: number, body: object = { title: 'No such portfolio' }) {
  const wire = fakeWire();
  wire.always(() => Response.json(body, { status, headers: status < 400 ? {} : problem }));
  return aClient({ wire, resilience: 'off' });
}

test.each([404, 410])('what a %i says is absent is read as undefined, documented or not', async (status) => {
  const client = answering(status);
  expect(await orUndefined(getPortfolio(client, { portfolioId: 'p1' }))).toBeUndefined();
  expect(await orUndefined(publicPing(client))).toBeUndefined();
});

test('what is absent cannot be changed, and the reply is the cause', async () => {
  const call = renamePortfolio(answering(404), { portfolioId: 'p1', body: { name: 'Income' } });
  const error: unknown = await orNotFound('portfolio', call).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(NotFoundError);
  expect(error).toMatchObject({
    name: 'NotFoundError',
    resource: 'portfolio',
    message: 'There is none of that name in portfolio.',
    cause: { status: 404 },
  });
});

test.each([401, 503])('a %i is no word of absence', async (status) => {
  const client = answering(status);
  await expect(orUndefined(getPortfolio(client, { portfolioId: 'p1' }))).rejects.toMatchObject({ status });
  const rename = renamePortfolio(client, { portfolioId: 'p1', body: { name: 'Income' } });
  await expect(orNotFound('portfolio', rename)).rejects.toMatchObject({ status });
});

test('what is there comes through as it is', async () => {
  const client = answering(200, { id: 'p1', name: 'Growth' });
  expect(await orUndefined(getPortfolio(client, { portfolioId: 'p1' }))).toEqual({
    id: 'p1',
    name: 'Growth',
  });
});
