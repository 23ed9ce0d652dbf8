/**
 * Traffic that never ends, for those who watch: readers of everything, and a gateway that has a bad minute now and
 * then, so that a circuit opens, probes, and closes again.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../../src/generated/index.ts';
import type { Gateway } from './gateway.ts';

export interface Pace {
  /** Milliseconds between rounds of calls. */
  readonly roundMs: number;
  /** Milliseconds from one bad time to the next, and how long it is. */
  readonly everyMs: number;
  readonly badMs: number;
}

export const usualPace: Pace = { roundMs: 200, everyMs: 60_000, badMs: 15_000 };

/** Goes on until the signal says so. */
export async function traffic(api: Api, gateway: Gateway, pace: Pace, signal: AbortSignal): Promise<void> {
  const beganMs = performance.now();
  let rounds = 0;
  while (!signal.aborted) {
    const sinceMs = (performance.now() - beganMs) % pace.everyMs;
    // The bad time is the end of each stretch: what comes first is seen well.
    if (sinceMs > pace.everyMs - pace.badMs) breakEverything(gateway, rounds);
    for (const call of round(api, rounds)) {
      // What fails is what there is to see; the page tells of it.
      Promise.resolve(call).catch(() => {});
    }
    // Somebody revokes the tokens: each call is replayed with one new one.
    if (rounds > 0 && rounds % 400 === 0) gateway.revokeTokens();
    rounds += 1;
    await sleep(pace.roundMs);
  }
}

function round(api: Api, number: number): PromiseLike<unknown>[] {
  return [
    api.portfolio.get({ portfolioId: `pf_${number % 7}` }),
    api.documents.get({ documentId: `doc_${number % 40}` }, { cache: { ttl: 5 } }),
    api.users.getCurrent({}, { cache: false }),
    ...(number % 3 === 0 ? [api.contacts.list()] : []),
    ...(number % 5 === 0 ? [api.reports.get({ reportId: `rep_${number % 60}` })] : []),
    ...(number % 25 === 0 ? [api.portfolio.update({ portfolioId: 'pf_1', body: { risk: 'growth' } })] : []),
  ];
}

/** Some are cut and some are told to go, as it is when something falls over. */
function breakEverything(gateway: Gateway, round: number): void {
  const unavailable = { kind: 'unavailable' } as const;
  gateway.breakNext(3, '/users/me', unavailable);
  gateway.breakNext(3, '/contacts', { kind: 'cut' });
  gateway.breakNext(3, `/documents/doc_${round % 40}`, unavailable);
  gateway.breakNext(3, `/portfolio/pf_${round % 7}`, unavailable);
  gateway.breakNext(3, `/reports/rep_${round % 60}`, unavailable);
}
