import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import {
  apiKey,
  BreakwaterError,
  bearer,
  type ClientOptions,
  oauth2,
  TimeoutError,
} from '../../src/runtime/index.ts';
import { aClient, isForToken, tokenUrl } from '../support/client.ts';
import { createPortfolio, getPortfolio, type Resource, renamePortfolio } from '../support/sdk.ts';
import { elapse, useFakeTime } from '../support/time.ts';
import { aReply, type FakeWire, fakeWire, networkError } from '../support/wire.ts';

useFakeTime();

const secret = 'S3CR3T-client-secret';
const token = 'T0K3N-access-token';
const bodyText = 'B0DY-account-balance';
const auth = oauth2.clientCredentials({ tokenUrl, clientId: 'the-client', clientSecret: secret });

/** A way for a call to fail, and the code it fails with. */
interface Story {
  readonly code: string;
  readonly options?: ClientOptions<Resource>;
  readonly act: (wire: FakeWire, options: ClientOptions<Resource>) => Promise<unknown>;
}

const read = (
  wire: FakeWire,
  options: ClientOptions<Resource>,
  answer: (request: Request) => Response | Error,
) => {
  wire.always((request) =>
    isForToken(request) ? aReply(200, { access_token: token, token_type: 'Bearer' }) : answer(request),
  );
  return getPortfolio(aClient({ wire, retry: false, ...options }), { portfolioId: 'p1' });
};

const stories: Readonly<Record<string, Story>> = {
  'a documented error': {
    code: 'RESPONSE_ERROR',
    act: (wire, options) =>
      read(wire, options, () => aReply(404, { title: bodyText }, { 'set-cookie': `session=${token}` })),
  },
  'an error that the spec does not know': {
    code: 'UNEXPECTED_RESPONSE',
    act: (wire, options) => read(wire, options, () => aReply(418, { title: bodyText })),
  },
  'a body that is not JSON': {
    code: 'DECODE_FAILED',
    act: (wire, options) =>
      read(wire, options, () => aReply(200, bodyText, { 'content-type': 'application/json' })),
  },
  'a connection that broke': {
    code: 'CONNECTION_FAILED',
    act: (wire, options) => read(wire, options, () => networkError('ECONNRESET')),
  },
  'an open circuit': {
    code: 'CIRCUIT_OPEN',
    act: async (wire, options) => {
      const given = { ...options, circuit: { consecutiveConnectFailures: 1 } };
      const api = aClient({ wire, retry: false, ...given });
      wire.always((request) =>
        isForToken(request) ? aReply(200, { access_token: token }) : networkError('ECONNREFUSED'),
      );
      await getPortfolio(api, { portfolioId: 'p1' }).catch(() => {});
      return getPortfolio(api, { portfolioId: 'p1' });
    },
  },
  'a request that cannot be written': {
    code: 'INVALID_REQUEST',
    act: (wire, options) => {
      const circular: { name: string; self?: object } = { name: bodyText };
      circular.self = circular;
      return createPortfolio(aClient({ wire, ...options }), { body: circular });
    },
  },
  'a client that is closed': {
    code: 'CLIENT_CLOSED',
    act: async (wire, options) => {
      const api = aClient({ wire, ...options });
      await api.close();
      return renamePortfolio(api, { portfolioId: 'p1', body: { name: bodyText } });
    },
  },
  'a timeout': {
    code: 'TIMEOUT',
    act: async (wire, options) => {
      wire.always((request) => (isForToken(request) ? aReply(200, { access_token: token }) : undefined));
      const pending = renamePortfolio(aClient({ wire, ...options }), {
        portfolioId: 'p1',
        body: { name: bodyText },
      });
      pending.catch(() => {});
      await wire.arrival();
      await elapse(10_000);
      return pending;
    },
  },
};

const refusals: Readonly<Record<string, Story>> = {
  'a token endpoint that refuses': {
    code: 'AUTH_FAILED',
    act: (wire, options) => {
      wire.always(() => aReply(401, { error: 'invalid_client', error_description: secret }));
      return getPortfolio(aClient({ wire, ...options }), { portfolioId: 'p1' });
    },
  },
  'a token endpoint that answers something else': {
    code: 'AUTH_FAILED',
    act: (wire, options) => {
      wire.always(() => aReply(200, token, { 'content-type': 'text/plain' }));
      return getPortfolio(aClient({ wire, ...options }), { portfolioId: 'p1' });
    },
  },
  'a token endpoint that answers a token of another type': {
    code: 'AUTH_FAILED',
    act: (wire, options) => {
      wire.always(() => aReply(200, { access_token: token, token_type: 'DPoP' }));
      return getPortfolio(aClient({ wire, ...options }), { portfolioId: 'p1' });
    },
  },
  'a token endpoint that cannot be reached': {
    code: 'AUTH_FAILED',
    act: async (wire, options) => {
      wire.always(() => networkError('ENOTFOUND'));
      const pending = getPortfolio(aClient({ wire, ...options }), { portfolioId: 'p1' });
      pending.catch(() => {});
      await wire.requested(1);
      await elapse(20_000);
      return pending;
    },
  },
};

