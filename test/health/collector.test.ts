import { describe, expect, it } from 'vitest';
import { Collector } from '../../src/health/collect/collector.ts';
import type { BreakwaterEvent } from '../../src/runtime/index.ts';
import { aCall, aFailedCall, anAttempt, aToldClient, HandClock, openState, origin, times } from './scene.ts';

function aCollector({ maxRows = 1_000 } = {}) {
  const clock = new HandClock();
  const client = aToldClient();
  const collector = new Collector({ instance: 'web-1', clock, maxRows });
  collector.add(client);
  const tell = (...events: readonly BreakwaterEvent[]): void => client.tell(...events);
  return { clock, client, collector, tell };
}

describe('an origin', () => {
  it('is there before anything was sent: the base URL’s', () => {
    const { collector } = aCollector();
    expect(collector.snapshot().origins).toMatchObject([
      { origin, client: 'api', perSecond: 0, errorShare: null },
    ]);
  });

  it('is named without the user and the password of the base URL', () => {
    const clock = new HandClock();
    const collector = new Collector({ instance: 'web-1', clock });
    collector.add(aToldClient({ baseUrl: 'https://ada:s3cret@api.example.com/v1' }));
    expect(JSON.stringify(collector.snapshot())).not.toMatch(/ada|s3cret/);
  });

  it('counts attempts as Hystrix does, and no error where the request was at fault', () => {
    const { collector, tell } = aCollector();
    tell(
      ...times(6, anAttempt()),
      anAttempt({ status: 503 }),
      anAttempt({ failure: 'ECONNRESET' }),
      anAttempt({ failure: 'TIMEOUT' }),
      anAttempt({ status: 404 }),
      anAttempt({ failure: 'ABORTED' }),
      anAttempt({ failure: 'SUPERSEDED' }),
    );
    const [row] = collector.snapshot().origins;
    expect(row?.counts).toEqual({
      ...{ success: 6, failure: 2, timeout: 1, badRequest: 1, aborted: 2 },
      ...{ shortCircuited: 0, rejected: 0 },
    });
    expect(row?.errorShare).toBe(0.3);
  });

  it('counts calls that its circuit or a limit refused, though none of them left', () => {
    const { collector, tell } = aCollector();
    tell(anAttempt(), aFailedCall('CIRCUIT_OPEN', { attempts: 0 }), aFailedCall('LIMITED', { attempts: 0 }));
    expect(collector.snapshot().origins[0]?.counts).toMatchObject({
      shortCircuited: 1,
      rejected: 1,
      success: 1,
    });
  });

  it('tells how many attempts a call took', () => {
    const { collector, tell } = aCollector();
    tell(
      anAttempt({ status: 503 }),
      anAttempt({ attempt: 2, status: 503 }),
      anAttempt({ attempt: 3 }),
      anAttempt(),
    );
    expect(collector.snapshot().origins[0]?.attemptsPerCall).toBe(2);
  });

  it('is left alone for as long as it asked, and retried for as long as its budget lasts', () => {
    const { collector, clock, client } = aCollector();
    client.left = { [origin]: { budgetLeft: 0.25, coolDownMs: 4_000, inFlight: 2 } };
    const row = collector.snapshot().origins[0];
    expect([row?.coolDownUntil, row?.budgetLeft]).toEqual([clock.wall() + 4_000, 0.25]);
    expect(row?.bulkhead).toEqual({ inFlight: 2, queued: 0, limit: null });
    client.left = { [origin]: { budgetLeft: 1, coolDownMs: 0, inFlight: 0 } };
    expect(collector.snapshot().origins[0]?.coolDownUntil).toBeNull();
  });

  it('shows its circuit with the moment of the next probe, by the wall clock', () => {
    const { collector, clock, client } = aCollector();
    client.states = { [origin]: openState(clock.monotonic(), 4_000) };
    expect(collector.snapshot().origins[0]?.circuit).toEqual({
      name: origin,
      state: 'open',
      since: clock.wall() - 1_000,
      until: clock.wall() + 4_000,
      why: 'Too many attempts failed. 12 of 20 failed.',
    });
  });

  it('fails since its first failure, until fifteen seconds have passed without one', () => {
    const { collector, clock, tell } = aCollector();
    const failingSince = (): number | null | undefined => collector.snapshot().origins[0]?.failingSince;
    const first = clock.wall();
    tell(anAttempt({ status: 500 }));
    clock.pass(14_000);
    tell(anAttempt({ status: 500 }));
    expect(failingSince()).toBe(first);
    clock.pass(15_001);
    expect(failingSince()).toBeNull();
  });
});

