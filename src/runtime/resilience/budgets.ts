/**
 * What an origin gets beyond one request per call: retries, hedges, and replays after a 401 draw on one
 * budget, so that together they cannot multiply the load on an origin that is in trouble.
 */

import type { Observers } from '../events.ts';
import { RetryBudget } from '../policy/budget.ts';
import { RetryQuota } from '../policy/quota.ts';
import type { Clock } from '../ports.ts';
import type { BudgetSettings } from './settle.ts';

interface Budget {
  recordCall(nowMs: number): void;
  /** Takes one request's worth, and says what a success gives back; undefined when there is nothing left. */
  take(nowMs: number, afterTimeout: boolean): number | undefined;
  succeeded(cost: number | undefined): void;
  remainingRatio(nowMs: number): number;
}

/** What is known of the extra requests of one call. */
export interface Extra {
  readonly origin: string;
  readonly operation: { readonly id: string };
  /** What the last of them cost, where there was one. */
  extraCost: number | undefined;
}

export class Budgets {
  readonly #settings: BudgetSettings;
  readonly #clock: Clock;
  readonly #observers: Observers;
  readonly #budgets = new Map<string, Budget>();
  /** Origins that refused a credential which had just been renewed. */
  readonly #refusing = new Set<string>();

  constructor(settings: BudgetSettings, clock: Clock, observers: Observers) {
    this.#settings = settings;
    this.#clock = clock;
    this.#observers = observers;
  }

  /** A call was made: it adds to what its origin's extra requests may be. */
  recordCall({ origin }: Extra): void {
    this.#of(origin).recordCall(this.#clock.monotonic());
  }

  /** Whether one more request may be made; it is taken if so. Ask last, when nothing else can forbid it. */
  tryExtra(call: Extra, afterTimeout: boolean): boolean {
    const isLeft = this.#take(call, afterTimeout);
    if (!isLeft) this.#tell(call);
    return isLeft;
  }

  /** Share that is left of each origin's budget, 0 to 1. Origins that were never called have theirs whole. */
  remaining(): Readonly<Record<string, number>> {
    const now = this.#clock.monotonic();
    return Object.fromEntries(
      [...this.#budgets].map(([origin, budget]) => [origin, budget.remainingRatio(now)]),
    );
  }

  /** The call succeeded. */
  recordSuccess({ origin, extraCost }: Extra): void {
    this.#of(origin).succeeded(extraCost);
  }

  /**
   * Whether a call that was refused its credential may go again with a newer one. A 401 proves that
   * nothing was done (gRPC A6 calls that a transparent retry), and it reaches all who hold the token at
   * once; so a replay counts against the budget but is denied by it only where newer credentials have
   * been refused too, which is what makes a loop.
   */
  tryReplay(call: Extra): boolean {
    if (this.#take(call, false) || !this.#refusing.has(call.origin)) return true;
    this.#tell(call);
    return false;
  }

  /** How the origin took the newer credential. */
  recordReplay({ origin }: Extra, isAccepted: boolean): void {
    if (isAccepted) this.#refusing.delete(origin);
    else this.#refusing.add(origin);
  }

  #take(call: Extra, afterTimeout: boolean): boolean {
    const cost = this.#of(call.origin).take(this.#clock.monotonic(), afterTimeout);
    if (cost === undefined) return false;
    call.extraCost = cost;
    return true;
  }

  #tell({ operation, origin }: Extra): void {
    if (!this.#observers.attached) return;
    this.#observers.emit({
      ...{ type: 'limit', limit: 'retry-budget', action: 'refused', operation: operation.id, origin },
    });
  }

  #of(origin: string): Budget {
    const known = this.#budgets.get(origin);
    if (known) return known;
    const budget = this.#make();
    this.#budgets.set(origin, budget);
    return budget;
  }

  #make(): Budget {
    if (this.#settings.kind === 'share') {
      const share = new RetryBudget({ ratio: this.#settings.ratio });
      return {
        recordCall: (nowMs) => share.recordCall(nowMs),
        take: (nowMs) => (share.tryRetry(nowMs) ? 0 : undefined),
        succeeded: () => {},
        remainingRatio: (nowMs) => share.remainingRatio(nowMs),
      };
    }
    const quota = new RetryQuota(this.#settings.quota);
    return {
      recordCall: () => {},
      take: (_nowMs, afterTimeout) => quota.tryRetry(afterTimeout),
      succeeded: (cost) => quota.succeeded(cost),
      remainingRatio: () => quota.remainingRatio,
    };
  }
}
