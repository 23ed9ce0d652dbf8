/** What a JavaScript caller may get wrong beside the arguments: it is refused by its name before anything is sent. */

import { expect, test } from 'vitest';
import { aClient } from '../support/client.ts';
import { getPortfolio, operations } from '../support/sdk.ts';
import { fakeWire } from '../support/wire.ts';

const secret = 'S3CR3T';

test.each<[unknown, string]>([
  [null, '`options` must be an object, got "null".'],
  [7, '`options` must be an object, got "a number".'],
  [secret, '`options` must be an object, got "a string".'],
  [[], '`options` must be an object, got "an array".'],
  [{ signal: 5 }, '`signal` must be an AbortSignal, got 5.'],
  [{ signal: {} }, '`signal` must be an AbortSignal, got an object.'],
  [{ accept: 5 }, '`accept` must be a media type, got 5.'],
  [{ headers: `x: ${secret}` }, '`headers` must be an object of texts, got "a string".'],
  [{ headers: [['x', secret]] }, '`headers` must be an object of texts, got "an array".'],
  [{ headers: new Headers({ x: secret }) }, '`headers` must be an object of texts, got "a Headers".'],
  [{ headers: { 'x-trace': 5 } }, '`headers.x-trace` must be a text, got "a number".'],
  [{ headers: { 'x-trace': undefined } }, '`headers.x-trace` must be a text, got "undefined".'],
  [
    { timeoutMs: 'soon' },
    '`timeoutMs` must be a positive number of milliseconds, at most 2147483647, got "soon".',
  ],
])('%o is refused, and nothing is sent', async (options, message) => {
  const wire = fakeWire();
  const call = getPortfolio(aClient({ wire }), { portfolioId: 'p1' }, options as never);
  await expect(call).rejects.toMatchObject({ code: 'INVALID_OPTIONS', message });
  expect(wire.requests).toEqual([]);
});

test.each<[unknown, string]>([
  ['p1', 'getPortfolio: its arguments are a string where an object is due.'],
  [7, 'getPortfolio: its arguments are a number where an object is due.'],
  [() => 'p1', 'getPortfolio: its arguments are a function where an object is due.'],
  [['p1'], 'getPortfolio has no argument `0`. It takes `portfolioId`.'],
  [undefined, 'getPortfolio: the path parameter `portfolioId` was empty or missing, and the path needs it.'],
  [null, 'getPortfolio: the path parameter `portfolioId` was empty or missing, and the path needs it.'],
])('the arguments %o are refused, and nothing is sent', async (args, message) => {
  const wire = fakeWire();
  const call = aClient({ wire }).call(operations.getPortfolio, args as never);
  await expect(call).rejects.toMatchObject({ code: 'INVALID_REQUEST', message });
  expect(wire.requests).toEqual([]);
});

test('a signal of another realm is one', async () => {
  const wire = fakeWire();
  const { signal } = new AbortController();
  const foreign = Object.create(null, {
    aborted: { value: false },
    reason: { value: undefined },
    throwIfAborted: { value: () => signal.throwIfAborted() },
    addEventListener: { value: signal.addEventListener.bind(signal) },
    removeEventListener: { value: signal.removeEventListener.bind(signal) },
  });
  const call = getPortfolio(aClient({ wire }), { portfolioId: 'p1' }, { signal: foreign });
  (await wire.arrival()).reply(200, { id: 'p1', name: 'One' });
  expect(await call).toMatchObject({ id: 'p1' });
});
