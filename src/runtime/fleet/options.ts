/** What a fleet shares through its Redis, settled. The options are in ../options.ts. */

import { OptionsError } from '../errors.ts';

export interface FleetSettings {
  readonly environment: string;
  readonly broadcast: boolean;
  readonly coolDowns: boolean;
  readonly leaseWaitMs: number;
  /** Whether one instance asks the origin for all. */
  lease(resource: string): boolean;
}

/** Of what instances that share a Redis settle among themselves. Other stores know nothing of it. */
export interface FleetOptions<Resource extends string = string> {
  /** Part of every key and channel: keeps environments apart that share one Redis. @default '' */
  readonly environment?: string;
  /** One origin call for a cold key in the whole fleet; for all resources or by resource. @default true */
  readonly lease?: boolean | { readonly [Tag in Resource]?: boolean };
  /** Milliseconds that an instance waits for what another one is asking for, before it asks itself: 0 to 60,000. @default 3_000 */
  readonly leaseWaitMs?: number;
  /** Invalidations reach every instance's memory at once; without it, within five seconds. @default true */
  readonly broadcast?: boolean;
  /** A 429 that one instance is told holds for all; needs `broadcast`. @default true */
  readonly coolDowns?: boolean;
}

const known: readonly string[] = ['environment', 'lease', 'leaseWaitMs', 'broadcast', 'coolDowns'];

/** @throws {OptionsError} An option is out of range, unknown, or contradicts another. */
export function settleFleet<Resource extends string>(given: FleetOptions<Resource> = {}): FleetSettings {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new OptionsError(`cache.fleet.${unknown}`, `one of ${known.join(', ')}`, 'an unknown option');
  const {
    environment = '',
    lease = true,
    leaseWaitMs = 3_000,
    broadcast = true,
    coolDowns = broadcast,
  } = given;
  if (!(leaseWaitMs >= 0 && leaseWaitMs <= 60_000))
    throw new OptionsError('cache.fleet.leaseWaitMs', '0 to 60000 milliseconds', leaseWaitMs);
  if (coolDowns && !broadcast)
    throw new OptionsError('cache.fleet.coolDowns', '`broadcast` as well', coolDowns);
  const isLeased = (resource: string): boolean =>
    typeof lease === 'boolean' ? lease : new Map(Object.entries(lease)).get(resource) !== false;
  return { environment, broadcast, coolDowns, leaseWaitMs, lease: isLeased };
}
