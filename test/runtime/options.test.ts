import { expect, test } from 'vitest';
import {
  apiKey,
  basic,
  bearer,
  type ClientOptions,
  createClient,
  OptionsError,
  oauth2,
  validation,
} from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { getPortfolio, type Resource, sdk } from '../support/sdk.ts';
import { fakeWire } from '../support/wire.ts';

/** As a caller without a type checker would write it. */
function refusalOf(options: object): string {
  try {
    createClient(sdk, options as ClientOptions<Resource>);
  } catch (error) {
    if (error instanceof OptionsError) return error.message;
    throw error;
  }
  return 'accepted';
}

test('each option that cannot be meant is refused, by its name, with what was expected and what came', () => {
  const refused: readonly object[] = [
    { baseUrl: 'api.example.com' },
    { baseUrl: 'ftp://api.example.com' },
    { baseUrl: 'https://user:pass@api.example.com' },
    { baseUrl: 'https://api.example.com?key=1' },
    { baseUrl: 'https://api.example.com#top' },
    { basUrl: 'https://api.example.com' },
    { cache: { ttl: { portfolios: 60 } } },
    { cache: { ttl: { portfolio: -1 } } },
    { cache: { ttl: { portfolio: Number.NaN } } },
    { cache: { defaultTtl: Number.POSITIVE_INFINITY } },
    { cache: { ttlJitterRatio: 1 } },
    { cache: { maxEntries: 0 } },
    { cache: { maxBytes: 0.5 } },
    { cache: { maxEntryBytes: -1 } },
    { cache: { sweepIntervalMs: 0 } },
    { cache: { store: 'memcached://cache:11211' } },
    { cache: { size: 10 } },
  ];

  expect(refused.map(refusalOf).join('\n')).toMatchInlineSnapshot(`
    "\`baseUrl\` must be an absolute http: or https: URL, got "api.example.com".
    \`baseUrl\` must be an absolute http: or https: URL, got "ftp://api.example.com".
    \`baseUrl\` must be a URL without user and password (use \`auth: basic(…)\`), got "https://api.example.com".
    \`baseUrl\` must be a URL without query and fragment, got "https://api.example.com/".
    \`baseUrl\` must be a URL without query and fragment, got "https://api.example.com/".
    \`basUrl\` must be one of baseUrl, server, variables, baseUrls, name, auth, headers, cache, resilience, validate, maxResponseBytes, reconnect, onEvent, tracing, logger, transport, clock, random, got "an unknown option".
    \`cache.ttl\` must be set for resources of the API (portfolio, contacts, documents, events), got "portfolios".
    \`cache.ttl.portfolio\` must be a number of seconds, 0 or more, got -1.
    \`cache.ttl.portfolio\` must be a number of seconds, 0 or more, got NaN.
    \`cache.defaultTtl\` must be a number of seconds, 0 or more, got Infinity.
    \`cache.ttlJitterRatio\` must be in [0, 1), got 1.
    \`cache.maxEntries\` must be a positive integer, got 0.
    \`cache.maxBytes\` must be a positive integer, got 0.5.
    \`cache.maxEntryBytes\` must be a positive integer, got -1.
    \`cache.sweepIntervalMs\` must be a positive number of milliseconds, at most 2147483647, got 0.
    \`cache.store\` must be a redis:// or rediss:// URL, a Keyv, or a Keyv storage adapter, got "another string".
    \`cache.size\` must be one of store, storeTimeoutMs, fleet, ttl, defaultTtl, byResource, targetedFields, ttlJitterRatio, maxEntries, maxBytes, maxEntryBytes, sweepIntervalMs, mode, negativeTtl, staleWhileRevalidate, staleIfError, restAfterError, keepStale, eagerRefresh, softTimeoutMs, hardTimeoutMs, shared, keyHeaders, ownCredentials, got "an unknown option"."
  `);
});

test('an API without an absolute server needs a base URL', () => {
  const { baseUrl: _left, ...serverless } = sdk;
  expect(() => createClient(serverless)).toThrow(
    expect.objectContaining({
      code: 'INVALID_OPTIONS',
      message: '`baseUrl` must be set, since the spec names no absolute server, got undefined.',
    }),
  );
});

