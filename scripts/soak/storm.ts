/**
 * The storm: many callers at once, each of whom reads, writes, gives up, or sets itself a short time, at random,
 * for as long as it lasts. What each write's caller was told is kept, to be held against the origin's ledger.
 */

import { BreakwaterError, type Client } from '../../src/runtime/index.ts';
import {
  createPortfolio,
  getContact,
  listPortfolios,
  type Resource,
  renamePortfolio,
  updateContact,
} from '../../test/support/sdk.ts';

export interface Outcomes {
  readonly calls: number;
  readonly succeeded: number;
  /** By error code; `ABORTED` where the caller gave up. */
  readonly failed: Readonly<Record<string, number>>;
  /** Names of the writes whose callers were told that they succeeded. */
  readonly acknowledged: readonly string[];
  /** Errors that are not of our family: there must be none. */
  readonly strange: readonly unknown[];
}

/** A part of the storm. Its name begins those of its writes. */
export interface Season {
  readonly season: string;
  readonly callers: number;
  readonly untilMs: number;
  readonly signal: AbortSignal;
}

const enough = Symbol('the caller gave up');

export async function storm(
  api: Client<Resource>,
  { season, callers, untilMs, signal }: Season,
): Promise<Outcomes> {
  const outcomes = {
    calls: 0,
    succeeded: 0,
    failed: {} as Record<string, number>,
    acknowledged: [] as string[],
    strange: [] as unknown[],
  };
  let writes = 0;

  async function call(): Promise<void> {
    const dice = Math.random();
    writes += 1;
    const name = `${season}${writes}`;
    const id = String(Math.floor(Math.random() * 500));
    const controller = new AbortController();
    const givesUp = Math.random() < 0.05;
    const timer = givesUp ? setTimeout(() => controller.abort(enough), Math.random() * 100) : undefined;
    const options = {
      signal: givesUp ? controller.signal : signal,
      ...(Math.random() < 0.05 && { timeoutMs: 50 }),
      ...(Math.random() < 0.1 && { priority: 'background' as const }),
    };
    try {
      if (dice < 0.6) await getContact(api, { contactId: id }, options);
      else if (dice < 0.7) await listPortfolios(api, { limit: Number(id) % 20 }, options);
      else {
        if (dice < 0.8) await createPortfolio(api, { body: { name } }, options);
        else if (dice < 0.9) await renamePortfolio(api, { portfolioId: id, body: { name } }, options);
        else await updateContact(api, { contactId: id, body: { name } }, options);
        outcomes.acknowledged.push(name);
      }
      outcomes.succeeded += 1;
    } catch (error) {
      if (error !== enough && !(error instanceof BreakwaterError)) outcomes.strange.push(error);
      const code = error instanceof BreakwaterError ? error.code : 'ABORTED';
      outcomes.failed[code] = (outcomes.failed[code] ?? 0) + 1;
      // What is refused is refused at once: whoever does not wait would spend the storm on refusals.
      if (code === 'CIRCUIT_OPEN' || code === 'LIMITED') await new Promise((done) => setTimeout(done, 20));
    } finally {
      clearTimeout(timer);
      outcomes.calls += 1;
    }
  }

  async function caller(): Promise<void> {
    while (performance.now() < untilMs) await call();
  }

  await Promise.all(Array.from({ length: callers }, caller));
  return outcomes;
}
