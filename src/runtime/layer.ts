/**
 * How a concern takes part in a call: it brackets each attempt, from the request on its way out to the reply on
 * its way back, and sees every single request and how it ended. `compose` folds a list of layers into one onion.
 */

import type { Exchange } from './exchange.ts';
import type { Outgoing } from './outgoing.ts';
import type { Received } from './received.ts';

/** Sends one request on, towards the wire. */
export type Send = (outgoing: Outgoing) => Promise<Received>;

export interface Layer {
  readonly name: string;
  /** Whatever is taken before `next` is given back in a `finally`. */
  attempt(outgoing: Outgoing, exchange: Exchange, next: Send): Promise<Received>;
}

/** Layers folded into one: requests pass from the first to the last, replies from the last to the first. */
export type Onion = (outgoing: Outgoing, exchange: Exchange) => Promise<Received>;

export function compose(layers: readonly Layer[], wire: Send): Onion {
  return layers.reduceRight<Onion>(
    (next, layer) => (outgoing, exchange) =>
      layer.attempt(outgoing, exchange, (passed) => next(passed, exchange)),
    (outgoing) => wire(outgoing),
  );
}
