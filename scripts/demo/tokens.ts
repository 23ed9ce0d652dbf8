/** The tokens of the demo, and its token endpoint: RFC 6749 §4.4, as far as a demo needs it. */

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** Short for a token, long for a demo: no client renews it early, and every refresh has another cause. */
const lifetimeSeconds = 300;

export class Tokens {
  #good = new Set<string>();
  #issued = 0;

  get issued(): number {
    return this.#issued;
  }

  issue(): string {
    this.#issued += 1;
    const token = randomUUID();
    this.#good.add(token);
    return token;
  }

  revokeAll(): void {
    this.#good = new Set();
  }

  isGood(authorization: string | undefined): boolean {
    const [scheme, token] = authorization?.split(' ') ?? [];
    return scheme === 'Bearer' && token !== undefined && this.#good.has(token);
  }
}

export async function answerTokenRequest(
  tokens: Tokens,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const form = new URLSearchParams(await text(incoming));
  const isKnown = incoming.headers.authorization?.startsWith('Basic ') ?? false;
  const refusal = !isKnown
    ? { status: 401, error: 'invalid_client' }
    : form.get('grant_type') !== 'client_credentials'
      ? { status: 400, error: 'unsupported_grant_type' }
      : undefined;
  const reply = refusal
    ? { error: refusal.error }
    : { access_token: tokens.issue(), token_type: 'Bearer', expires_in: lifetimeSeconds };
  outgoing
    .writeHead(refusal?.status ?? 200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(reply));
}
