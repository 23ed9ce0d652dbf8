/**
 * Signs each attempt with the current credential, and answers a 401 with a newer one: once in a
 * call, and with one renewal for all calls that were refused together.
 */

import type { Signer } from '../auth/credential.ts';
import { untilCancelled } from '../cancellation.ts';
import type { Exchange } from '../exchange.ts';
import type { Layer, Send } from '../layer.ts';
import type { Outgoing } from '../outgoing.ts';
import { discard, type Received } from '../received.ts';
import type { Budgets } from '../resilience/budgets.ts';

/** @param signerOf what the operation is signed with; `undefined` where it goes without */
export function auth(
  signerOf: (operation: Exchange['operation']) => Signer | undefined,
  budgets: Budgets,
): Layer {
  async function attempt(outgoing: Outgoing, exchange: Exchange, next: Send): Promise<Received> {
    // A call that brings its own Authorization is signed already.
    const isSigned = exchange.prepared.headers.has('authorization');
    const signer = isSigned ? undefined : signerOf(exchange.operation);
    if (!signer) return next(outgoing);
    const signed = await sign(signer, outgoing, exchange);
    const received = await next(signed);
    if (received.status !== 401 || exchange.hasReplayed || !exchange.isReplayable) return received;
    if (!signer.renew) return received;
    exchange.hasReplayed = true;
    if (!budgets.tryReplay(exchange)) return received;
    if (!(await renewed(signer.renew(signed), signed, received))) return received;
    discard(received);
    const replayed = await next(await sign(signer, exchange.outgoing(), exchange));
    const isAccepted = replayed.status !== 401;
    signer.renewed?.(isAccepted);
    budgets.recordReplay(exchange, isAccepted);
    return replayed;
  }

  return { name: 'auth', attempt };
}

/** A token endpoint may take longer than this call has, or than its caller wants to wait. */
function sign(signer: Signer, outgoing: Outgoing, exchange: Exchange): Outgoing | Promise<Outgoing> {
  const signed = signer.sign(outgoing, exchange.principal);
  return signed instanceof Promise ? untilCancelled(signed, exchange.deadline.cancellation) : signed;
}

/** @throws {AuthError} The refusal is not what the caller will read then either. */
async function renewed(renewal: Promise<boolean>, signed: Outgoing, refusal: Received): Promise<boolean> {
  try {
    return await untilCancelled(renewal, signed.cancellation);
  } catch (error) {
    discard(refusal);
    throw error;
  }
}
