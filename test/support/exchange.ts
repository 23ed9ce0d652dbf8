/** One call on its way, for tests of a layer alone: under the standard policy unless told. */

import { Deadline } from '../../src/runtime/deadline.ts';
import { Exchange } from '../../src/runtime/exchange.ts';
import { Fields } from '../../src/runtime/fields.ts';
import type { Operation } from '../../src/runtime/operation.ts';
import { systemClock } from '../../src/runtime/ports.ts';
import type { ResilienceOptions } from '../../src/runtime/resilience/options.ts';
import { settleResilience } from '../../src/runtime/resilience/settle.ts';
import { Urgency } from '../../src/runtime/urgency.ts';
import { operations } from './sdk.ts';

export interface ExchangeOptions {
  readonly operation?: Operation;
  readonly resilience?: ResilienceOptions;
}

/** Its deadline has no timer of its own. */
export function anExchange({
  operation = operations.publicPing,
  resilience = {},
}: ExchangeOptions = {}): Exchange {
  const prepared = { url: 'https://api.example.com/v1/ping', headers: new Fields(), body: undefined };
  const { common: policy } = settleResilience([], resilience);
  const deadline = new Deadline(policy.timeout.totalMs, systemClock);
  deadline.lift();
  return new Exchange(operation, prepared, { deadline, principal: '', policy, urgency: new Urgency() });
}
