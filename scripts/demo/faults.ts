/** Faults to come: what the next requests for a path get instead of an answer. */

import type { ServerResponse } from 'node:http';

export type Fault =
  /** 503, with or without a word on when to come again. */
  | { readonly kind: 'unavailable'; readonly retryAfterSeconds?: number }
  /** The connection is cut before a byte was said. */
  | { readonly kind: 'cut' };

export class Faults {
  readonly #armed = new Map<string, { readonly fault: Fault; left: number }>();

  arm(times: number, path: string, fault: Fault): void {
    this.#armed.set(path, { fault, left: times });
  }

  /** True when a fault was due, and the request is done with. */
  strike(path: string, outgoing: ServerResponse): boolean {
    const armed = this.#armed.get(path);
    if (!armed || armed.left === 0) return false;
    armed.left -= 1;
    if (armed.fault.kind === 'cut') outgoing.socket?.destroy();
    else unavailable(outgoing, armed.fault.retryAfterSeconds);
    return true;
  }
}

function unavailable(outgoing: ServerResponse, retryAfterSeconds: number | undefined): void {
  const problem = { type: 'about:blank', title: 'Service unavailable', status: 503 };
  outgoing
    .writeHead(503, {
      'content-type': 'application/problem+json',
      ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }),
    })
    .end(JSON.stringify(problem));
}