describe('a resource', () => {
  it('tells where its answers came from', () => {
    const { collector, tell } = aCollector();
    tell(
      aCall(),
      aCall({ source: 'memory', cache: 'hit', attempts: 0 }),
      aCall({ source: 'flight', cache: 'miss', attempts: 0 }),
      aCall({ cache: 'bypass' }),
    );
    expect(collector.snapshot().resources[0]?.cache).toMatchObject({
      fresh: 2,
      stale: 0,
      miss: 1,
      bypass: 1,
    });
  });

  it('tells how old the entries were that answered', async () => {
    const { collector, tell } = aCollector();
    const fromMemory = aCall({ source: 'memory', attempts: 0, cache: 'hit' });
    tell(
      { ...fromMemory, ageMs: 10_000 },
      { ...fromMemory, ageMs: 30_000 },
      aCall({ source: 'memory', attempts: 0, cache: 'rescued', ageMs: 600_000 }),
      aCall(),
    );
    expect(collector.snapshot().resources[0]?.cache).toMatchObject({
      freshAgeMs: 20_000,
      staleAgeMs: 600_000,
    });
  });

  it('tells stale answers from fresh ones, whichever way they came to be given', () => {
    const { collector, tell } = aCollector();
    const fromMemory = aCall({ source: 'memory', attempts: 0 });
    tell(
      Object.assign({ ...fromMemory }, { cache: 'stale' }),
      Object.assign({ ...fromMemory }, { cache: 'rescued' }),
      Object.assign(aCall(), { cache: 'revalidated' }),
      { ...fromMemory, cache: 'hit' },
    );
    expect(collector.snapshot().resources[0]?.cache).toMatchObject({ fresh: 1, stale: 2, miss: 1 });
  });

  it('measures the network alone: an answer from memory would hide how slow it is', () => {
    const { collector, tell } = aCollector();
    tell(
      aCall({ durationMs: 100 }),
      ...times(99, aCall({ source: 'memory', durationMs: 0.01, attempts: 0 })),
    );
    const p50 = collector.snapshot().resources[0]?.latencyMs?.p50 ?? 0;
    expect(p50 / 100).toBeCloseTo(1, 1);
  });

  it('has its own circuit where there is one, and else that of its origin', () => {
    const { collector, clock, client, tell } = aCollector();
    tell(
      anAttempt(),
      aCall(),
      anAttempt({ operation: 'list' }),
      aCall({ operation: 'list', resource: 'reports' }),
    );
    client.states = {
      [origin]: { status: 'closed', connectFailures: 0, ramp: null },
      [`${origin} reports`]: openState(clock.monotonic(), 500),
    };
    const states = collector.snapshot().resources.map(({ resource, circuit }) => [resource, circuit?.state]);
    expect(states).toEqual([
      ['portfolio', 'closed'],
      ['reports', 'open'],
    ]);
  });

  it('forgets rates after ten seconds, and the line after two minutes', () => {
    const { collector, clock, tell } = aCollector();
    tell(...times(10, aCall()));
    clock.pass(11_000);
    expect(collector.snapshot().resources[0]).toMatchObject({ perSecond: 0, errorShare: null });
    expect(collector.snapshot().resources[0]?.history.all).toContain(10);
    clock.pass(120_000);
    expect(collector.snapshot().resources[0]?.history.all).not.toContain(10);
  });
});

