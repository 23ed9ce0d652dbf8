/**
 * The policy that holds for an operation: as data, and as text for a person who wants to know what will
 * happen before it does.
 */

import { InvalidRequestError } from '../errors.ts';
import type { Operation } from '../operation.ts';
import { planOf } from '../plan.ts';
import { isIdempotent } from '../policy/retryable.ts';
import { type BaseUrls, baseUrlFor } from '../servers.ts';
import type { Policy } from './policy.ts';
import type { BudgetSettings, Resilience } from './settle.ts';

export interface Explanation {
  readonly operation: string;
  readonly method: string;
  readonly resource: string;
  readonly origin: string;
  readonly timeout: Policy['timeout'];
  readonly retry:
    | (NonNullable<Policy['retry']> & {
        /** What makes a repeat safe; `unsent`: only requests that provably never left. */
        readonly because: 'idempotent method' | 'idempotency key' | 'unsent';
        readonly budget: BudgetSettings;
      })
    | undefined;
  readonly circuit: Policy['circuit'];
  readonly bulkhead: Policy['bulkhead'];
  readonly rateLimit: Policy['rateLimit'];
  readonly coolDown: Policy['coolDown'];
  /** Off for what is no read, or is a file or a stream. */
  readonly hedging: Policy['hedging'];
  /** The same, a line per policy. */
  toString(): string;
}

/** What is to be known besides the operation. */
interface Context extends BaseUrls {
  readonly resilience: Resilience;
}

/** @throws {InvalidRequestError} It has a server of its own, and nobody says on which host that is. */
export function explain(operation: Operation | string, context: Context): Explanation {
  if (typeof operation === 'string') {
    const message = `This client does not know its endpoints by name. Explain the operation itself instead of ${JSON.stringify(operation)}.`;
    throw new InvalidRequestError(message);
  }
  const { id, method, resource } = operation;
  const { resilience } = context;
  const { origin } = new URL(baseUrlFor(operation, context));
  const policy = resilience.byResource.get(resource) ?? resilience.common;
  const { isShareable } = planOf(operation);
  const facts = {
    operation: id,
    method,
    resource,
    origin,
    timeout: policy.timeout,
    retry: policy.retry && { ...policy.retry, because: becauseOf(operation), budget: resilience.budget },
    circuit: policy.circuit,
    bulkhead: policy.bulkhead,
    rateLimit: policy.rateLimit,
    coolDown: policy.coolDown,
    hedging: isShareable ? policy.hedging : undefined,
  };
  // Not enumerable, so that as JSON, or compared, it is its data alone.
  return Object.defineProperty(facts, 'toString', { value: () => written(facts) });
}

function becauseOf(operation: Operation): 'idempotent method' | 'idempotency key' | 'unsent' {
  if (isIdempotent(operation.method)) return 'idempotent method';
  return planOf(operation).takesIdempotencyKey ? 'idempotency key' : 'unsent';
}

function written(facts: Explanation): string {
  const { operation, method, resource, timeout, retry, circuit, bulkhead, rateLimit, coolDown, hedging } =
    facts;
  const lines: [string, string | undefined][] = [
    [
      'timeout',
      `${timeout.totalMs} ms in all, ${timeout.attemptMs} ms an attempt, ${timeout.connectMs} ms to connect, ${timeout.idleMs} ms of silence`,
    ],
    ['retry', retry && retryLine(retry)],
    ['circuit', circuit && circuitLine(circuit, facts)],
    ['bulkhead', bulkhead && bulkheadLine(bulkhead, facts)],
    ['rateLimit', rateLimit && rateLimitLine(rateLimit, facts)],
    ['coolDown', coolDown && `held back for up to ${coolDown.maxWaitMs} ms when the origin asks for it`],
    [
      'hedging',
      hedging &&
        `sent again after the ${hedging.quantile} quantile of recent latencies (${hedging.minDelayMs} to ${hedging.maxDelayMs} ms), up to ${hedging.maxHedges} times`,
    ],
  ];
  const head = `${operation} (${method}${resource === '' ? '' : `, resource ${resource}`})`;
  return [head, ...lines.map(([name, line]) => `  ${name.padEnd(10)} ${line ?? 'off'}`)].join('\n');
}

function retryLine({
  maxAttempts,
  baseDelayMs,
  maxDelayMs,
  because,
  budget,
}: NonNullable<Explanation['retry']>): string {
  const what = {
    'idempotent method': 'idempotent method',
    'idempotency key': 'one Idempotency-Key for all attempts',
    unsent: 'only if the request never left',
  }[because];
  const limit =
    budget.kind === 'share'
      ? `${budget.ratio} extra requests per call to the origin`
      : `a quota of ${budget.quota.capacity} tokens`;
  return `${maxAttempts} attempts (${what}), full jitter from ${baseDelayMs} ms up to ${maxDelayMs} ms, within ${limit}`;
}

function circuitLine({ options, scope }: NonNullable<Policy['circuit']>, facts: Explanation): string {
  const { failureRatio, minimumAttempts, windowMs, breakMs, maxBreakMs, slowCallMs, slowCallRatio } = options;
  const slow =
    slowCallMs === Number.POSITIVE_INFINITY ? '' : `, or ${slowCallRatio} slower than ${slowCallMs} ms`;
  return `of ${sharedBy(scope, facts)}: opens when ${failureRatio} of at least ${minimumAttempts} attempts in ${windowMs} ms failed${slow}; for ${breakMs} to ${maxBreakMs} ms`;
}

function bulkheadLine({ options, scope }: NonNullable<Policy['bulkhead']>, facts: Explanation): string {
  const { maxConcurrent, maxQueued, queueMs, adaptive } = options;
  const limit = adaptive ? `up to ${maxConcurrent}, as fits` : `${maxConcurrent}`;
  return `of ${sharedBy(scope, facts)}: ${limit} calls at once, ${maxQueued} waiting for up to ${queueMs} ms`;
}

function rateLimitLine({ options, scope }: NonNullable<Policy['rateLimit']>, facts: Explanation): string {
  const { requests, periodMs, burst, maxWaitMs } = options;
  return `of ${sharedBy(scope, facts)}: ${requests} requests in ${periodMs} ms, ${burst} at once, waiting for up to ${maxWaitMs} ms`;
}

function sharedBy(scope: string, { origin }: Explanation): string {
  return scope === '' ? origin : `${scope} at ${origin}`;
}
