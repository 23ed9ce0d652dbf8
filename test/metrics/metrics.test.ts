import { readFileSync } from 'node:fs';
import { Keyv } from 'keyv';
import { Counter, Registry } from 'prom-client';
import { describe, expect, test, vi } from 'vitest';
import { createMetrics, families } from '../../src/metrics/index.ts';
import { aClient, aWarmClient, credentials, tokenEndpoint } from '../support/client.ts';
import { hasPromtool, promtool } from '../support/promtool.ts';
import { aPortfolio, getPortfolio, listPortfolios, renamePortfolio } from '../support/sdk.ts';
import { fakeWire, networkError } from '../support/wire.ts';

/** Clients as Prometheus sees them. */

const at = 'http://localhost/metrics';

async function scraped(metrics: ReturnType<typeof createMetrics>): Promise<string> {
  return (await metrics.handle(new Request(at))).text();
}

function watched(options: Partial<Parameters<typeof aClient>[0]> = {}) {
  const wire = fakeWire();
  const metrics = createMetrics();
  const client = aClient({ wire, ...options });
  metrics.watch(client);
  return { wire, metrics, client };
}

describe('a scrape', () => {
  test('has the state of every circuit from the first moment on', async () => {
    const { metrics } = watched();
    const text = await scraped(metrics);
    const labels = 'client="portfolio-api",origin="https://api.example.com",resource=""';
    expect(text).toContain(`sdk_circuit_state{${labels},state="closed"} 1\n`);
    for (const state of ['open', 'half-open', 'isolated'])
      expect(text).toContain(`sdk_circuit_state{${labels},state="${state}"} 0\n`);
  });

  test('counts calls by outcome, and what the cache had to say', async () => {
    const { wire, metrics, client } = watched({ resilience: 'off' });
    wire.always(() => Response.json(aPortfolio()));
    await getPortfolio(client, { portfolioId: 'p1' });
    await getPortfolio(client, { portfolioId: 'p1' });
    wire.always(() => new Response(null, { status: 500 }));
    await getPortfolio(client, { portfolioId: 'p2' }).catch(() => {});
    const text = await scraped(metrics);
    const labels = 'client="portfolio-api",operation="getPortfolio",resource="portfolio"';
    expect(text).toContain(`sdk_requests_total{${labels},outcome="ok",error_type=""} 2\n`);
    expect(text).toContain(`sdk_requests_total{${labels},outcome="error",error_type="500"} 1\n`);
    const cache = 'client="portfolio-api",resource="portfolio"';
    expect(text).toContain(`sdk_cache_requests_total{${cache},result="miss",level="network"} 2\n`);
    expect(text).toContain(`sdk_cache_requests_total{${cache},result="fresh",level="memory"} 1\n`);
    expect(text).toContain(`sdk_request_duration_seconds_count{${labels}} 3\n`);
  });

  test('tells refusals of ours and callers who left from errors', async () => {
    const { wire, metrics, client } = watched({ resilience: 'off' });
    const leaving = new AbortController();
    const call = getPortfolio(client, { portfolioId: 'p1' }, { signal: leaving.signal });
    await wire.arrival();
    leaving.abort();
    await call.catch(() => {});
    expect(await scraped(metrics)).toMatch(
      /sdk_requests_total\{.*outcome="aborted",error_type="ABORTED"\} 1/,
    );

    const { metrics: others, client: refusing } = watched();
    refusing.circuits.isolate();
    await getPortfolio(refusing, { portfolioId: 'p1' }).catch(() => {});
    const text = await scraped(others);
    expect(text).toMatch(/sdk_requests_total\{.*outcome="rejected",error_type="CIRCUIT_OPEN"\} 1/);
    expect(text).toMatch(/sdk_circuit_transitions_total\{.*from="closed",to="isolated"\} 1/);
    expect(text).toMatch(/sdk_circuit_state\{.*state="isolated"\} 1/);
    expect(text).toMatch(/sdk_circuit_rejected_total\{.*operation="getPortfolio"\} 1/);
  });

  test('has attempts in seconds, by status or by what failed, and what was retried why', async () => {
    const { wire, metrics, client } = watched({ random: () => 0 });
    const call = getPortfolio(client, { portfolioId: 'p1' });
    (await wire.arrival()).fail(networkError('ECONNRESET'));
    (await wire.arrival()).reply(200, aPortfolio());
    await call;
    const text = await scraped(metrics);
    const labels = 'client="portfolio-api",origin="https://api.example.com",operation="getPortfolio"';
    const seconds = 'http_client_request_duration_seconds';
    expect(text).toContain(
      `${seconds}_count{${labels},http_response_status_code="",error_type="ECONNRESET"} 1\n`,
    );
    expect(text).toContain(`${seconds}_count{${labels},http_response_status_code="200",error_type=""} 1\n`);
    expect(text).toContain(`sdk_retries_total{${labels},reason="ECONNRESET"} 1\n`);
    expect(text).toMatch(new RegExp(`${seconds}_bucket\\{le="\\+Inf",.*error_type=""\\} 1`));
  });

  test('has what callers shared, and what writes outdated', async () => {
    const wire = fakeWire();
    const metrics = createMetrics();
    const client = await aWarmClient({ wire });
    metrics.watch(client);
    const both = [listPortfolios(client), listPortfolios(client)];
    (await wire.arrival()).reply(200, []);
    await Promise.all(both);
    const write = renamePortfolio(client, { portfolioId: 'p1', body: { name: 'Income' } });
    (await wire.arrival()).reply(200, aPortfolio());
    await write;
    const text = await scraped(metrics);
    expect(text).toContain(
      'sdk_coalesced_total{client="portfolio-api",resource="portfolio",scope="local"} 1\n',
    );
    expect(text).toMatch(/sdk_cache_invalidations_total\{.*cause="renamePortfolio"\} 1/);
  });

  test('has renewals of tokens, and when the newest expires', async () => {
    vi.setSystemTime(Date.UTC(2026, 0, 1));
    const { wire, metrics, client } = watched({ auth: credentials });
    const { answer } = tokenEndpoint(600);
    wire.always((request) => answer(request) ?? Response.json(aPortfolio()));
    await getPortfolio(client, { portfolioId: 'p1' });
    const text = await scraped(metrics);
    expect(text).toMatch(/sdk_token_refreshes_total\{.*result="refreshed"\} 1/);
    const expected = Date.UTC(2026, 0, 1) / 1_000 + 595;
    // Five seconds before its time is over it is sent no more.
    expect(text).toMatch(new RegExp(`sdk_token_expiry_timestamp_seconds\\{.*\\} ${expected}`));
    expect(text).toMatch(/sdk_token_state\{.*state="held"\} 1\n/);
    expect(text).toMatch(/sdk_token_state\{.*state="over"\} 0\n/);
    vi.useRealTimers();
  });

  test('has rooms of bulkheads, and memory', async () => {
    const { wire, metrics, client } = watched({ bulkhead: { maxConcurrent: 1, maxQueued: 5 } });
    const calls = ['p1', 'p2'].map((portfolioId) => getPortfolio(client, { portfolioId }));
    const first = await wire.arrival();
    const room = 'client="portfolio-api",bulkhead="https://api.example.com"';
    const busy = await scraped(metrics);
    expect(busy).toContain(`sdk_bulkhead_calls{${room}} 1\n`);
    expect(busy).toContain(
      'sdk_inflight_requests{client="portfolio-api",origin="https://api.example.com"} 1\n',
    );
    expect(busy).toContain(`sdk_bulkhead_queue_depth{${room}} 1\n`);
    expect(busy).toContain(`sdk_bulkhead_limit{${room}} 1\n`);
    first.reply(200, aPortfolio());
    (await wire.arrival()).reply(200, aPortfolio());
    await Promise.all(calls);
    const text = await scraped(metrics);
    expect(text).toContain('sdk_cache_entries{client="portfolio-api"} 2\n');
    expect(text).toMatch(/sdk_bulkhead_wait_seconds_count\{.*\} 1\n/);
    expect(text).toMatch(/sdk_inflight_requests\{.*\} 0\n/);
  });

  test('has what is left of the budget for retries, and what it refused', async () => {
    const { wire, metrics, client } = watched({ retry: { budgetRatio: 0 }, random: () => 0 });
    wire.always(() => new Response(null, { status: 503 }));
    for (let call = 0; call < 12; call += 1)
      await getPortfolio(client, { portfolioId: `p${call}` }).catch(() => {});
    const text = await scraped(metrics);
    const place = 'client="portfolio-api",origin="https://api.example.com"';
    expect(text).toContain(`sdk_retry_budget_remaining_ratio{${place}} 0\n`);
    expect(text).toMatch(new RegExp(`sdk_retry_budget_exhausted_total\\{${place},.*\\} [1-9]`));
  });

  test('has how long an origin wants to be left alone', async () => {
    const { wire, metrics, client } = watched({ retry: false });
    wire.always(() => new Response(null, { status: 429, headers: { 'retry-after': '30' } }));
    await getPortfolio(client, { portfolioId: 'p1' }).catch(() => {});
    expect(await scraped(metrics)).toMatch(/sdk_cool_down_seconds\{.*\} (?:29\.\d+|30)\n/);
  });

  test('has stale answers that stood in, and what memory let go of', async () => {
    let nowMs = Date.UTC(2026, 0, 1);
    const { wire, metrics, client } = watched({
      resilience: 'off',
      cache: { ttl: { portfolio: 10 }, staleIfError: 60, maxEntries: 1 },
      clock: { wall: () => nowMs, monotonic: () => nowMs },
    });
    wire.always(() => Response.json(aPortfolio()));
    await getPortfolio(client, { portfolioId: 'p1' });
    nowMs += 20_000;
    wire.always(() => new Response(null, { status: 503 }));
    await getPortfolio(client, { portfolioId: 'p1' });
    wire.always(() => Response.json(aPortfolio()));
    await getPortfolio(client, { portfolioId: 'p2' });
    const text = await scraped(metrics);
    expect(text).toMatch(/sdk_requests_total\{.*outcome="stale",error_type=""\} 1\n/);
    expect(text).toContain('result="stale_error"');
    expect(text).toContain('sdk_cache_evictions_total{client="portfolio-api",cause="entries"} 1\n');
  });

  test('has operations of the shared store, their time, and its state from the first scrape', async () => {
    const { wire, metrics, client } = watched({ resilience: 'off', cache: { store: new Keyv() } });
    wire.always(() => Response.json(aPortfolio()));
    expect(await scraped(metrics)).toContain('sdk_l2_state{client="portfolio-api",state="opening"} 1\n');
    await getPortfolio(client, { portfolioId: 'p1' });
    const text = await scraped(metrics);
    expect(text).toContain('sdk_l2_state{client="portfolio-api",state="used"} 1\n');
    expect(text).toContain('sdk_l2_unconfirmed_invalidations{client="portfolio-api"} 0\n');
    for (const op of ['get', 'set'])
      expect(text).toContain(`sdk_l2_operations_total{client="portfolio-api",op="${op}",result="ok"} 1\n`);
    expect(text).toMatch(/sdk_l2_duration_seconds_count\{client="portfolio-api",op="get"\} 1\n/);
  });

  test('names the version that runs', async () => {
    const { metrics } = watched();
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await scraped(metrics)).toContain(
      `sdk_build_info{client="portfolio-api",version="${version}"} 1\n`,
    );
  });

  test.runIf(hasPromtool)('leaves promtool nothing to say', async () => {
    const { wire, metrics, client } = watched({ bulkhead: { maxConcurrent: 1 } });
    wire.always(() => Response.json(aPortfolio()));
    await getPortfolio(client, { portfolioId: 'p1' });
    expect(promtool(['check', 'metrics'], await scraped(metrics))).toBe('');
  });
});

