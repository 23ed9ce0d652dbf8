import { describe, expect, it, onTestFinished } from 'vitest';
import { type Health, type HealthOptions, health } from '../../src/health/index.ts';
import { createMetrics } from '../../src/metrics/index.ts';
import { type BreakwaterEvent, createClient } from '../../src/runtime/index.ts';
import { sdk } from '../support/sdk.ts';
import { aToldClient, HandClock, origin, type ToldClient } from './scene.ts';

function aHealth(options: HealthOptions = {}): { status: Health; client: ToldClient } {
  const client = aToldClient();
  const status = health(client, { clock: new HandClock(), address: () => '127.0.0.1', ...options });
  onTestFinished(() => status.close());
  return { status, client };
}

const at = (path: string, init?: RequestInit, host = 'localhost:3000'): Request =>
  new Request(`http://${host}${path}`, init);

/** An order as the page sends it. */
const order = (body: object, headers: Readonly<Record<string, string>> = {}): Request =>
  at('/health/actions', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', ...headers },
    body: JSON.stringify(body),
  });

const isolation = { action: 'isolate', client: 'api', target: origin };

describe('where it is mounted', () => {
  it.each(['/', '/health/', '/a/b/c/', '/health/page'])('under %s the page answers', async (path) => {
    const response = await aHealth().status.handler(at(path));
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
  });

  it.each(['/health.json', '/health/health.json', '/a/b/health.json'])('%s is the JSON', async (path) => {
    expect(await (await aHealth().status.handler(at(path))).json()).toMatchObject({
      instance: 'this process',
    });
  });

  it('at its bare mount it leads to a path that relative links can start from, and that no host shortens', async () => {
    const response = await aHealth().status.handler(at('/admin/health'));
    expect([response.status, response.headers.get('location')]).toEqual([307, './health/page']);
  });

  it('what there is not is not there', async () => {
    expect((await aHealth().status.handler(at('/favicon.ico'))).status).toBe(404);
    expect((await aHealth().status.handler(at('/metrics'))).status).toBe(404);
  });

  it('nothing is answered to other methods', async () => {
    const { status } = aHealth({ actions: true });
    const answers = ['/', '/health.json', '/events'].map((path) =>
      status.handler(at(path, { method: 'POST' })),
    );
    expect((await Promise.all(answers)).map((each) => each.status)).toEqual([405, 405, 405]);
    expect((await status.handler(at('/actions'))).status).toBe(405);
  });

  it('metrics are the ones that were given', async () => {
    const { status } = aHealth({ metrics: () => new Response('up 1\n') });
    expect(await (await status.handler(at('/metrics'))).text()).toBe('up 1\n');
  });

  it('metrics may be those of `createMetrics`, as they are', async () => {
    const client = createClient(sdk, { transport: async () => Response.json([]) });
    onTestFinished(() => client.close());
    const metrics = createMetrics();
    metrics.watch(client);
    const { status } = aHealth({ metrics: metrics.handle });
    const answer = await status.handler(at('/admin/health/metrics'));
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await answer.text()).toMatch(/sdk_circuit_state\{.*state="closed"\} 1\n/);
    const stranger = aHealth({ metrics: metrics.handle, address: () => '10.0.0.1' }).status;
    expect((await stranger.handler(at('/metrics'))).status).toBe(403);
  });
});

describe('probes', () => {
  it('stay well while a circuit is open: the process is not the origin', async () => {
    const { status, client } = aHealth();
    client.states = { [origin]: { status: 'isolated', sinceMs: 0 } };
    expect((await status.handler(at('/livez'))).status).toBe(200);
    expect((await status.handler(at('/readyz'))).status).toBe(200);
  });

  it('of readiness say what the application says', async () => {
    const { status } = aHealth({ isReady: async () => false });
    expect((await status.handler(at('/readyz'))).status).toBe(503);
    expect((await status.handler(at('/livez'))).status).toBe(200);
  });
});

