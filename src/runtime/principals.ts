/**
 * The principals of one client by their credential: one for most clients, one per user where a
 * callback names the token.
 */

import { type Address, Principal } from './principal.ts';

/** With a token per user there are as many as there are users; beyond this, all are worked out anew. */
const mostKept = 1_000;

export class Principals {
  readonly #common: string;
  readonly #known = new Map<string, Principal>();
  readonly #addresses = new Map<string, Address>();
  #count = 0;

  /** @param common What all callers of this client have in common, and other clients have not. */
  constructor(common: string) {
    this.#common = common;
  }

  of(credential: string): Principal {
    const known = this.#known.get(credential);
    if (known) return known;
    this.#count += 1;
    const principal = new Principal(`${this.#common}\n${credential}`, `${this.#count}:`, this.#addresses);
    if (this.#known.size >= mostKept) this.#known.clear();
    this.#known.set(credential, principal);
    return principal;
  }
}
