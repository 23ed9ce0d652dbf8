/** One refresh token that may be used once, and a fleet that has it in common: RFC 6749 §10.4, rotation. */

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createClient, oauth2, redisTokens } from '../../src/runtime/index.ts';
import { anOwnRedis, connect } from '../support/redis.ts';
import { aPortfolio, getPortfolio, sdk } from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

/** Takes each refresh token once; a second use ends the grant, as RFC 9700 §4.14.2 asks for. */
async function anIssuer() {
  const issued = { count: 0, refused: 0 };
  const spent = new Set<string>();
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const given = new URLSearchParams(text).get('refresh_token') ?? '';
    const isGood = !spent.has(given) && given === `refresh-${issued.count}`;
    spent.add(given);
    response.setHeader('content-type', 'application/json');
    if (!isGood) {
      issued.refused += 1;
      response.writeHead(400).end(JSON.stringify({ error: 'invalid_grant' }));
      return;
    }
    issued.count += 1;
    const [access_token, refresh_token] = [`access-${issued.count}`, `refresh-${issued.count}`];
    response.end(JSON.stringify({ access_token, refresh_token, token_type: 'Bearer', expires_in: 3_600 }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { issued, tokenUrl: `http://127.0.0.1:${port}/token` };
}

test('a token that rotates is spent once, whoever of the fleet comes first, and again when the API refuses it', async () => {
  const redis = await anOwnRedis();
  if (!redis) throw new Error('redis-server is not installed');
  onTestFinished(() => redis[Symbol.asyncDispose]());
  const { issued, tokenUrl } = await anIssuer();
  const api = { good: 'access-1' };
  const instances = await Promise.all(
    Array.from({ length: 5 }, async () => {
      const store = redisTokens({ url: redis.url, name: 'fleet', secret: 'a secret of the fleet' });
      onTestFinished(() => store.close());
      const wire = fakeWire();
      wire.always((request) =>
        request.headers.get('authorization') === `Bearer ${api.good}`
          ? aReply(200, aPortfolio())
          : aReply(401, { title: 'no' }),
      );
      const auth = oauth2.refreshToken({ tokenUrl, clientId: 'web', refreshToken: 'refresh-0', store });
      const transport = (request: Request) => (request.url === tokenUrl ? fetch(request) : wire(request));
      const client = createClient(sdk, { transport, auth, cache: false });
      onTestFinished(() => client.close());
      return () => getPortfolio(client, { portfolioId: 'p1' });
    }),
  );
  const all = () => Promise.all(instances.flatMap((read) => Array.from({ length: 10 }, read)));

  expect(await all()).toHaveLength(50);
  expect(issued).toEqual({ count: 1, refused: 0 });

  // Revoked early: whoever notices first renews, and the others use what it got.
  api.good = 'access-2';
  expect(await all()).toHaveLength(50);
  expect(issued).toEqual({ count: 2, refused: 0 });

  const raw = await connect(redis.url);
  onTestFinished(() => raw.destroy());
  const kept = await Promise.all((await raw.keys('*tokens*')).map((key) => raw.get(key)));
  expect(kept.join()).not.toMatch(/access-|refresh-/);
});