describe('without `authorize`', () => {
  const statusFor = async (request: Request, address: string | undefined): Promise<number> =>
    (await aHealth({ address: () => address }).status.handler(request)).status;

  it.each(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'])(
    'a peer at %s is answered',
    async (address) => {
      expect(await statusFor(at('/'), address)).toBe(200);
    },
  );

  it.each(['10.0.0.1', '::ffff:10.0.0.1', '127.0.0.1.evil.example', '', undefined])(
    'a peer at %s is refused',
    async (address) => {
      expect(await statusFor(at('/'), address)).toBe(403);
    },
  );

  it.each(['localhost:1', 'app.localhost', '127.0.0.1:80', '[::1]:80'])(
    'asked for as %s it answers',
    async (host) => {
      expect(await statusFor(at('/', {}, host), '127.0.0.1')).toBe(200);
    },
  );

  it.each(['evil.example', 'localhost.evil.example', '10.0.0.1'])(
    'asked for as %s it refuses: a name of another site may lead here',
    async (host) => {
      expect(await statusFor(at('/', {}, host), '127.0.0.1')).toBe(403);
    },
  );

  it('the Host header counts, whatever the URL says', async () => {
    expect(await statusFor(at('/', { headers: { host: 'evil.example' } }), '127.0.0.1')).toBe(403);
  });

  it('no header makes a stranger a neighbour', async () => {
    const headers = { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' };
    expect(await statusFor(at('/', { headers }), '10.0.0.1')).toBe(403);
  });

  it('a proxy on this machine is no neighbour either', async () => {
    expect(await statusFor(at('/', { headers: { 'x-forwarded-for': '10.0.0.1' } }), '127.0.0.1')).toBe(403);
  });

  it('a host that tells no address is refused, and so are the probes', async () => {
    const status = health(aToldClient());
    onTestFinished(() => status.close());
    const paths = ['/', '/health.json', '/events', '/livez', '/readyz'];
    const answers = await Promise.all(paths.map((path) => status.handler(at(path))));
    expect(answers.map((each) => each.status)).toEqual([403, 403, 403, 403, 403]);
  });
});

describe('with `authorize`', () => {
  it('it alone decides, by what is wanted', async () => {
    const { status } = aHealth({
      address: () => '10.0.0.1',
      authorize: (_, intent) => intent.kind === 'read' && intent.route === 'livez',
    });
    expect((await status.handler(at('/livez', {}, 'pod.example'))).status).toBe(200);
    expect((await status.handler(at('/health.json'))).status).toBe(403);
  });

  it('its own response is sent, made safe', async () => {
    const { status } = aHealth({
      authorize: () => new Response(null, { status: 401, headers: { 'www-authenticate': 'Basic' } }),
    });
    const { headers, status: code } = await status.handler(at('/'));
    expect([code, headers.get('www-authenticate'), headers.get('cache-control')]).toEqual([
      401,
      'Basic',
      'no-store',
    ]);
  });

  it('sees the action, the client and the target', async () => {
    const seen: unknown[] = [];
    const { status } = aHealth({ actions: true, authorize: (_, intent) => seen.push(intent) === 0 });
    expect((await status.handler(order(isolation))).status).toBe(403);
    expect(seen).toEqual([{ kind: 'action', ...isolation }]);
  });
});

describe('actions', () => {
  it.each([
    ['isolate', origin],
    ['close', origin],
    ['reset', origin],
    ['invalidate', 'portfolio'],
    ['refresh', 'oauth'],
  ])('%s is done', async (action, target) => {
    const { status, client } = aHealth({ actions: true });
    const response = await status.handler(order({ action, client: 'api', target }));
    expect([response.status, client.orders]).toEqual([200, [`${action} ${target}`]]);
  });

  it('are told to all who listen: who, what, and what came of it', async () => {
    const told: BreakwaterEvent[] = [];
    const { status, client } = aHealth({
      actions: ['isolate', 'refresh'],
      authorize: ({ headers }) => headers.get('cookie') === 'ada' && { name: 'Ada' },
    });
    client.on((event) => told.push(event));
    client.signing.refresh = () => Promise.reject(new Error('no'));
    const refresh = { action: 'refresh', client: 'api', target: 'oauth' };
    await status.handler(order(isolation, { cookie: 'ada' }));
    await status.handler(order(refresh, { cookie: 'ada' }));
    await status.handler(order(isolation));
    await status.handler(order({ ...isolation, action: 'close' }, { cookie: 'ada' }));
    expect(told).toEqual([
      { type: 'action', action: 'isolate', target: origin, by: 'Ada', outcome: 'done' },
      { type: 'action', action: 'refresh', target: 'oauth', by: 'Ada', outcome: 'failed' },
      { type: 'action', action: 'isolate', target: origin, outcome: 'refused' },
      { type: 'action', action: 'close', target: origin, outcome: 'refused' },
    ]);
    const whys = status.snapshot().transitions.map(({ from, to, why }) => [from, to, why]);
    expect(whys).toContainEqual(['by hand', 'isolate', 'Ada did it on the health page.']);
    expect(whys).toContainEqual(['by hand', 'refresh', 'Ada tried it on the health page, and it failed.']);
  });

  const refusals: readonly (readonly [string, HealthOptions, Request, number])[] = [
    ['while switched off', {}, order(isolation), 403],
    ['when another one is switched on', { actions: ['close'] }, order(isolation), 403],
    ['of another site', { actions: true }, order(isolation, { 'sec-fetch-site': 'cross-site' }), 403],
    ['of a sister site', { actions: true }, order(isolation, { 'sec-fetch-site': 'same-site' }), 403],
    ['of another origin', { actions: true }, order(isolation, { origin: 'http://localhost:4000' }), 403],
    ['of an opaque origin', { actions: true }, order(isolation, { origin: 'null' }), 403],
    ['in a form', { actions: true }, order(isolation, { 'content-type': 'text/plain' }), 400],
    ['that there is not', { actions: true }, order({ ...isolation, action: 'explode' }), 400],
    ['of a client that there is not', { actions: true }, order({ ...isolation, client: 'x' }), 404],
    ['from elsewhere', { actions: true, address: () => '10.0.0.1' }, order(isolation), 403],
  ];

  it.each(refusals)('%s are refused, and nothing is done', async (_, options, request, code) => {
    const { status, client } = aHealth(options);
    const response = await status.handler(request);
    expect([response.status, client.orders]).toEqual([code, []]);
  });

  it('without a word on where they come from are refused', async () => {
    const { status } = aHealth({ actions: true });
    const headers = { 'content-type': 'application/json' };
    const request = at('/actions', { method: 'POST', headers, body: JSON.stringify(isolation) });
    expect((await status.handler(request)).status).toBe(403);
  });
});

describe('every answer', () => {
  it('is not kept, not framed, and told to no other site', async () => {
    const { status } = aHealth();
    for (const path of ['/', '/health.json', '/livez', '/nothing.here']) {
      const { headers } = await status.handler(at(path));
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
    }
  });

  it('that is the page allows one script and one style, by hash, and no markup from strings', async () => {
    const response = await aHealth().status.handler(at('/'));
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
    expect(await response.text()).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it('after `close` is 503, and nobody is listened to', async () => {
    const { status, client } = aHealth();
    status.close();
    expect((await status.handler(at('/'))).status).toBe(503);
    expect(client.listeners).toBe(0);
  });
});

describe('options', () => {
  it.each([
    [{ updateMs: 5 }, '`updateMs` must be a whole number from 100 to 60000, got 5.'],
    [{ maxViewers: 0 }, '`maxViewers` must be a whole number from 1 to 1000, got 0.'],
    [{ maxRows: 0.5 }, '`maxRows` must be a whole number from 1 to 100000, got 0.5.'],
  ])('%o are refused by name', (options, message) => {
    expect(() => health(aToldClient(), options)).toThrow(message);
  });
});
