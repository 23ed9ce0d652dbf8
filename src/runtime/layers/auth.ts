/**
 * Signs each attempt with the current credential, and answers a 401 with a newer one: once in a
 * call, and with one renewal for all calls that were refused together.
 */

import type { Signer } from '../auth/credential.ts';
import type { Exchange } from '../exchange.ts';
import type { Layer, Send } from '../layer.ts';
import { untilAborted } from './patience.ts';

/** @param signerOf what the operation is signed with; `undefined` where it goes without */
export function auth(signerOf: (operation: Exchange['operation']) => Signer | undefined): Layer {
  const signerFor = ({ operation, prepared }: Exchange): Signer | undefined =>
    // A call that brings its own Authorization is signed already.
    prepared.headers.has('authorization') ? undefined : signerOf(operation);

  async function sign(request: Request, exchange: Exchange): Promise<Request> {
    const signer = signerFor(exchange);
    if (!signer) return request;
    const signed = signer.sign(request, exchange.principal);
    // A token endpoint may take longer than this call has, or than its caller wants to wait.
    return signed instanceof Request ? signed : untilAborted(signed, exchange.deadline.signal);
  }

  async function attempt(request: Request, exchange: Exchange, next: Send): Promise<Response> {
    const response = await next(request);
    if (response.status !== 401 || exchange.hasReplayed || !exchange.isReplayable) return response;
    const signer = signerFor(exchange);
    if (!signer?.renew) return response;
    exchange.hasReplayed = true;
    if (!(await renewed(signer.renew(request), request, response))) return response;
    letGo(response);
    const replayed = await next(await sign(exchange.rebuild(request), exchange));
    signer.renewed?.(replayed.status !== 401);
    return replayed;
  }

  /** @throws {AuthError} The refusal is not what the caller will read then either. */
  async function renewed(renewal: Promise<boolean>, request: Request, refusal: Response): Promise<boolean> {
    try {
      return await untilAborted(renewal, request.signal);
    } catch (error) {
      letGo(refusal);
      throw error;
    }
  }

  return { name: 'auth', beforeRequest: sign, beforeRetry: sign, attempt };
}

/** What will not be read is let go of, so that its connection is. */
function letGo({ body }: Response): void {
  body?.cancel().catch(() => {});
}
