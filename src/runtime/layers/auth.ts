/**
 * Signs each attempt with the current credential, and answers a 401 with a newer one: once in a
 * call, and with one renewal for all calls that were refused together.
 */

import type { Signer } from '../auth/credential.ts';
import type { Exchange } from '../exchange.ts';
import type { Layer, Send } from '../layer.ts';
import { untilAborted } from './patience.ts';

export function auth(signer: Signer): Layer {
  async function sign(request: Request, exchange: Exchange): Promise<Request> {
    if (!needsSigning(exchange)) return request;
    const signed = signer.sign(request, exchange.principal);
    // A token endpoint may take longer than this call has, or than its caller wants to wait.
    return signed instanceof Request ? signed : untilAborted(signed, exchange.deadline.signal);
  }

  async function attempt(request: Request, exchange: Exchange, next: Send): Promise<Response> {
    const response = await next(request);
    if (response.status !== 401 || !signer.renew) return response;
    if (!needsSigning(exchange) || exchange.hasReplayed || !exchange.isReplayable) return response;
    exchange.hasReplayed = true;
    if (!(await untilAborted(signer.renew(request), request.signal))) return response;
    // The refusal will not be read: letting go of it frees its connection.
    await response.body?.cancel();
    return next(await sign(exchange.rebuild(request), exchange));
  }

  return { name: 'auth', beforeRequest: sign, beforeRetry: sign, attempt };
}

/** A call that brings its own Authorization is signed already. */
function needsSigning({ operation, prepared }: Exchange): boolean {
  return !operation.anonymous && !prepared.headers.has('authorization');
}
