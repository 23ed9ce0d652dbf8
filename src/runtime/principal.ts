/**
 * Whose answers these are. Two callers with different credentials, different default headers or
 * different origins never see each other's entries, in memory or in a shared store; and no key that
 * leaves the process tells whose it is: there, a key is an HMAC keyed by the credential.
 */

const encoder = new TextEncoder();

export class Principal {
  /** Separates entries in memory: short, and of no meaning outside its client. */
  readonly partition: string;
  readonly #key: CryptoKey;

  private constructor(partition: string, key: CryptoKey) {
    this.partition = partition;
    this.#key = key;
  }

  /** @param secret Everything that tells this principal from another: credential, headers, base URL. */
  static async of(secret: string, partition: string): Promise<Principal> {
    const material = encoder.encode(`breakwater\n${secret}`);
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', material, algorithm, false, ['sign']);
    return new Principal(partition, key);
  }

  /** A key for a store outside this process: it tells nothing of the arguments, nor of whose they are. */
  async seal(key: string): Promise<string> {
    const digest = await crypto.subtle.sign('HMAC', this.#key, encoder.encode(key));
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  }
}
