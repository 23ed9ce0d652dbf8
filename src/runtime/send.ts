/**
 * From an exchange to a reply: the first attempt goes straight through the onion. Only where it failed, and may
 * be repeated, does ky come in: its loop begins with that failure in hand, asks whether to go on, and waits.
 */

import ky, { type RetryOptions as KyRetryOptions } from 'ky';
import type { Exchange } from './exchange.ts';
import { failureOf } from './failure.ts';
import type { Onion } from './layer.ts';
import { isRetryable } from './policy/throttle.ts';
import type { Received } from './received.ts';
import type { Budgets } from './resilience/budgets.ts';
import { type Retries, RetryableReply } from './retry.ts';

/** Gives the final reply, whatever its status. */
export type Sender = (exchange: Exchange) => Promise<Received>;

type Attempt = () => Promise<Received>;

export function sender(onion: Onion, retries: Retries, budgets: Budgets): Sender {
  return async (exchange) => {
    const retry = exchange.isReplayable ? exchange.policy.retry : undefined;
    const attempt: Attempt = async () => {
      const received = await onion(exchange.outgoing(), exchange);
      if (retry && isRetryable(received)) throw new RetryableReply(received);
      if (received.status < 400) budgets.recordSuccess(exchange);
      return received;
    };
    try {
      budgets.recordCall(exchange);
      if (!retry) return await attempt();
      return await attempt().catch((failure: unknown) =>
        goOn(failure, attempt, exchange, retries.optionsFor(exchange, retry)),
      );
    } catch (error) {
      // What is not retried is handed on.
      if (error instanceof RetryableReply) return error.received;
      throw failureOf(error, exchange);
    }
  };
}

/** ky's loop from its second round on: what it sends first is the failure of the attempt before. */
async function goOn(
  first: unknown,
  attempt: Attempt,
  exchange: Exchange,
  retry: KyRetryOptions,
): Promise<Received> {
  const { promise, resolve } = Promise.withResolvers<Received>();
  let rounds = 0;
  await ky(exchange.prepared.url, {
    signal: exchange.deadline.cancellation.signal,
    timeout: false,
    throwHttpErrors: false,
    retry,
    fetch: async () => {
      rounds += 1;
      if (rounds === 1) throw first;
      resolve(await attempt());
      // The reply is not ky's business, only that there is one.
      return new Response();
    },
  });
  return promise;
}
