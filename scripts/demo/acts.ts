/** The acts of the demo, in the order they are played. Each claims something and counts it. */

import { setTimeout as sleep } from 'node:timers/promises';
import { CircuitOpenError } from '../../src/runtime/index.ts';
import { warmUp } from './redis.ts';
import type { Act } from './stage.ts';
import { circuitOf } from './watch.ts';

/** Timers may fire a little before the clock says so. */
const timerMarginMs = 5;

const oneClient: Act = {
  title: 'useClient: whoever asks first, and whoever asks meanwhile, gets the same client',
  play: async (stage) => {
    const { startLines } = stage.scene;
    for (const line of startLines) stage.note(line);
    stage.claim('logged starts', startLines.length, 1, '2 callers at once, 1 client started');
  },
};

const oneRefresh: Act = {
  title: '25 callers, no token yet: one refresh',
  play: async (stage) => {
    const { api } = stage.scene;
    await stage.row('users.get × 25 users', () => together(25, (n) => api.users.get({ userId: `usr_${n}` })));
    stage.arrived({ requests: 25, tokens: 1 });
  },
};

const memory: Act = {
  title: 'The same read again: memory',
  play: async (stage) => {
    const { api } = stage.scene;
    const read = () => api.portfolio.get({ portfolioId: 'pf_read_twice' });
    await stage.row('portfolio.get', read);
    const { row } = await stage.row('portfolio.get, again', read);
    stage.claim('the second answer', row.from, 'memory');
    stage.arrived({ requests: 1 });
  },
};

const sharedFlight: Act = {
  title: '20 identical reads at once: one request',
  play: async (stage) => {
    const { api } = stage.scene;
    const read = () => api.portfolio.get({ portfolioId: 'pf_read_by_many' });
    await stage.row('portfolio.get × 20', () => together(20, read));
    stage.arrived({ requests: 1 });
  },
};

const invalidation: Act = {
  title: 'A write invalidates what was read before it',
  play: async (stage) => {
    const { api } = stage.scene;
    const portfolioId = 'pf_read_twice';
    const read = () => api.portfolio.get({ portfolioId });
    const before = await stage.row('portfolio.get', read);
    stage.claim('the answer before the write', before.row.from, 'memory');
    await stage.row('portfolio.update', () =>
      api.portfolio.update({ portfolioId, body: { risk: 'growth' } }),
    );
    await stage.row('portfolio.get, after it', read);
    stage.arrived({ requests: 2 });
  },
};

const neverCached: Act = {
  title: 'Contacts are never cached: their TTL is 0',
  play: async (stage) => {
    const { api } = stage.scene;
    await stage.row('contacts.list', () => api.contacts.list());
    await stage.row('contacts.list, again', () => api.contacts.list());
    stage.arrived({ requests: 2 });
  },
};

const byPath: Act = {
  title: "By path, typed by the spec: api.http.GET('/portfolio') takes the same road",
  play: async (stage) => {
    const { api } = stage.scene;
    let portfolios = 0;
    const read = async () => {
      const { data } = await api.http.GET('/portfolio', { params: { query: { currency: ['EUR', 'CHF'] } } });
      portfolios = data?.items.length ?? 0;
    };
    await stage.row("http.GET('/portfolio')", read);
    stage.claim('portfolios on the page', portfolios, 2);
    const { row } = await stage.row('the same, again', read);
    stage.claim('the second answer', row.from, 'memory');
    stage.arrived({ requests: 1 });
  },
};

const retry: Act = {
  title: 'A 503 is retried, and so is a connection that breaks',
  play: async (stage) => {
    const { api, gateway } = stage.scene;
    gateway.breakNext(1, '/documents/doc_1', { kind: 'unavailable', retryAfterSeconds: 0 });
    await stage.row('documents.get, 503 first', () => api.documents.get({ documentId: 'doc_1' }));
    gateway.breakNext(1, '/documents/doc_2', { kind: 'cut' });
    await stage.row('documents.get, cut first', () => api.documents.get({ documentId: 'doc_2' }));
    stage.arrived({ requests: 4 });
  },
};