test('each credential that cannot be meant is refused, and no secret is in the message', () => {
  const attempts = [
    () => apiKey(''),
    () => bearer(''),
    () => basic('a:b', 'secret'),
    () => oauth2.clientCredentials({ tokenUrl: '/token', clientId: 'id', clientSecret: 'secret' }),
    () =>
      oauth2.clientCredentials({ tokenUrl: 'https://x.example/token', clientId: '', clientSecret: 'secret' }),
    () => oauth2.clientCredentials({ tokenUrl: 'https://x.example/token', clientId: 'id', clientSecret: '' }),
    () =>
      oauth2.clientCredentials({
        tokenUrl: 'https://id:secret@x.example/token',
        clientId: 'id',
        clientSecret: 'secret',
      }),
  ];
  const messages = attempts.map((attempt) => {
    try {
      attempt();
      return 'accepted';
    } catch (error) {
      return error instanceof OptionsError ? error.message : String(error);
    }
  });

  expect(messages.join('\n')).not.toContain('secret');
  expect(messages.join('\n')).toMatchInlineSnapshot(`
    "\`auth: apiKey(…)\` must be text that can be sent there, or a function, got "an empty string".
    \`auth: bearer(…)\` must be text that can be sent there, or a function, got "an empty string".
    \`auth: basic(user)\` must be a user name without a colon, got "one with a colon".
    \`auth: tokenUrl\` must be an absolute http: or https: URL, got "/token".
    \`auth: clientId\` must be a non-empty string, got "".
    \`auth: clientSecret\` must be a non-empty string, got "none".
    \`auth: tokenUrl\` must be a URL without user and password, got "https://x.example"."
  `);
});

test.each([
  ['timeoutMs', { timeoutMs: 0 }],
  ['timeoutMs', { timeoutMs: Number.NaN }],
  ['timeoutMs', { timeoutMs: 2 ** 31 }],
  ['cache.ttl', { cache: { ttl: -1 } }],
])('an option of one call is refused as well: %s', async (option, options) => {
  const wire = fakeWire();

  await expect(getPortfolio(aClient({ wire }), { portfolioId: 'p1' }, options)).rejects.toMatchObject({
    code: 'INVALID_OPTIONS',
    message: expect.stringContaining(`\`${option}\``),
  });
  expect(wire.requests).toEqual([]);
});

test('a base URL may end in slashes', () => {
  const client = aClient({ wire: fakeWire(), baseUrl: 'https://api.example.com/v2//' });
  expect(client.baseUrl).toBe('https://api.example.com/v2');
});

test('a client is called like its API, unless it is given a name', () => {
  expect(aClient({ wire: fakeWire() }).name).toBe('portfolio-api');
  expect(aClient({ wire: fakeWire(), name: 'mine' }).name).toBe('mine');
});

const tooLong = 2 ** 31;

test.each([
  ['resilience.timeout.totalMs', { resilience: { timeout: { totalMs: tooLong } } }],
  ['resilience.timeout.attemptMs', { resilience: { timeout: { totalMs: tooLong - 1, attemptMs: tooLong } } }],
  ['cache.sweepIntervalMs', { cache: { sweepIntervalMs: tooLong } }],
  ['resilience.timeout.totalMs', { resilience: { timeout: { totalMs: Number.POSITIVE_INFINITY } } }],
])('a time that no timer can wait for is refused by name: %s', (option, options) => {
  expect(refusalOf(options)).toMatch(
    new RegExp(`^\`${option}\` must be a positive number of milliseconds, at most 2147483647, got `),
  );
});

test('a time for the token endpoint that no timer can wait for is refused by name', () => {
  const given = { tokenUrl: 'https://x.example/token', clientId: 'id', clientSecret: 'secret' };
  expect(() => oauth2.clientCredentials({ ...given, timeoutMs: tooLong })).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTIONS', message: expect.stringContaining('timeoutMs') }),
  );
});

test('the longest time that a timer can wait for is accepted', () => {
  expect(refusalOf({ resilience: { timeout: { totalMs: tooLong - 1, attemptMs: tooLong - 1 } } })).toBe(
    'accepted',
  );
});

test('schemas are looked at by whoever imports what looks at them; tables alone are refused', () => {
  expect(refusalOf({ validate: { response: {} } })).toBe(
    '`validate` must be `validation({ … })`, a function of `breakwater`, got an object.',
  );
  expect(refusalOf({ validate: validation({ response: {} }) })).toBe('accepted');
});

test.each([
  ['validation.onViolation', { onViolation: 'warn' }],
  ['validation.replies', { replies: {} }],
])('an option of validation that cannot be meant is refused by name: %s', (option, options) => {
  expect(() => validation(options as object)).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTIONS', message: expect.stringContaining(`\`${option}\``) }),
  );
});
