/** Calls as applications make them: no status is asked for, and a success comes back. */

import { describe, expect, test } from 'vitest';
import { startGateway } from '../../scripts/demo/gateway.ts';
import { oauth2 } from '../../src/generated/index.ts';
import type { Operation } from '../../src/runtime/index.ts';
import {
  expectDocumentedBody,
  operations,
  plainClient,
  prismForThisFile,
  violationsIn,
  violationsLogged,
} from './contract.ts';
import { callWithInput, type Documented, inputs, optionsFor } from './inputs.ts';

const prism = await prismForThisFile();
const byName = operations.map((operation) => ({ operation, name: operation.id }));

describe('every operation succeeds', () => {
  test.for(byName)('$name, with everything it accepts', async ({ operation, name }) => {
    const client = plainClient({ baseUrl: prism.url });
    await expectSuccess(operation, await callWithInput(client, name).result());
  });

  test.for(byName)('$name, with only what it requires', async ({ operation, name }) => {
    const client = plainClient({ baseUrl: prism.url });
    const args = requiredOf(operation, inputs[name]);
    const call = client.call<unknown, Documented>(operation, args, optionsFor(name));
    await expectSuccess(operation, await call.result());
  });

  test('the log of Prism names no violation', () => {
    expect(violationsLogged(prism)).toEqual([]);
  });
});

describe('with OAuth client credentials', () => {
  test('every operation succeeds, on one token', async () => {
    await using gateway = await startGateway(prism.url);
    const client = plainClient({
      baseUrl: gateway.url,
      auth: oauth2.clientCredentials({
        tokenUrl: gateway.tokenUrl,
        clientId: 'contract-test',
        clientSecret: 'a-secret',
      }),
    });
    for (const operation of operations) {
      await expectSuccess(operation, await callWithInput(client, operation.id).result());
    }
    expect(gateway.tokensIssued).toBe(1);
    expect(violationsLogged(prism)).toEqual([]);
  });
});

async function expectSuccess(operation: Operation, reply: Documented): Promise<void> {
  expect(violationsIn(reply.response)).toBeNull();
  expect(reply).toMatchObject({ ok: true, status: lowestSuccess(operation) });
  await expectDocumentedBody(operation, reply);
}

/** Prism answers with the lowest documented success. */
function lowestSuccess({ replies }: Operation): number {
  return Math.min(
    ...Object.keys(replies)
      .filter((status) => status.startsWith('2'))
      .map(Number),
  );
}

/** The reference spec requires path parameters and bodies, and nothing else. */
function requiredOf({ params = {} }: Operation, input: object): object {
  const isRequired = (name: string): boolean => name === 'body' || params[name] === 'path';
  return Object.fromEntries(Object.entries(input).filter(([name]) => isRequired(name)));
}