const pages: Act = {
  title: 'A list of three pages: read to its end, one page ahead',
  play: async (stage) => {
    const { api } = stage.scene;
    let reports = 0;
    const read = async () => {
      for await (const _ of api.reports.list({}, { prefetch: true })) reports += 1;
    };
    await stage.row('reports.list, for await', read);
    stage.claim('reports', reports, 3);
    stage.arrived({ requests: 3 });
  },
};

const revokedToken: Act = {
  title: 'A revoked token, 10 callers: one refresh, and each call is replayed once',
  play: async (stage) => {
    const { api, gateway } = stage.scene;
    gateway.revokeTokens();
    // Past the cache, so that all ten have left before the first refusal is back.
    const read = (n: number) => api.reports.get({ reportId: `rep_${n}` }, { cache: false });
    await stage.row('reports.get × 10 reports', () => together(10, read));
    stage.arrived({ requests: 20, refused: 10, tokens: 1 });
  },
};

const circuit: Act = {
  title: 'An origin that fails: the circuit opens, refuses at once, and recovers',
  play: async (stage) => {
    const { gateway, anotherClient } = stage.scene;
    // Small numbers, so that nobody has to wait: by default it takes 20 attempts and 5 s.
    await using api = anotherClient({
      cache: false,
      resilience: {
        retry: false,
        circuit: { minimumAttempts: 4, breakMs: 300, halfOpenPermits: 2 },
      },
    });
    const call = () => api.users.getCurrent().result();
    gateway.breakNext(4, '/users/me', { kind: 'unavailable' });
    await stage.row('users.getCurrent × 4', () => oneByOne(4, call), api);
    stage.claim('the circuit after 4 failures', circuitOf(api), 'open');

    let refusal: unknown;
    await stage.row('users.getCurrent', () => call().catch((error: unknown) => (refusal = error)), api);
    if (!(refusal instanceof CircuitOpenError)) throw new Error('the call was not refused');
    stage.note(refusal.message);
    stage.arrived({ requests: 4 });

    await sleep(Math.ceil(refusal.retryAfterMs ?? 0) + timerMarginMs);
    await stage.row('users.getCurrent, a trial', call, api);
    stage.claim('the circuit after one trial', circuitOf(api), 'half-open');
    await stage.row('users.getCurrent, another', call, api);
    stage.claim('the circuit after two trials', circuitOf(api), 'closed');
    stage.arrived({ requests: 6 });
  },
};

const otherInstance: Act = {
  title: 'Another instance finds in Redis what this one has read',
  play: async (stage) => {
    const { api, anotherClient } = stage.scene;
    const read = { portfolioId: 'pf_read_here' };
    await using other = anotherClient();
    await warmUp(other, 'users');
    await stage.row('portfolio.get, here', () => api.portfolio.get(read));
    const { row } = await stage.row('portfolio.get, elsewhere', () => other.portfolio.get(read), other);
    stage.claim('the other instance’s answer', row.from, 'Redis');
    stage.arrived({ requests: 1 });
  },
};

const everywhere = [
  ...[oneClient, oneRefresh, memory, sharedFlight, invalidation, neverCached],
  ...[byPath, pages, retry, revokedToken, circuit],
];

export const actsOf = ({ isOnRedis }: { readonly isOnRedis: boolean }): readonly Act[] =>
  isOnRedis ? [...everywhere, otherInstance] : everywhere;

function together(times: number, call: (index: number) => PromiseLike<unknown>): Promise<unknown> {
  return Promise.all(Array.from({ length: times }, (_, index) => call(index + 1)));
}

async function oneByOne(times: number, call: () => PromiseLike<unknown>): Promise<void> {
  for (let done = 0; done < times; done += 1) await call();
}
