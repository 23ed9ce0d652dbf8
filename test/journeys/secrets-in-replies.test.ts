/** Secrets that come from the other side, or go there in a body: a broken reply is told without being quoted. */

import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClient, type Operation, oauth2 } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { everyView } from '../support/leaks.ts';
import { createPortfolio, getContact, renamePortfolio, sdk } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

const secret = 'hunter2-hunter2';
const c1 = { contactId: 'c1' };

/** Everything that a client tells of a call: its events, and what the caller gets. */
async function told(api: ReturnType<typeof createClient>, call: PromiseLike<unknown>): Promise<string> {
  const seen: unknown[] = [];
  api.on((event) => seen.push(event));
  await Promise.resolve(call).then(
    () => {},
    (error: unknown) => seen.push(error),
  );
  expect(seen.length).toBeGreaterThan(0);
  return seen.map(everyView).join('\n');
}

describe('a server that talks garbage, with a secret in it', () => {
  async function aServerThatSays(text: string): Promise<string> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.once('data', () => socket.end(text));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test.each([
    ['no HTTP at all', `${secret}\r\n\r\n`],
    ['a header that is none', `HTTP/1.1 200 OK\r\nset-cookie: sid=${secret}\r\n${secret} \u0000: x\r\n\r\n`],
    ['a length that is none', `HTTP/1.1 200 OK\r\ncontent-length: ${secret}\r\n\r\n${secret}`],
    ['a chunk that is none', `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${secret}`],
    [
      'less than it said',
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"token":"${secret}`,
    ],
    [
      'a coding that it is not in',
      `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 15\r\n\r\n${secret}`,
    ],
  ])('%s', async (_what, text) => {
    const baseUrl = await aServerThatSays(text);
    await using api = createClient(sdk, { baseUrl, cache: false, resilience: { retry: false } });

    expect(await told(api, getContact(api, c1))).not.toContain('hunter2');
  });
});

test.each<[string, string, string]>([
  ['JSON', 'application/json', `{"token": "${secret}", ${secret}`],
  ['JSON with a secret for a name', 'application/json', `{"${secret}": undefined}`],
  ['a page of a proxy', 'text/html', `<html>${secret}</html>`],
])('a reply that cannot be read, and is %s, is not quoted', async (_what, type, body) => {
  const wire = fakeWire();
  wire.always(() => aReply(200, body, { 'content-type': type }));
  const api = aClient({ wire });

  expect(await told(api, getContact(api, c1))).not.toContain('hunter2');
});

describe('a body that goes out', () => {
  const login: Operation = {
    id: 'logIn',
    method: 'POST',
    path: '/log-in',
    resource: 'portfolio',
    // In the spec `password` is `writeOnly`, of `format: password`.
    body: { required: true, types: ['application/json', 'application/x-www-form-urlencoded'] },
    replies: { 200: 'application/json' },
  } as unknown as Operation;

  test.each<[string, () => Response | Error]>([
    ['is refused', () => aReply(422, { title: 'no', sent: { password: secret } })],
    ['fails', () => aReply(500, `stack trace with ${secret}`)],
    ['comes back', () => aReply(200, { password: secret })],
  ])('and %s is told of nowhere', async (_what, answer) => {
    const wire = fakeWire();
    wire.always(answer);
    const api = aClient({ wire, retry: false });

    const body = { name: secret };
    expect(await told(api, createPortfolio(api, { body }))).not.toContain('hunter2');
    expect(await told(api, renamePortfolio(api, { portfolioId: 'p1', body }))).not.toContain('hunter2');
  });

  test.each<[string, unknown]>([
    ['a number that JSON has no word for', { password: secret, pin: 10n }],
    [
      'a circle',
      (() => {
        const circle: Record<string, unknown> = { password: secret };
        circle['self'] = circle;
        return circle;
      })(),
    ],
    [
      'something that refuses to be written',
      {
        toJSON: () => {
          throw new Error(`cannot write ${secret}`);
        },
      },
    ],
  ])('and cannot be written, for %s, is not quoted', async (_what, body) => {
    const api = aClient({ wire: fakeWire() });
    expect(await told(api, api.call(login, { body }))).not.toContain('hunter2');
  });
});

test('what an authorization server says of a log-in that was refused is not quoted, but its code', async () => {
  const login = oauth2.authorizationCode({
    authorizationUrl: 'https://login.example.com/authorize',
    tokenUrl: 'https://login.example.com/token',
    clientId: 'app',
    redirectUri: 'https://app.example/callback',
  });
  const { state, codeVerifier } = await login.begin();
  const callback = `https://app.example/callback?state=${state}&error=access_denied&error_description=${secret}`;

  const error: unknown = await login
    .finish(callback, { state, codeVerifier })
    .catch((reason: unknown) => reason);

  expect(error).toMatchObject({ oauthError: 'access_denied' });
  expect(everyView(error)).not.toMatch(new RegExp(`hunter2|${state}|${codeVerifier}`));
});

test.each([
  ['in the base URL', { baseUrl: `https://ada:${secret}@api.example.com/v1` }],
  ['in a server', { server: `https://ada:${secret}@api.example.com/v1` }],
  ['in the base URL of some operations', { baseUrls: { files: `https://ada:${secret}@x.example` } }],
])('a user and a password %s are refused, and not repeated', (_where, options) => {
  let thrown: unknown;
  try {
    createClient(sdk, options as object);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code: 'INVALID_OPTIONS' });
  expect(everyView(thrown)).not.toContain('hunter2');
});