describe('a handler', () => {
  test('answers in the text format of Prometheus, and never from a cache', async () => {
    const { metrics } = watched();
    const { headers, status } = await metrics.handle(new Request(at));
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await (await metrics.handle(new Request(at, { method: 'HEAD' }))).text()).toBe('');
  });

  test('refuses what would change something', async () => {
    const { metrics } = watched();
    const refusal = await metrics.handle(new Request(at, { method: 'POST' }));
    expect([refusal.status, refusal.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('a registry', () => {
  test('may be the user’s own, with what else is in it', async () => {
    const registry = new Registry();
    new Counter({ name: 'orders_total', help: 'Orders.', registers: [registry] }).inc();
    const metrics = createMetrics({ registry });
    expect(metrics.registry).toBe(registry);
    expect(await scraped(metrics)).toContain('orders_total 1\n');
  });

  test('has every family once: a second one of the same names is refused', () => {
    const { registry } = createMetrics();
    expect(() => createMetrics({ registry })).toThrow(/already been registered/);
    expect(registry.getMetricsAsArray().map(({ name }) => name)).toEqual(
      Object.values(families).map(({ name }) => name),
    );
  });

  test('gives the same as JSON', async () => {
    const { wire, metrics, client } = watched();
    wire.always(() => Response.json(aPortfolio()));
    await getPortfolio(client, { portfolioId: 'p1' });
    const json = await metrics.registry.getMetricsAsJSON();
    const duration = json.find(({ name }) => name === families.duration.name);
    expect(duration).toMatchObject({
      type: 'histogram',
      values: expect.arrayContaining([
        expect.objectContaining({ metricName: 'sdk_request_duration_seconds_count', value: 1 }),
      ]),
    });
  });
});

test('who is watched no more is read no more, and keeps what it was counted for', async () => {
  const { wire, client } = watched();
  wire.always(() => Response.json(aPortfolio()));
  const metrics = createMetrics();
  const stop = metrics.watch(client);
  await getPortfolio(client, { portfolioId: 'p1' });
  stop();
  await getPortfolio(client, { portfolioId: 'p2' });
  const text = await scraped(metrics);
  expect(text).toContain('outcome="ok",error_type=""} 1\n');
  expect(text).not.toContain('sdk_circuit_state{');
});
