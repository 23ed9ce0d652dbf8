/** One refresh token that may be used once, and four processes that have it in common: RFC 9700 §4.14.2. */

import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { aFleet, type Told } from '../support/fleet.ts';
import { anOwnRedis } from '../support/redis.ts';

/** An API and its issuer. A refresh token that is used twice ends the grant, for everybody. */
async function anIssuer() {
  const issuer = { issued: 0, refused: 0, asked: 0, isEnded: false, isRevoked: false, isHolding: false };
  const spent = new Set<string>();
  const held: (() => void)[] = [];

  const grant = (refreshToken: string, response: ServerResponse): void => {
    if (spent.has(refreshToken) || refreshToken !== `refresh-${issuer.issued}`) issuer.isEnded = true;
    spent.add(refreshToken);
    if (issuer.isEnded) {
      issuer.refused += 1;
      response.writeHead(400).end(JSON.stringify({ error: 'invalid_grant' }));
      return;
    }
    issuer.issued += 1;
    issuer.isRevoked = false;
    const [access_token, refresh_token] = [`access-${issuer.issued}`, `refresh-${issuer.issued}`];
    response.end(JSON.stringify({ access_token, refresh_token, token_type: 'Bearer', expires_in: 3_600 }));
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request) text += chunk;
    response.setHeader('content-type', 'application/json');
    if (request.url === '/token') {
      issuer.asked += 1;
      const give = (): void => {
        // Who asked may be gone: then it was never granted.
        if (!response.destroyed) grant(new URLSearchParams(text).get('refresh_token') ?? '', response);
      };
      if (issuer.isHolding) held.push(give);
      else give();
      return;
    }
    const isGood =
      !issuer.isEnded &&
      !issuer.isRevoked &&
      request.headers.authorization === `Bearer access-${issuer.issued}`;
    response.writeHead(isGood ? 200 : 401).end(JSON.stringify({ id: 'p', name: 'Growth', title: 'no' }));
  };
  const server = createServer((request, response) => void serve(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    issuer,
    url: `http://127.0.0.1:${port}`,
    release: () => {
      issuer.isHolding = false;
      for (const give of held.splice(0)) give();
    },
  };
}

const failures = (answers: readonly Told[]): unknown[] => answers.map(({ failed }) => failed);

test('across processes a refresh token is spent once: at first, when the API refuses early, and when who renews is killed', async () => {
  const redis = await anOwnRedis();
  if (!redis) throw new Error('redis-server is not installed');
  onTestFinished(() => redis[Symbol.asyncDispose]());
  const { issuer, url, release } = await anIssuer();
  const fleet = await aFleet(4, redis.url, url, { grant: 'refresh' });
  const all = (round: string, of = fleet) =>
    Promise.all(of.map(({ read }, index) => read(`${round}-${index}`, 50)));

  expect(failures(await all('first'))).toEqual([0, 0, 0, 0]);
  expect(issuer).toMatchObject({ issued: 1, refused: 0 });

  issuer.isRevoked = true;
  expect(failures(await all('revoked'))).toEqual([0, 0, 0, 0]);
  expect(issuer).toMatchObject({ issued: 2, refused: 0 });

  issuer.isRevoked = true;
  issuer.isHolding = true;
  const { asked } = issuer;
  const [victim, ...others] = fleet;
  victim?.order({ do: 'read', id: 'killed', callers: 50 });
  await vi.waitFor(() => expect(issuer.asked).toBe(asked + 1), { timeout: 10_000 });
  const answers = all('killed', others);
  victim?.child.kill('SIGKILL');
  await vi.waitFor(() => expect(issuer.asked).toBe(asked + 2), { timeout: 20_000 });
  release();

  expect(failures(await answers)).toEqual([0, 0, 0]);
  expect(issuer).toMatchObject({ issued: 3, refused: 0, asked: asked + 2 });
}, 60_000);