describe('what is remembered', () => {
  it('is bounded in rows, and says when there are more', () => {
    const { collector, tell } = aCollector({ maxRows: 10 });
    for (let count = 0; count < 1_000; count += 1)
      tell(aCall({ resource: `r${count}`, operation: `o${count}` }));
    const { origins, resources, isTruncated } = collector.snapshot();
    expect([origins.length + resources.length, isTruncated]).toEqual([10, true]);
  });

  it('is bounded in changes and failures', () => {
    const { collector, tell } = aCollector();
    for (let count = 0; count < 1_000; count += 1) {
      tell({ type: 'circuit', origin, from: 'closed', to: 'open', reason: 'failure-ratio' });
      tell(aFailedCall('TIMEOUT', { operation: `o${count}` }));
    }
    const { transitions, failures } = collector.snapshot();
    expect([transitions.length, failures.length]).toEqual([50, 30]);
  });

  it('keeps a flood of one failure from washing away another', () => {
    const { collector, tell } = aCollector();
    tell(aFailedCall('DECODE_FAILED', { operation: 'rare' }), ...times(500, aFailedCall('TIMEOUT')));
    expect(collector.snapshot().failures.map(({ operation, count }) => [operation, count])).toEqual([
      ['getPortfolio', 500],
      ['rare', 1],
    ]);
  });

  it('explains a failure by its code, and says nothing that the origin said', () => {
    const { collector, tell } = aCollector();
    tell(aFailedCall('RESPONSE_ERROR', { status: 429 }));
    expect(collector.snapshot().failures[0]).toMatchObject({
      reason: '429',
      why: 'The origin says that it is asked too often. It is left alone as long as it wants.',
    });
  });

  it('is no abort of the caller’s own', () => {
    const { collector, tell } = aCollector();
    tell(aFailedCall('ABORTED', { attempts: 1 }));
    expect(collector.snapshot().failures).toEqual([]);
  });
});

describe('a token', () => {
  const told = (outcome: 'refreshed' | 'failed', expiresInSeconds?: number): BreakwaterEvent => ({
    ...{ type: 'token', scheme: 'oauth', outcome },
    ...(expiresInSeconds !== undefined && { expiresInSeconds }),
  });

  it('expires when the client says, though a renewal failed', () => {
    const { collector, clock, client, tell } = aCollector();
    client.tokens = { oauth: { status: 'held', expiresInMs: 60_000 } };
    const expiresAt = clock.wall() + 60_000;
    expect(collector.snapshot().tokens).toMatchObject([{ scheme: 'oauth', expiresAt, outcome: null }]);
    tell(told('failed'));
    expect(collector.snapshot().tokens).toMatchObject([{ scheme: 'oauth', expiresAt, outcome: 'failed' }]);
  });

  it('fails since the first renewal that did', () => {
    const { collector, clock, tell } = aCollector();
    const first = clock.wall();
    tell(told('failed'));
    clock.pass(2_000);
    tell(told('failed'));
    expect(collector.snapshot().tokens[0]?.failingSince).toBe(first);
    tell(told('refreshed', 60));
    expect(collector.snapshot().tokens[0]?.failingSince).toBeNull();
  });
});

describe('a shared store', () => {
  it('answers in so many milliseconds, fails when it does, and is well once it is back', () => {
    const { collector, client, tell } = aCollector();
    const stats = { entries: 2, sizeBytes: 300, isShared: true, storeState: 'used', unconfirmed: 3 } as const;
    client.cache.stats = () => stats;
    const store = () => collector.snapshot().stores[0];
    expect(store()).toMatchObject({ state: 'answering', latencyMs: null, trouble: null, unconfirmed: 3 });
    tell(...times(9, { type: 'store-answer', action: 'get', durationMs: 0.8 } as const));
    expect(store()?.latencyMs).toBeCloseTo(0.8, 1);
    tell({ type: 'store', action: 'get', outcome: 'timeout' });
    expect(store()).toMatchObject({ state: 'failing', trouble: 'get: timeout' });
    tell({ type: 'store', action: 'open', outcome: 'ready' });
    expect(store()).toMatchObject({ state: 'answering', trouble: 'get: timeout' });
    client.cache.stats = () => ({ ...stats, storeState: 'left-alone' });
    expect(store()?.state).toBe('failing');
    client.cache.stats = () => ({ ...stats, storeState: 'opening' });
    expect(store()?.state).toBe('unused');
  });
});

describe('several clients', () => {
  it('of one name are told apart', () => {
    const collector = new Collector({ instance: 'web-1', clock: new HandClock() });
    collector.add(aToldClient());
    collector.add(aToldClient());
    expect(collector.snapshot().origins.map(({ client }) => client)).toEqual(['api', 'api #2']);
  });

  it('are listened to no more once it is stopped', () => {
    const { collector, client } = aCollector();
    expect(client.listeners).toBe(1);
    collector.stop();
    expect(client.listeners).toBe(0);
  });
});
