/**
 * How a concern takes part in a call. A layer is a plain object with at most three functions, named
 * after ky's hooks where ky has them; `compose` folds a list of them into one onion.
 *
 * Decide in hooks, measure in the bracket: ky calls `beforeRequest` once per call and `beforeRetry`
 * after the backoff, but only `attempt`, wrapped around its `fetch`, sees every single request and
 * how it ended. Nothing here uses `afterResponse`: ky clones the response for each such hook.
 */

import type { Exchange } from './exchange.ts';

/** Sends one request on, towards the wire. */
export type Send = (request: Request) => Promise<Response>;

export interface Layer {
  readonly name: string;
  /** Before the first attempt: the request to send. A throw ends the call, unretried. */
  beforeRequest?(request: Request, exchange: Exchange): Request | Promise<Request>;
  /** Before each further attempt, after the wait. A throw ends the call. */
  beforeRetry?(request: Request, exchange: Exchange): Request | Promise<Request>;
  /** Brackets one attempt. Whatever is taken before `next` is given back in a `finally`. */
  attempt?(request: Request, exchange: Exchange, next: Send): Promise<Response>;
}

/** Layers folded into one: requests pass from the first to the last, replies from the last to the first. */
export interface Onion {
  beforeRequest(request: Request, exchange: Exchange): Promise<Request>;
  beforeRetry(request: Request, exchange: Exchange): Promise<Request>;
  attempt(request: Request, exchange: Exchange): Promise<Response>;
}

export function compose(layers: readonly Layer[], wire: Send): Onion {
  return {
    async beforeRequest(request, exchange) {
      let current = request;
      for (const layer of layers) current = (await layer.beforeRequest?.(current, exchange)) ?? current;
      return current;
    },
    async beforeRetry(request, exchange) {
      let current = request;
      for (const layer of layers) current = (await layer.beforeRetry?.(current, exchange)) ?? current;
      return current;
    },
    attempt: layers.reduceRight<Onion['attempt']>(
      (next, layer) => {
        const { attempt } = layer;
        if (!attempt) return next;
        return (request, exchange) => attempt(request, exchange, (passed) => next(passed, exchange));
      },
      (request) => wire(request),
    ),
  };
}
