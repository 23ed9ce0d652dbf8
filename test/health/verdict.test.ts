import { describe, expect, it } from 'vitest';
import { Collector } from '../../src/health/collect/collector.ts';
import type { Verdict } from '../../src/health/index.ts';
import type { BreakwaterEvent, CircuitState } from '../../src/runtime/index.ts';
import { aCall, aFailedCall, anAttempt, aToldClient, HandClock, openState, origin, times } from './scene.ts';

/** What the page says first, after these events. */
function verdictAfter(
  events: readonly BreakwaterEvent[],
  circuit?: (nowMs: number) => CircuitState,
): { verdict: Verdict; now: number } {
  const clock = new HandClock();
  const client = aToldClient();
  const collector = new Collector({ instance: 'web-1', clock });
  collector.add(client);
  client.tell(...events);
  if (circuit) client.states = { [origin]: circuit(clock.monotonic()) };
  return { verdict: collector.snapshot().verdict, now: clock.wall() };
}

const isolated = (nowMs: number): CircuitState => ({ status: 'isolated', sinceMs: nowMs - 60_000 });

describe('the verdict', () => {
  it('is quiet where nobody calls, which is no proof of health', () => {
    expect(verdictAfter([]).verdict).toMatchObject({ level: 'idle', side: 'nobody', problems: [] });
  });

  it('is good where calls are answered', () => {
    const { verdict } = verdictAfter([...times(20, anAttempt()), ...times(20, aCall())]);
    expect(verdict).toMatchObject({
      level: 'good',
      headline: 'All is well with api.example.com.',
      howBad: 'None of 20 calls failed in the last 10 s.',
    });
  });

  it('of an open circuit: them, how bad, since when, and that it is probed by itself', () => {
    const refused = times(6, aFailedCall('CIRCUIT_OPEN', { attempts: 0 }));
    const { verdict, now } = verdictAfter([...refused, ...times(2, aCall())], (nowMs) =>
      openState(nowMs, 4_000),
    );
    expect(verdict).toMatchObject({
      level: 'bad',
      side: 'them',
      headline: 'api.example.com is failing. Its circuit is open.',
      howBad: '75 % of calls failed in the last 10 s: 6 of 8.',
      since: now - 1_000,
    });
    expect(verdict.problems[0]).toMatchObject({
      howBad: 'Too many attempts failed. 12 of 20 failed. 6 calls refused here in the last 10 s.',
      until: now + 4_000,
    });
    expect(verdict.problems[0]?.todo).toMatch(/^Nothing by hand/);
  });

  it('of a circuit that somebody isolated: us', () => {
    const { verdict } = verdictAfter([], isolated);
    expect(verdict).toMatchObject({ level: 'bad', side: 'us' });
  });

  it('of an origin that fails some: them, before its circuit has opened', () => {
    const { verdict } = verdictAfter([...times(9, anAttempt()), anAttempt({ status: 500 })]);
    expect(verdict).toMatchObject({ level: 'watch', side: 'them' });
    expect(verdict.headline).toBe('api.example.com fails 10 % of attempts.');
  });

  it('of calls that our own limits refuse: us', () => {
    const { verdict } = verdictAfter([
      ...times(9, anAttempt()),
      ...times(9, aFailedCall('LIMITED', { attempts: 0 })),
    ]);
    expect(verdict).toMatchObject({ level: 'bad', side: 'us' });
  });

  it('of requests that the origin refuses: us, and no outage', () => {
    const { verdict } = verdictAfter(times(10, anAttempt({ status: 422 })));
    expect(verdict).toMatchObject({ level: 'watch', side: 'us' });
  });

  it('does not make a trouble of two failures', () => {
    const { verdict } = verdictAfter([anAttempt({ status: 500 }), anAttempt({ status: 500 }), anAttempt()]);
    expect(verdict.problems).toEqual([]);
  });

  it('of a token that is gone: us', () => {
    const { verdict } = verdictAfter([{ type: 'token', scheme: 'oauth', outcome: 'failed' }]);
    expect(verdict).toMatchObject({ level: 'bad', side: 'us', headline: 'api has no token for oauth.' });
  });

  it('of troubles on both sides: both, the one first that began first', () => {
    const { verdict } = verdictAfter([{ type: 'token', scheme: 'oauth', outcome: 'failed' }], isolated);
    expect(verdict.side).toBe('us');
    const both = verdictAfter([{ type: 'token', scheme: 'oauth', outcome: 'failed' }], (nowMs) =>
      openState(nowMs, 10),
    );
    expect(both.verdict).toMatchObject({
      side: 'both',
      headline: 'api.example.com is failing. Its circuit is open.',
    });
  });
});
