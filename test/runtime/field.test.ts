import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isFieldName, isFieldValue } from '../../src/runtime/field.ts';
import {
  AuthError,
  apiKey,
  bearer,
  type ClientOptions,
  InvalidRequestError,
  OptionsError,
} from '../../src/runtime/index.ts';
import { aClient, credentials, isForToken, recordEvents } from '../support/client.ts';
import { createPortfolio, getPortfolio, type Resource } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

const unfit = [
  ['a line break', 'S3CR3T\r\nx-admin: true'],
  ['a NUL', 'S3CR3T\0'],
  ['a character beyond one byte', 'S3CR3T→'],
] as const;

/** Everything a log would show of an error. */
const printed = (error: unknown): string => inspect(error, { depth: 10 });

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

describe.each(unfit)('with %s', (_what, value) => {
  test.each<[string, () => unknown]>([
    ['an API key', () => apiKey(value)],
    ['a name of an API key', () => apiKey('S3CR3T', { name: value.replace('S3CR3T', 'X-Key') })],
    [
      'a name of an API key in a cookie',
      () => apiKey('S3CR3T', { in: 'cookie', name: value.replace('S3CR3T', 'key') }),
    ],
    ['a bearer token', () => bearer(value)],
    ['a header of the client', () => aClient({ wire: fakeWire(), headers: { 'x-tenant': value } })],
  ])('%s is refused as an option, and not told', (_option, act) => {
    const error = thrownBy(act);
    expect(error).toBeInstanceOf(OptionsError);
    expect(printed(error)).not.toContain('S3CR3T');
  });

  /** A write, so that anything that had left would outdate its resource. */
  async function write(
    auth: ClientOptions<Resource>['auth'],
    args: { readonly idempotencyKey?: string } = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    const wire = fakeWire();
    wire.always((request) =>
      isForToken(request) ? aReply(200, { access_token: value, token_type: 'Bearer' }) : aReply(201, {}),
    );
    const api = aClient({ wire, ...(auth && { auth }) });
    const events = recordEvents(api);
    const error = await createPortfolio(api, { body: { name: 'x' }, ...args }, { headers }).catch(
      (reason: unknown) => reason,
    );
    return { error, events, sent: wire.requests.filter((request) => !isForToken(request)) };
  }

  test.each([
    ['a token of a bearer callback', AuthError, () => write(bearer(() => value))],
    ['a token of a token endpoint', AuthError, () => write(credentials)],
    ['a header argument', InvalidRequestError, () => write(undefined, { idempotencyKey: value })],
    ['a header of one call', InvalidRequestError, () => write(undefined, {}, { 'x-tenant': value })],
    [
      'an Authorization of one call',
      InvalidRequestError,
      () => write(bearer('token'), {}, { authorization: value }),
    ],
  ])('%s fails the call, is not told, and nothing is sent or outdated', async (_what, kind, act) => {
    const { error, events, sent } = await act();

    expect(error).toBeInstanceOf(kind);
    expect(error).toMatchObject({ operation: 'createPortfolio', attempts: 0 });
    expect(printed(error) + JSON.stringify(events)).not.toContain('S3CR3T');
    expect(sent).toEqual([]);
    expect(events.filter(({ type }) => type === 'invalidation')).toEqual([]);
  });
});

test('a header of one call that has no name a header can have is refused', async () => {
  const wire = fakeWire();
  const pending = getPortfolio(
    aClient({ wire }),
    { portfolioId: 'p1' },
    { headers: { 'x tenant': 'north' } },
  );
  await expect(pending).rejects.toBeInstanceOf(InvalidRequestError);
  expect(wire.requests).toEqual([]);
});

/** Each character, between two letters: the platform trims what is blank at the ends. */
const texts = Array.from({ length: 0x180 }, (_, code) => `a${String.fromCharCode(code)}b`);

const takes = (name: string, value: string): boolean =>
  thrownBy(() => new Headers().set(name, value)) === undefined;

test('what is a field value to us is one to the platform', () => {
  const good = texts.filter(isFieldValue);
  expect(good.length).toBeGreaterThan(200);
  expect(good.filter((text) => !takes('x', text))).toEqual([]);
});

test('what is a field name to us is one to the platform, and nothing else is', () => {
  expect(texts.filter(isFieldName)).toEqual(texts.filter((text) => takes(text, 'x')));
});

test.each(['', ' ', 'visible ~', 'tab\there', 'caf\u00e9'])('%j is a field value', (text) => {
  expect(isFieldValue(text)).toBe(true);
});
