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
  /** Absent where no layer has one: ky then has no hook to run. */
  readonly beforeRequest: BeforeSend | undefined;
  readonly beforeRetry: BeforeSend | undefined;
  readonly attempt: (request: Request, exchange: Exchange) => Promise<Response>;
}

type BeforeSend = (request: Request, exchange: Exchange) => Request | Promise<Request>;

export function compose(layers: readonly Layer[], wire: Send): Onion {
  return {
    beforeRequest: inTurn(layers.flatMap((layer) => layer.beforeRequest ?? [])),
    beforeRetry: inTurn(layers.flatMap((layer) => layer.beforeRetry ?? [])),
    attempt: layers.reduceRight<Onion['attempt']>(
      (next, { attempt }) => {
        if (!attempt) return next;
        return (request, exchange) => attempt(request, exchange, (passed) => next(passed, exchange));
      },
      (request) => wire(request),
    ),
  };
}

/** Each hook gets what the one before it returned. */
function inTurn(hooks: readonly BeforeSend[]): BeforeSend | undefined {
  if (hooks.length === 0) return undefined;
  return async (request, exchange) => {
    let current = request;
    for (const hook of hooks) current = await hook(current, exchange);
    return current;
  };
}
