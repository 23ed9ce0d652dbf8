/** What an operation throws, as a class that `instanceof` knows. */

import { expect, expectTypeOf, test } from 'vitest';
import {
  BreakwaterError,
  type ErrorClass,
  errorClass,
  type Operation,
  ResponseError,
} from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { operations, type Problem } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

type GetPortfolioError = ResponseError<undefined, 304> | ResponseError<Problem, 401 | 404>;
const GetPortfolioError: ErrorClass<GetPortfolioError> = errorClass(operations.getPortfolio);

/** What a call of the operation is rejected with, when the answer is of that status. */
async function errorOf(status: number, operation: Operation = operations.getPortfolio): Promise<unknown> {
  const wire = fakeWire();
  wire.always(() => aReply(status, { title: 'no' }));
  const [, name = ''] = /\{(\w+)\}/.exec(operation.path) ?? [];
  const args = name === '' ? {} : { [name]: 'x1' };
  return aClient({ wire, retry: false })
    .call(operation, args)
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
}

test('a documented failure is of its operation, and of all that it is besides', async () => {
  const error = await errorOf(404);
  expect(error instanceof GetPortfolioError).toBe(true);
  expect(error instanceof ResponseError).toBe(true);
  expect(error instanceof BreakwaterError).toBe(true);
  expect(error).toMatchObject({ code: 'RESPONSE_ERROR', status: 404 });
});

test('its status narrows its body', async () => {
  const error = await errorOf(404);
  if (!(error instanceof GetPortfolioError)) throw new Error('not narrowed');
  expectTypeOf(error).toEqualTypeOf<GetPortfolioError>();
  if (error.status === 304) expectTypeOf(error.body).toEqualTypeOf<undefined>();
  if (error.status === 404) expectTypeOf(error.body).toEqualTypeOf<Problem>();
  // @ts-expect-error A status that the spec does not document.
  expect(error.status === 500).toBe(false);
});

test('there is a class for each status', async () => {
  const error = await errorOf(404);
  expect(error instanceof GetPortfolioError.of(404)).toBe(true);
  expect(error instanceof GetPortfolioError.of(401)).toBe(false);
  if (error instanceof GetPortfolioError.of(404)) expectTypeOf(error.body).toEqualTypeOf<Problem>();
  // @ts-expect-error A status that the spec does not document.
  expect(error instanceof GetPortfolioError.of(500)).toBe(false);
});

test.each([
  ['a failure of another operation', () => errorOf(404, operations.getContact)],
  ['of one by the same name in another SDK', () => errorOf(404, { ...operations.getPortfolio })],
  ['a status that the spec does not know', () => errorOf(418)],
  ['anything else', () => Promise.resolve({ status: 404, body: {} })],
  ['nothing', () => Promise.resolve(undefined)],
])('%s is not of it', async (_what, make) => {
  expect((await make()) instanceof GetPortfolioError).toBe(false);
});
