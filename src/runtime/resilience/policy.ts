/**
 * The policy of a resource, every default filled in: what the layers obey, and what `explain` prints.
 */

import type { CircuitOptions } from '../policy/circuit-options.ts';
import type {
  BackoffOptions,
  BulkheadOptions,
  CoolDownOptions,
  HedgingOptions,
  RateLimitOptions,
  TimeoutOptions,
} from './options.ts';

/** Something kept per origin; `scope` names the resource where it has its own, and is '' where it shares. */
export interface Scoped<Options> {
  readonly options: Options;
  readonly scope: string;
}

export type BulkheadSettings = Required<BulkheadOptions>;
export type RateLimitSettings = Required<RateLimitOptions>;

/** `undefined`: the policy is off. */
export interface Policy {
  readonly timeout: Required<TimeoutOptions>;
  readonly retry: Required<BackoffOptions> | undefined;
  readonly circuit: Scoped<Required<CircuitOptions>> | undefined;
  readonly bulkhead: Scoped<BulkheadSettings> | undefined;
  readonly rateLimit: Scoped<RateLimitSettings> | undefined;
  readonly coolDown: Required<CoolDownOptions> | undefined;
  readonly hedging: Required<HedgingOptions> | undefined;
}
