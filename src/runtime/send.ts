/**
 * From an exchange to a `Response`: ky's loop, with the onion in its hooks and around its `fetch`.
 */

import ky, { type Hooks } from 'ky';
import { Exchange } from './exchange.ts';
import { failureOf } from './failure.ts';
import type { Onion } from './layer.ts';
import { isRetryableStatus } from './policy/retryable.ts';
import { never, type Retries, RetryableReply } from './retry.ts';

export type Sender = (exchange: Exchange, mayRetry: boolean) => Promise<Response>;

/**
 * @param attemptMs Milliseconds for one attempt, until its headers are there.
 * @returns A function that gives the final reply, whatever its status.
 */
export function sender(onion: Onion, retries: Retries | undefined, attemptMs: number): Sender {
  const { beforeRequest, beforeRetry } = onion;
  const hooks: Hooks = {
    ...(beforeRequest && {
      beforeRequest: [({ request, options }) => beforeRequest(request, exchangeIn(options.context))],
    }),
    ...(beforeRetry && {
      beforeRetry: [({ request, options }) => beforeRetry(request, exchangeIn(options.context))],
    }),
  };

  return async (exchange, mayRetry) => {
    const { operation, prepared, deadline } = exchange;
    const retry = mayRetry && retries ? retries.optionsFor(exchange) : never;
    try {
      return await ky(prepared.url, {
        method: operation.method,
        headers: prepared.headers,
        signal: deadline.signal,
        timeout: attemptMs,
        throwHttpErrors: false,
        retry,
        hooks,
        context: { exchange },
        fetch: async (input, init) => {
          const request = input instanceof Request ? input : new Request(input, init);
          const response = await onion.attempt(request, exchange);
          // ky asks whether to retry only when something is thrown; it hands on what it does not retry.
          if (retry !== never && isRetryableStatus(response.status)) throw new RetryableReply(response);
          return response;
        },
        ...(prepared.body && { body: prepared.body.content }),
      });
    } catch (error) {
      if (error instanceof RetryableReply) return error.response;
      throw failureOf(error, exchange);
    }
  };
}

function exchangeIn(context: Readonly<Record<string, unknown>>): Exchange {
  const exchange = context['exchange'];
  if (exchange instanceof Exchange) return exchange;
  throw new TypeError('a request reached the hooks without its exchange');
}
