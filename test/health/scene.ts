/** A client whose events a test tells by hand, and a clock that it moves. */

import type { Source } from '../../src/health/index.ts';
import type {
  AttemptEvent,
  BreakwaterEvent,
  CallEvent,
  CircuitState,
  Observer,
} from '../../src/runtime/index.ts';

export class HandClock {
  #ms = 1_000_000;

  /** The epoch of this clock is 2026. */
  wall = (): number => Date.UTC(2026, 0, 1) + this.#ms;
  monotonic = (): number => this.#ms;

  pass(ms: number): void {
    this.#ms += ms;
  }
}

export interface ToldClient extends Source {
  tell(...events: readonly BreakwaterEvent[]): void;
  readonly listeners: number;
  states: Record<string, CircuitState>;
  tokens: ReturnType<Source['signing']['states']>;
  left: ReturnType<Source['origins']>;
  /** What was asked of it. */
  readonly orders: string[];
}

export const origin = 'https://api.example.com';

export function aToldClient({ name = 'api', baseUrl = `${origin}/v1` } = {}): ToldClient {
  const observers = new Set<Observer>();
  const orders: string[] = [];
  const client: ToldClient = {
    name,
    baseUrl,
    orders,
    states: {},
    tokens: {},
    left: {},
    get listeners() {
      return observers.size;
    },
    tell: (...events) => {
      for (const event of events) for (const observer of observers) observer(event);
    },
    announce: async () => [],
    on: (observer) => {
      observers.add(observer);
      return () => observers.delete(observer);
    },
    circuits: {
      states: () => client.states,
      isolate: (target) => orders.push(`isolate ${target}`),
      close: (target) => orders.push(`close ${target}`),
      reset: (target) => orders.push(`reset ${target}`),
    },
    bulkheads: () => ({}),
    origins: () => client.left,
    cache: {
      invalidate: async (resource) => void orders.push(`invalidate ${resource}`),
      stats: () => ({ entries: 2, sizeBytes: 300, isShared: false, storeState: undefined, unconfirmed: 0 }),
    },
    signing: {
      states: () => client.tokens,
      refresh: async (scheme) => void orders.push(`refresh ${scheme}`),
    },
  };
  return client;
}

export function aCall(given: Partial<CallEvent> = {}): CallEvent {
  return {
    ...{ type: 'call', operation: 'getPortfolio', resource: 'portfolio', outcome: 'ok', status: 200 },
    ...{ source: 'network', cache: 'miss', attempts: 1, durationMs: 20 },
    ...given,
  };
}

export function aFailedCall(code: CallEvent['code'], given: Partial<CallEvent> = {}): CallEvent {
  const { status: _, ...call } = aCall({ outcome: 'failed', ...given });
  return {
    ...call,
    ...(code !== undefined && { code }),
    ...(given.status !== undefined && { status: given.status }),
  };
}

export function anAttempt(given: Partial<AttemptEvent> = {}): AttemptEvent {
  return {
    ...{ type: 'attempt', operation: 'getPortfolio', origin, attempt: 1, durationMs: 20 },
    ...(given.failure === undefined && { status: 200 }),
    ...given,
  };
}

export const openState = (nowMs: number, leftMs: number): CircuitState => ({
  ...{ status: 'open', sinceMs: nowMs - 1_000, untilMs: nowMs + leftMs, reason: 'failure-ratio' },
  ...{ attempts: 20, failures: 12, slow: 0, openings: 1 },
});

export function times(count: number, event: BreakwaterEvent): BreakwaterEvent[] {
  return Array.from({ length: count }, () => event);
}
