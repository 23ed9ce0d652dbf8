/**
 * Whose answers these are. Two callers with different credentials, different default headers or
 * different origins never see each other's entries, in memory or in a shared store; and no key that
 * leaves the process tells whose it is: there, a key is an HMAC keyed by the credential.
 */

import { hmacWith } from './store/digest.ts';

/** Keys whose digests are remembered, by principal: what is asked for often is not worked out each time. */
const mostDigests = 1_000;

export class Principal {
  /** Separates entries in memory: short, and of no meaning outside its client. */
  readonly partition: string;
  /** A key for a store outside this process: it tells nothing of the arguments, nor of whose they are. */
  readonly seal: (key: string) => string | Promise<string>;

  private constructor(partition: string, secret: string) {
    this.partition = partition;
    this.seal = remembered(hmacWith(`breakwater\n${secret}`));
  }

  /** @param secret Everything that tells this principal from another: credential, headers, base URL. */
  static async of(secret: string, partition: string): Promise<Principal> {
    return new Principal(partition, secret);
  }
}

function remembered(seal: Principal['seal']): Principal['seal'] {
  const known = new Map<string, string | Promise<string>>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const digest = seal(key);
    if (known.size >= mostDigests) known.clear();
    known.set(key, digest);
    return digest;
  };
}
