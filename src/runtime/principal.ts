/**
 * Whose answers these are. Two callers with different credentials, different default headers or
 * different origins never see each other's entries, in memory or in a shared store; and no key that
 * leaves the process tells whose it is: there, a key is an HMAC keyed by the credential.
 */

import { hmacWith } from './store/digest.ts';

/** Reads whose addresses are remembered, of all principals of a client: what is asked for often is not worked out each time. */
const mostAddresses = 10_000;

/** Where a read's entry is in a store outside this process. What is left out has not been worked out yet. */
export interface Address {
  /** It tells nothing of the arguments, nor of whose they are. */
  readonly digest: string | Promise<string>;
  /** Key of its entry. */
  storeKey?: string;
  /** Tag of its URL. */
  urlTag?: string;
}

export class Principal {
  /** Separates entries in memory: short, and of no meaning outside its client. */
  readonly partition: string;
  readonly #seal: (key: string) => string | Promise<string>;
  readonly #addresses: Map<string, Address>;

  /**
   * @param secret Everything that tells this principal from another: credential, headers, base URL.
   * @param addresses What is remembered, of all principals of its client.
   */
  constructor(secret: string, partition: string, addresses: Map<string, Address>) {
    this.partition = partition;
    this.#addresses = addresses;
    this.#seal = hmacWith(`breakwater\n${secret}`);
  }

  /** @param entryKey of the read in memory: the partition, and its key */
  address(entryKey: string): Address {
    const known = this.#addresses.get(entryKey);
    if (known) return known;
    const address: Address = { digest: this.#seal(entryKey.slice(this.partition.length)) };
    if (this.#addresses.size >= mostAddresses) this.#addresses.clear();
    this.#addresses.set(entryKey, address);
    return address;
  }
}
