import { expect, test } from 'vitest';
import { type ApiKeyOptions, apiKey } from '../../../src/runtime/index.ts';
import { aClient } from '../../support/client.ts';
import { createPortfolio, getContact, listPortfolios } from '../../support/sdk.ts';
import { elapse, useFakeTime } from '../../support/time.ts';
import { aReply, fakeWire } from '../../support/wire.ts';

useFakeTime();

/** The request for contact c1, signed with the key `k&=;1`. */
async function signed(
  options: ApiKeyOptions,
  headers: Record<string, string> = {},
): Promise<Request | undefined> {
  const wire = fakeWire();
  wire.always(() => aReply(200, {}));
  await getContact(aClient({ wire, auth: apiKey('k&=;1', options) }), { contactId: 'c1' }, { headers });
  return wire.requests[0];
}

test('a key goes into the header X-Api-Key, unless told otherwise', async () => {
  expect((await signed({}))?.headers.get('x-api-key')).toBe('k&=;1');
  expect((await signed({ name: 'X-Token' }))?.headers.get('x-token')).toBe('k&=;1');
});

test('a key in the query is one parameter, whatever it holds', async () => {
  const request = await signed({ in: 'query', name: 'key' });
  expect(request?.url).toBe('https://api.example.com/v1/contacts/c1?key=k%26%3D%3B1');
});

test('a key in the query joins the parameters that are there', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, []));
  await listPortfolios(aClient({ wire, auth: apiKey('k', { in: 'query', name: 'key' }) }), { limit: 5 });
  expect(new URL(wire.requests[0]?.url ?? '').search).toBe('?limit=5&key=k');
});

test('a key in a cookie joins the cookies that are there, and replaces its own', async () => {
  const request = await signed({ in: 'cookie', name: 'session' }, { cookie: 'theme=dark; session=old' });
  expect(request?.headers.get('cookie')).toBe('theme=dark; session=k%26%3D%3B1');
});

test.each(['header', 'query', 'cookie'] as const)(
  'a write with a key in the %s keeps its body when it is retried',
  async (place) => {
    const wire = fakeWire();
    const api = aClient({ wire, auth: apiKey('k', { in: place, name: 'key' }) });

    const pending = createPortfolio(api, { body: { name: 'x' } });
    (await wire.arrival()).reply(503);
    await elapse(100);
    const second = await wire.arrival();
    const sent = await second.request.json();
    second.reply(201, {});
    await pending;

    expect(sent).toEqual({ name: 'x' });
    expect(second.request.url.match(/key=k/g) ?? []).toHaveLength(place === 'query' ? 1 : 0);
  },
);
