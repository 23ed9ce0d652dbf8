/**
 * Calls against a server that really breaks, over real sockets and the default transport.
 * Real time passes here, so limits are short; nothing is measured.
 */

import '../support/leaks.ts';
import { once } from 'node:events';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { type Fault, type FaultServer, startFaultServer } from '../../scripts/support/fault-server.ts';
import { type Client, createClient } from '../../src/runtime/index.ts';
import {
  aContact,
  aPortfolio,
  createPortfolio,
  getContact,
  type Resource,
  renamePortfolio,
  sdk,
} from '../support/sdk.ts';

const open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each[Symbol.asyncDispose]();
});

interface Stage {
  readonly server: FaultServer;
  readonly api: Client<Resource>;
  /** Bodies of writes that were read to their end. */
  readonly written: string[];
}

/** A server that does these to the requests as they come, and then nothing more. */
async function aServerThat(...does: readonly Fault[]): Promise<Stage> {
  const plan = [...does];
  const written: string[] = [];
  const server = await startFaultServer({
    fault: () => plan.shift() ?? 'none',
    answer: ({ method, url, body }) => {
      if (method === 'GET') return { status: 200, body: aContact() };
      written.push(body);
      return { status: url.endsWith('/name') ? 200 : 201, body: aPortfolio() };
    },
  });
  const api = createClient(sdk, {
    baseUrl: server.url,
    cache: false,
    random: () => 0,
    resilience: { timeout: { totalMs: 3_000, attemptMs: 400 }, retry: { maxDelayMs: 50 } },
  });
  open.push(server, api);
  return { server, api, written };
}

const c1 = { contactId: 'c1' };
const rename = { portfolioId: 'p1', body: { name: 'New' } };

describe('a read survives, once, a server that', () => {
  test.each<Fault>(['reset', 'garbage', 'huge headers', 'keep-alive race', 'hang', '500', '503', '429'])(
    'answers with: %s',
    async (fault) => {
      const { api, server } = await aServerThat(fault);

      expect(await getContact(api, c1).withResponse()).toMatchObject({ data: aContact(), attempts: 2 });
      expect(server.arrived).toBe(2);
    },
  );

  test.each<Fault>(['drip', 'slow headers'])('is slow: %s', async (fault) => {
    const { api } = await aServerThat(fault);

    expect(await getContact(api, c1).withResponse()).toMatchObject({ data: aContact(), attempts: 1 });
  });
});

test.each<Fault>(['reset in the body', 'half-close'])(
  'a body that ends too early is an error that says so, never half an answer: %s',
  async (fault) => {
    const { api } = await aServerThat(fault);

    await expect(getContact(api, c1)).rejects.toMatchObject({
      code: 'DECODE_FAILED',
      operation: 'getContact',
      attempts: 1,
    });
  },
);

describe('a write that nothing makes idempotent is sent once, whatever happens to it', () => {
  test.each<Fault>(['reset', 'garbage', 'huge headers', 'keep-alive race', 'hang', '500', '503'])(
    '%s',
    async (fault) => {
      const { api, server, written } = await aServerThat(fault);

      await expect(renamePortfolio(api, rename)).rejects.toMatchObject({ attempts: 1 });
      expect(server.arrived).toBe(1);
      expect(written.length).toBeLessThanOrEqual(1);
    },
  );

  test('a connection that was closed as it was used again proves nothing: the request may have arrived', async () => {
    const { api, server } = await aServerThat('none', 'keep-alive race');
    await renamePortfolio(api, rename);

    await expect(renamePortfolio(api, rename)).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
      attempts: 1,
    });
    expect(server.arrived).toBe(2);
  });
});

test('a write with an Idempotency-Key goes through a server that resets after it has written', async () => {
  const { api, written } = await aServerThat('reset');

  expect(await createPortfolio(api, { body: { name: 'x' } }).withResponse()).toMatchObject({ attempts: 2 });
  expect(written).toHaveLength(2);
});

test('a port that nobody listens on is proven never to have been reached, so that even a POST is repeated', async () => {
  const { api, server } = await aServerThat();
  await server[Symbol.asyncDispose]();
  open.splice(0, 1);

  await expect(renamePortfolio(api, rename)).rejects.toMatchObject({
    code: 'CONNECTION_FAILED',
    networkCode: 'ECONNREFUSED',
    attempts: 3,
  });
});

