/**
 * Whose answers these are. Two callers with different credentials, different default headers or
 * different origins never see each other's entries, in memory or in a shared store; and no key ever
 * holds a credential: keys carry an HMAC of it.
 */

const encoder = new TextEncoder();

export class Principal {
  /** Separates entries in memory, where keys never leave the process. */
  readonly partition: string;
  readonly #key: CryptoKey;

  private constructor(partition: string, key: CryptoKey) {
    this.partition = partition;
    this.#key = key;
  }

  /** @param secret Everything that tells this principal from another: credential, headers, base URL. */
  static async of(secret: string): Promise<Principal> {
    const material = encoder.encode(`breakwater\n${secret}`);
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', material, algorithm, false, ['sign']);
    return new Principal(await hmac(key, 'partition'), key);
  }

  /** A key for a store outside this process: it tells nothing of the arguments, nor of whose they are. */
  seal(key: string): Promise<string> {
    return hmac(this.#key, key);
  }
}

async function hmac(key: CryptoKey, text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.sign('HMAC', key, encoder.encode(text)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
