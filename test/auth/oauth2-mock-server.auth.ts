import { Events, OAuth2Server } from 'oauth2-mock-server';
import { expect, onTestFinished, test } from 'vitest';
import { createClient, oauth2 } from '../../src/runtime/index.ts';
import { getContact, sdk } from '../support/sdk.ts';
import { aReply } from '../support/wire.ts';

async function aServer() {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(0, '127.0.0.1');
  onTestFinished(() => server.stop());
  const tokenUrl = new URL('/token', server.issuer.url).href;
  const sent: string[] = [];
  const client = createClient(sdk, {
    auth: oauth2.clientCredentials({
      tokenUrl,
      clientId: 'id',
      clientSecret: 'secret',
      scopes: ['pets:read'],
    }),
    cache: false,
    transport: async (request) => {
      if (request.url.startsWith(tokenUrl)) return fetch(request);
      sent.push(request.headers.get('authorization') ?? '');
      return aReply(200, {});
    },
  });
  onTestFinished(() => client.close());
  return { server, sent, call: () => getContact(client, { contactId: 'c1' }) };
}

test('a token is a JWT that the server has signed, with the scopes that were asked for', async () => {
  const { sent, call } = await aServer();
  await call();
  const payload = sent[0]?.split('.')[1] ?? '';
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ scope: 'pets:read' });
});

test('a token endpoint that stumbles is asked again', async () => {
  const { server, sent, call } = await aServer();
  server.service.once(Events.BeforeResponse, (response) => {
    response.statusCode = 503;
    response.body = {};
  });
  await call();
  expect(sent).toHaveLength(1);
});

test('what it refuses is told by its code', async () => {
  const { server, call } = await aServer();
  server.service.once(Events.BeforeResponse, (response) => {
    response.statusCode = 400;
    response.body = { error: 'invalid_scope', error_description: 'the-secret is not allowed' };
  });
  const error = await call().catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'AUTH_FAILED', oauthError: 'invalid_scope' });
  expect(String(error)).not.toContain('the-secret');
});

test('a token that is not of type Bearer is not used', async () => {
  const { server, sent, call } = await aServer();
  server.service.once(Events.BeforeResponse, (response) => {
    response.body = { ...Object(response.body), token_type: 'MAC' };
  });
  await expect(call()).rejects.toMatchObject({ code: 'AUTH_FAILED' });
  expect(sent).toEqual([]);
});