test('a server that only fails opens the circuit, and one that is back closes it', async () => {
  const { server } = await aServerThat('500', '500', '500');
  const api = createClient(sdk, {
    baseUrl: server.url,
    cache: false,
    resilience: { retry: false, circuit: { minimumAttempts: 3, breakMs: 1, halfOpenPermits: 1 } },
  });
  open.push(api);
  const states: string[] = [];
  api.on((event) => {
    if (event.type === 'circuit') states.push(event.to);
  });
  for (let count = 0; count < 3; count += 1) await getContact(api, c1).catch(() => {});

  await expect
    .poll(() =>
      getContact(api, c1).then(
        () => 'back',
        () => 'away',
      ),
    )
    .toBe('back');

  expect(states).toEqual(['open', 'half-open', 'closed']);
});

describe('a server that takes connections and never says a word of TLS', () => {
  async function aSilentServer(): Promise<string> {
    const server = createTcpServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const sockets = new Set<Socket>();
    server.on('connection', (socket) => sockets.add(socket));
    open.push({
      [Symbol.asyncDispose]: async () => {
        for (const socket of sockets) socket.destroy();
        server.close();
        await once(server, 'close');
      },
    });
    const { port } = server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  test('gives no connection: a POST provably never left, and is tried again, each time within the limit', async () => {
    const api = createClient(sdk, {
      baseUrl: await aSilentServer(),
      random: () => 0,
      resilience: {
        timeout: { totalMs: 10_000, attemptMs: 9_000, connectMs: 50 },
        retry: { maxAttempts: 2 },
      },
    });
    open.push(api);
    const failures: unknown[] = [];
    const reasons: unknown[] = [];
    api.on((event) => {
      if (event.type === 'attempt') failures.push(event.failure);
      if (event.type === 'retry') reasons.push(event.reason);
    });

    await expect(renamePortfolio(api, rename)).rejects.toMatchObject({
      code: 'TIMEOUT',
      limit: 'connect',
      attempts: 2,
    });
    expect(failures).toEqual(['CONNECT_TIMEOUT', 'CONNECT_TIMEOUT']);
    expect(reasons).toEqual(['CONNECT_TIMEOUT']);
  });

  test('opens the circuit after five in a row, without any share of failures', async () => {
    const api = createClient(sdk, {
      baseUrl: await aSilentServer(),
      resilience: { timeout: { connectMs: 20 }, retry: false },
    });
    open.push(api);
    for (let count = 0; count < 5; count += 1) await renamePortfolio(api, rename).catch(() => {});

    await expect(renamePortfolio(api, rename)).rejects.toMatchObject({ code: 'CIRCUIT_OPEN' });
  });
});

test('a connection that is there already has no limit of its own: slow headers are the attempt’s', async () => {
  const { server } = await aServerThat('none', 'slow headers');
  const api = createClient(sdk, {
    baseUrl: server.url,
    cache: false,
    resilience: { timeout: { connectMs: 40 }, retry: false },
  });
  open.push(api);
  await getContact(api, c1);

  await expect(getContact(api, c1)).resolves.toEqual(aContact());
});

describe('a body that falls silent', () => {
  test.each([
    ['Node’s own transport', undefined],
    ['a transport of one’s own', (request: Request) => fetch(request)],
  ])('is given up after `idleMs`, long before the call’s whole time: %s', async (_what, transport) => {
    const { server } = await aServerThat('silence in the body');
    const api = createClient(sdk, {
      baseUrl: server.url,
      cache: false,
      ...(transport && { transport }),
      resilience: { timeout: { idleMs: 60 } },
    });
    open.push(api);

    await expect(getContact(api, c1)).rejects.toMatchObject({
      code: 'TIMEOUT',
      limit: 'idle',
      attempts: 1,
      message: expect.stringContaining('nothing came for 60 ms'),
    });
  });

  test('and one that drips is not silent', async () => {
    const { server } = await aServerThat('drip');
    const api = createClient(sdk, {
      baseUrl: server.url,
      cache: false,
      resilience: { timeout: { idleMs: 1_000 } },
    });
    open.push(api);

    await expect(getContact(api, c1)).resolves.toEqual(aContact());
  });
});
