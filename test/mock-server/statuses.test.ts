/** The contract, status by status: Prism answers as told, and has nothing against the request. */

import { describe, expect, test } from 'vitest';
import {
  answers,
  expectDocumentedBody,
  operations,
  plainClient,
  prefer,
  prismForThisFile,
  violationsIn,
  violationsLogged,
} from './contract.ts';
import { callWithInput, inputs } from './inputs.ts';

const prism = await prismForThisFile();

describe('every operation answers with every status that the spec gives it', () => {
  test.for(answers)('$name answers $status as documented', async ({ operation, name, status }) => {
    const client = plainClient({ baseUrl: prism.url });
    const reply = await callWithInput(client, name, prefer(status)).result();
    expect(violationsIn(reply.response)).toBeNull();
    expect(reply.status).toBe(status);
    expect(reply.ok).toBe(status >= 200 && status < 300);
    await expectDocumentedBody(operation, reply);
  });

  test('nothing is left out: every input belongs to an operation that was called', () => {
    expect(operations.map(({ id }) => id).toSorted()).toEqual(Object.keys(inputs).toSorted());
  });

  test('the log of Prism names no violation', () => {
    expect(violationsLogged(prism)).toEqual([]);
  });
});
