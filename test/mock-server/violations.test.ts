/** The contract tests can fail: requests that break the spec do not get past Prism unnoticed. */

import { expect, test } from 'vitest';
import { apiKey, type Operation } from '../../src/runtime/index.ts';
import { operations, plainClient, prismForThisFile, violationsIn, violationsLogged } from './contract.ts';
import type { Documented, OperationName } from './inputs.ts';

const prism = await prismForThisFile();

test('a parameter of the wrong type is a violation', async () => {
  const client = plainClient({ baseUrl: prism.url });
  const reply = await client.call<unknown, Documented>(operation('listPortfolios'), { limit: 1.5 }).result();
  expect(reply.status).toBe(400);
  expect(violationsIn(reply.response)).toContain('Request query parameter limit must be integer');
});

test('a descriptor with another name for a parameter is a violation', async () => {
  const client = plainClient({ baseUrl: prism.url });
  const broken: Operation = {
    ...operation('listPositions'),
    params: { portfolioId: 'path', day: { in: 'query', name: 'asOf' } },
  };
  const args = { portfolioId: 'pf_4m8x2c', day: 'yesterday' };
  const reply = await client.call<unknown, Documented>(broken, args).result();
  expect(violationsIn(reply.response)).toContain('must match format \\"date\\"');
});

test('a descriptor with another media type for the body is a violation', async () => {
  const client = plainClient({ baseUrl: prism.url });
  const broken: Operation = { ...operation('createPortfolio'), body: { type: 'text/plain' } };
  const reply = await client.call<unknown, Documented>(broken, { body: 'a portfolio' }).result();
  expect(violationsIn(reply.response)).toContain('Supported content types: application/json');
});

test('a call without credentials is a violation', async () => {
  const client = plainClient({ baseUrl: prism.url, auth: apiKey('a-key', { name: 'X-Wrong-Name' }) });
  const reply = await client.call<unknown, Documented>(operation('listPortfolios'), {}).result();
  expect(reply.status).toBe(401);
  expect(violationsIn(reply.response)).toContain('Invalid security scheme used');
});

test('the log of Prism names them too', () => {
  expect(violationsLogged(prism).filter((line) => line.includes('did not pass'))).toHaveLength(4);
});

function operation(name: OperationName): Operation {
  const found = operations.find(({ id }) => id === name);
  if (!found) throw new Error(`there is no operation ${name}`);
  return found;
}
