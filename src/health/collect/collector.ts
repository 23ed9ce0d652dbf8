/**
 * Listens to clients and keeps what a health page shows of them: pure bookkeeping, on a clock that is given,
 * without timers, in bounded memory. It is asked for a snapshot when somebody looks.
 */

import { type Clock, systemClock } from '../../runtime/ports.ts';
import type { Source } from '../source.ts';
import type { ActionName, InstanceView, Snapshot } from '../view.ts';
import { Recent, RecentKinds } from './recent.ts';
import { originViews, resourceViews, storeView, tokenViews } from './rows.ts';
import { verdictOf } from './verdict.ts';
import { type Ledger, Watch } from './watch.ts';

export interface CollectorOptions {
  /** Name of this process. */
  readonly instance: string;
  /** Origins and resources that are kept count of, all clients together; each takes about 16 KB. @default 1_000 */
  readonly maxRows?: number;
  /** What clients measure by. @default `Date.now` and `performance.now` */
  readonly clock?: Clock;
  /** Processes that share a store, where somebody knows of them. */
  readonly instances?: () => readonly InstanceView[] | undefined;
  readonly actions?: readonly ActionName[];
}

/** Enough for a night. */
const mostTransitions = 50;
const mostFailures = 30;
/** Two clocks that are read one after the other differ by less. */
const clockDriftMs = 50;

export class Collector {
  readonly #options: CollectorOptions;
  readonly #clock: Clock;
  readonly #since: number;
  readonly #watches: Watch[] = [];
  readonly #ledger: Ledger;
  #rows = 0;
  #isFull = false;
  #aheadMs = Number.NEGATIVE_INFINITY;

  constructor(options: CollectorOptions) {
    const { maxRows = 1_000, clock = systemClock } = options;
    this.#options = options;
    this.#clock = clock;
    this.#since = clock.wall();
    const take = (): boolean => {
      if (this.#rows >= maxRows) this.#isFull = true;
      else this.#rows += 1;
      return !this.#isFull;
    };
    this.#ledger = {
      room: { take },
      transitions: new Recent(mostTransitions),
      failures: new RecentKinds(mostFailures),
    };
  }

  /** Listens to one more client. Of two with one name, the second is told apart by a number. */
  add(source: Source): void {
    const namesakes = this.#watches.filter(({ source: { name } }) => name === source.name).length;
    const id = namesakes === 0 ? source.name : `${source.name} #${namesakes + 1}`;
    this.#watches.push(new Watch(id, source, this.#ledger, this.#clock));
  }

  /** The client of that name, as snapshots have it. */
  client(id: string): Source | undefined {
    return this.#watches.find((watch) => watch.id === id)?.source;
  }

  snapshot(): Snapshot {
    const at = this.#clock.wall();
    const nowMs = this.#clock.monotonic();
    const wallOf = (monotonicMs: number): number => monotonicMs + this.#wallAhead(at - nowMs);
    const moment = { nowMs, wallOf };
    const parts = {
      origins: this.#watches.flatMap((watch) => originViews(watch, moment)),
      resources: this.#watches.flatMap((watch) => resourceViews(watch, moment)),
      tokens: this.#watches.flatMap((watch) => tokenViews(watch, moment)),
      stores: this.#watches.map((watch) => storeView(watch, moment)),
    };
    return {
      at,
      since: this.#since,
      instance: this.#options.instance,
      verdict: verdictOf(parts, at),
      ...parts,
      instances: this.#options.instances?.() ?? null,
      transitions: this.#ledger.transitions.items,
      failures: this.#ledger.failures.kinds.map(({ about, ...when }) => ({ ...about, ...when })),
      actions: this.#options.actions ?? [],
      isTruncated: this.#isFull,
    };
  }

  /** The same from one snapshot to the next, so that a moment that stands is told as one; unless a clock was set. */
  #wallAhead(aheadMs: number): number {
    if (Math.abs(aheadMs - this.#aheadMs) > clockDriftMs) this.#aheadMs = aheadMs;
    return this.#aheadMs;
  }

  /** Listens no more. */
  stop(): void {
    for (const watch of this.#watches.splice(0)) watch.stop();
  }
}
