/**
 * Signs each attempt with the current credential, and answers a 401 with a newer one: once in a
 * call, and with one renewal for all calls that were refused together.
 *
 * A refusal that asks for the same credential with something more (RFC 9449 §9, a nonce) is answered once besides.
 */

import type { Renewed, Signer } from '../auth/credential.ts';
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
    return signer ? signedWith(signer, outgoing, exchange, next) : next(outgoing);
  }

  async function signedWith(
    signer: Signer,
    outgoing: Outgoing,
    exchange: Exchange,
    next: Send,
  ): Promise<Received> {
    const signed = await sign(signer, outgoing, exchange);
    const received = await next(signed);
    if (received.status !== 401 || exchange.hasReplayed || !signer.renew) {
      return heard(signer, signed, received);
    }
    if (!exchange.isReplayable) {
      renewAhead(signer, signed, received);
      return received;
    }
    const answer = await renewalFor(signed, received, signer, exchange);
    if (answer === false) return received;
    discard(received);
    if (answer === 'challenged') return signedWith(signer, exchange.outgoing(), exchange, next);
    const again = await sign(signer, exchange.outgoing(), exchange);
    const replayed = heard(signer, again, await next(again));
    const isAccepted = replayed.status !== 401;
    signer.renewed?.(isAccepted);
    budgets.recordReplay(exchange, isAccepted);
    return replayed;
  }

  /** What a replay would bring; false where there shall be none. */
  async function renewalFor(
    signed: Outgoing,
    refusal: Received,
    signer: Signer,
    exchange: Exchange,
  ): Promise<Renewed> {
    // Said before anything is waited for: a hedge of the same call is not to replay it too.
    exchange.hasReplayed = true;
    if (!budgets.tryReplay(exchange)) return false;
    const answer = await renewed(signer.renew?.(signed, refusal) ?? Promise.resolve(false), signed, refusal);
    if (answer !== 'challenged') return answer;
    // Nothing newer was sent: that may still be needed.
    exchange.hasReplayed = false;
    const isFirst = !exchange.hasAnswered;
    exchange.hasAnswered = true;
    return isFirst && answer;
  }

  return { name: 'auth', attempt };
}

function heard(signer: Signer, signed: Outgoing, received: Received): Received {
  signer.heard?.(signed, received);
  return received;
}

/** A stream is not sent again; but those who come later need not be refused, too. */
function renewAhead(signer: Signer, signed: Outgoing, refusal: Received): void {
  signer
    .renew?.(signed, refusal)
    // Nothing shows that the newer one is accepted: until something does, the issuer is not asked at each refusal.
    .then((answer) => answer === true && signer.renewed?.(false))
    .catch(() => {});
}

/** A token endpoint may take longer than this call has, or than its caller wants to wait. */
function sign(signer: Signer, outgoing: Outgoing, exchange: Exchange): Outgoing | Promise<Outgoing> {
  const signed = signer.sign(outgoing, exchange.principal);
  return signed instanceof Promise ? untilCancelled(signed, exchange.deadline.cancellation) : signed;
}

/** @throws {AuthError} The refusal is not what the caller will read then either. */
async function renewed(renewal: Promise<Renewed>, signed: Outgoing, refusal: Received): Promise<Renewed> {
  try {
    return await untilCancelled(renewal, signed.cancellation);
  } catch (error) {
    discard(refusal);
    throw error;
  }
}