const failureOf = (story: Story, options: ClientOptions<Resource>): Promise<unknown> =>
  story.act(fakeWire(), options).then(
    () => {
      throw new Error('the call succeeded');
    },
    (reason: unknown) => reason,
  );

/** Everything a log would show of an error. */
function printed(error: unknown): string {
  const fields = error instanceof Error ? { ...error, message: error.message, stack: error.stack } : {};
  return `${inspect(error, { depth: 10 })}\n${JSON.stringify(error)}\n${JSON.stringify(fields)}\n${String(error)}`;
}

test.each(Object.entries({ ...stories, ...refusals }))(
  '%s has its code, its operation, and tells nothing of secrets',
  async (_name, story) => {
    const error = await failureOf(story, { auth });

    expect(error).toBeInstanceOf(BreakwaterError);
    expect(error).toHaveProperty('code', story.code);
    expect(error).toHaveProperty('operation', expect.stringMatching(/Portfolio$/));
    for (const hidden of [secret, token, bodyText, btoa(`the-client:${secret}`)])
      expect(printed(error)).not.toContain(hidden);
  },
);

test.each([
  ['an API key in a header', { auth: apiKey(token) }],
  ['an API key in the query', { auth: apiKey(token, { in: 'query' }) }],
  ['an API key in a cookie', { auth: apiKey(token, { in: 'cookie' }) }],
  ['a bearer token', { auth: bearer(token) }],
])('whatever fails, %s is not told', async (_kind, options) => {
  for (const story of Object.values(stories)) {
    const error = await failureOf(story, options);
    expect(error).toHaveProperty('code', story.code);
    expect(printed(error)).not.toContain(token);
  }
});

test('each error has a sentence for whoever must act', async () => {
  const sentences = [];
  for (const [name, story] of Object.entries({ ...stories, ...refusals })) {
    const error = await failureOf(story, { auth });
    sentences.push(`${name}: ${error instanceof Error ? error.message : ''}`);
  }

  expect(sentences.join('\n')).toMatchInlineSnapshot(`
    "a documented error: getPortfolio (GET /portfolio/{portfolioId}) answered 404.
    an error that the spec does not know: getPortfolio (GET /portfolio/{portfolioId}) answered 418, which the spec does not document.
    a body that is not JSON: getPortfolio (GET /portfolio/{portfolioId}) answered 200, which could not be read: its application/json body is not valid JSON.
    a connection that broke: getPortfolio got no answer from https://api.example.com (ECONNRESET), after 1 attempt.
    an open circuit: getPortfolio was not sent: the circuit for https://api.example.com is open after 1 of 1 attempts failed; next trial in 5.0 s.
    a request that cannot be written: createPortfolio cannot write its \`body\` as application/json.
    a client that is closed: renamePortfolio was ended, or not begun, because its client is closed. Create a new one.
    a timeout: renamePortfolio was not answered by https://api.example.com in the time one attempt has, after 1 attempt.
    a token endpoint that refuses: getPortfolio could not be signed: The token endpoint answered 401 (invalid_client). Check \`clientId\`, \`clientSecret\` and \`scopes\`.
    a token endpoint that answers something else: getPortfolio could not be signed: The token endpoint gave no usable answer. Check \`tokenUrl\`.
    a token endpoint that answers a token of another type: getPortfolio could not be signed: The token endpoint issued a token that is not of type Bearer, which cannot be used here.
    a token endpoint that cannot be reached: getPortfolio could not be signed: The token endpoint gave no usable answer (ENOTFOUND). Check \`tokenUrl\`."
  `);
});

test('an error is told apart by its class and its name', () => {
  const error = new TimeoutError('too late', { limit: 'total', operation: 'read' });
  expect(error).toBeInstanceOf(BreakwaterError);
  expect(error).toBeInstanceOf(Error);
  expect([error.name, error.code, error.attempts, error.cause]).toEqual([
    'TimeoutError',
    'TIMEOUT',
    0,
    undefined,
  ]);
});

test('the body and the response of an error are there for whoever asks', async () => {
  const error = await failureOf(
    { code: '', act: (wire, options) => read(wire, options, () => aReply(404, { title: 'none' })) },
    {},
  );

  expect(error).toHaveProperty('body', { title: 'none' });
  expect(
    error instanceof BreakwaterError &&
      'response' in error &&
      error.response instanceof Response &&
      (await error.response.json()),
  ).toEqual({ title: 'none' });
});

test('waiters of one failed renewal get an error each, which names their operation', async () => {
  const wire = fakeWire();
  wire.always((request) => (isForToken(request) ? aReply(400, { error: 'invalid_scope' }) : undefined));
  const api = aClient({ wire, auth });

  const [one, other] = await Promise.allSettled([
    getPortfolio(api, { portfolioId: 'p1' }),
    renamePortfolio(api, { portfolioId: 'p1', body: { name: 'x' } }),
  ]);

  expect([one, other]).toMatchObject([
    { reason: { operation: 'getPortfolio' } },
    { reason: { operation: 'renamePortfolio' } },
  ]);
});
