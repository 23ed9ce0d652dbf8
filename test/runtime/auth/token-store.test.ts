/** Tokens that several instances share: what a store is asked, in which order, and what becomes of its answers. */

import { expect, onTestFinished, test } from 'vitest';
import {
  type Client,
  createClient,
  oauth2,
  type TokenStore,
  type Tokens,
} from '../../../src/runtime/index.ts';
import { recordEvents } from '../../support/client.ts';
import { getContact, type Resource, sdk } from '../../support/sdk.ts';
import { elapse, useFakeTime } from '../../support/time.ts';
import { aReply, type FakeWire, fakeWire } from '../../support/wire.ts';

useFakeTime();

const tokenUrl = 'https://login.example.com/token';
const hour = 3_600_000;

/** An API that takes any token, and an endpoint that issues `a1` with `r1`, `a2` with `r2`, … for an hour. */
function aServer() {
  const wire = fakeWire();
  const spent: (string | null)[] = [];
  const refused = new Set<string>();
  const answer = async (request: Request): Promise<Response> => {
    spent.push(new URLSearchParams(await request.text()).get('refresh_token'));
    const number = spent.length;
    return aReply(200, {
      access_token: `access-${number}`,
      refresh_token: `refresh-${number}`,
      expires_in: 3_600,
    });
  };
  wire.always((request) => {
    const sent = request.headers.get('authorization') ?? '';
    return refused.has(sent) ? aReply(401, { title: 'no' }) : aReply(200, { sent });
  });
  const transport = (request: Request) => (request.url === tokenUrl ? answer(request) : wire(request));
  return { transport: transport as FakeWire, spent, refused };
}

/** Another instance that shares the store. */
function anInstance(transport: FakeWire, store: TokenStore): Client<Resource> {
  const auth = oauth2.refreshToken({ tokenUrl, clientId: 'the-client', refreshToken: 'refresh-0', store });
  const client = createClient(sdk, { transport, auth, random: () => 0.5, cache: false });
  onTestFinished(() => client.close());
  return client;
}

const sentBy = async (api: Client): Promise<unknown> => getContact(api, { contactId: 'c1' });

const outcomes = (api: Client<Resource>) => {
  const events = recordEvents(api);
  return () => events.flatMap((event) => (event.type === 'token' ? [event.outcome] : []));
};

test('new tokens replace those that the renewal began with, and are used', async () => {
  const { transport } = aServer();
  const asked: unknown[] = [];
  let kept: Tokens | undefined = { accessToken: 'old', refreshToken: 'refresh-0', expiresAt: 0 };
  const store: TokenStore = {
    load: async () => kept,
    save: async () => void asked.push('save'),
    replace: async (tokens, previous) => {
      asked.push([previous?.accessToken, tokens.accessToken]);
      kept = tokens;
      return true;
    },
  };

  expect(await sentBy(anInstance(transport, store))).toEqual({ sent: 'Bearer access-1' });
  expect(asked).toEqual([['old', 'access-1']]);
});

test('who loses the compare-and-swap uses what the winner kept', async () => {
  const { transport } = aServer();
  const winners: Tokens = { accessToken: 'winner', refreshToken: 'refresh-w', expiresAt: Date.now() + hour };
  let kept: Tokens | undefined;
  const store: TokenStore = {
    load: async () => kept,
    save: () => Promise.reject(new Error('not asked')),
    // While this one was at the endpoint, another kept its own.
    replace: async () => {
      kept = winners;
      return false;
    },
  };
  const api = anInstance(transport, store);
  const told = outcomes(api);

  expect(await sentBy(api)).toEqual({ sent: 'Bearer winner' });
  expect(told()).toEqual(['refreshed', 'adopted']);
});

test('who loses to somebody whose tokens are gone again uses its own', async () => {
  const { transport } = aServer();
  const store: TokenStore = { load: async () => undefined, save: async () => {}, replace: async () => false };

  expect(await sentBy(anInstance(transport, store))).toEqual({ sent: 'Bearer access-1' });
});

/** A store in memory that can be out of reach. */
function aFragileStore() {
  const store = {
    kept: undefined as Tokens | undefined,
    isDown: false,
    load: async () => {
      if (store.isDown) throw new Error('down');
      return store.kept;
    },
    save: async (tokens: Tokens) => {
      if (store.isDown) throw new Error('down');
      store.kept = tokens;
    },
  };
  return store;
}

test('no rotated token is spent blind: while the store is down, what still holds is not renewed ahead of its end', async () => {
  const { transport, spent } = aServer();
  const store = aFragileStore();
  const api = anInstance(transport, store);
  const told = outcomes(api);
  await sentBy(api);

  store.isDown = true;
  await elapse(56 * 60_000);
  expect(await sentBy(api)).toEqual({ sent: 'Bearer access-1' });
  await elapse(1);
  expect(spent).toEqual(['refresh-0']);
  expect(told()).toEqual(['refreshed', 'store-failed']);

  store.isDown = false;
  await elapse(1_000);
  await sentBy(api);
  await elapse(1);
  expect(await sentBy(api)).toEqual({ sent: 'Bearer access-2' });
});

test('while the store is down, a token that is over is renewed without it', async () => {
  const { transport, spent } = aServer();
  const store = aFragileStore();
  const api = anInstance(transport, store);
  await sentBy(api);

  store.isDown = true;
  await elapse(hour);

  expect(await sentBy(api)).toEqual({ sent: 'Bearer access-2' });
  expect(spent).toEqual(['refresh-0', 'refresh-1']);
});

test('while the store is down, a token that is refused is renewed without it, also right after a renewal was put off', async () => {
  const { transport, refused } = aServer();
  const store = aFragileStore();
  const api = anInstance(transport, store);
  await sentBy(api);

  store.isDown = true;
  await elapse(56 * 60_000);
  await sentBy(api);
  await elapse(1);
  refused.add('Bearer access-1');

  expect(await sentBy(api)).toEqual({ sent: 'Bearer access-2' });
});

test('a store that is down is asked again after a second, then two, not at every call', async () => {
  const { transport } = aServer();
  const store = aFragileStore();
  const api = anInstance(transport, store);
  const told = outcomes(api);
  await sentBy(api);
  store.isDown = true;
  await elapse(56 * 60_000);

  for (let count = 0; count < 30; count += 1) {
    await sentBy(api);
    await elapse(100);
  }

  // At 0, 1 and 3 seconds.
  expect(told().filter((outcome) => outcome === 'store-failed').length).toBeLessThanOrEqual(3);
});

test('a renewal that was begun ahead of need is not put off once somebody waits for it', async () => {
  const { transport } = aServer();
  const store = aFragileStore();
  const api = anInstance(transport, store);
  await sentBy(api);
  store.isDown = true;
  let fail = (): void => {};
  store.load = () =>
    new Promise((_, reject) => {
      fail = () => reject(new Error('down'));
    });
  await elapse(hour - 5_100);
  await sentBy(api);

  await elapse(200);
  const waiting = sentBy(api);
  await elapse(1);
  fail();

  expect(await waiting).toEqual({ sent: 'Bearer access-2' });
});
