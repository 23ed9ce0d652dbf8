/**
 * The principals of one client by their credential: one for most clients, one per user where a
 * callback names the token.
 */

import { Principal } from './principal.ts';

/** With a token per user there are as many as there are users; beyond this, all are worked out anew. */
const mostKept = 1_000;

export class Principals {
  readonly #common: string;
  readonly #known = new Map<string, Principal>();
  readonly #underWay = new Map<string, Promise<Principal>>();
  #count = 0;

  /** @param common What all callers of this client have in common, and other clients have not. */
  constructor(common: string) {
    this.#common = common;
  }

  /** At once, or not at all. */
  peek(credential: string): Principal | undefined {
    return this.#known.get(credential);
  }

  /** Worked out once, however many ask at the same time. */
  of(credential: string): Promise<Principal> {
    const underWay = this.#underWay.get(credential);
    if (underWay) return underWay;
    const known = this.#known.get(credential);
    if (known) return Promise.resolve(known);
    const work = this.#workOut(credential).finally(() => this.#underWay.delete(credential));
    this.#underWay.set(credential, work);
    return work;
  }

  async #workOut(credential: string): Promise<Principal> {
    this.#count += 1;
    const principal = await Principal.of(`${this.#common}\n${credential}`, `${this.#count}:`);
    if (this.#known.size >= mostKept) this.#known.clear();
    this.#known.set(credential, principal);
    return principal;
  }
}
