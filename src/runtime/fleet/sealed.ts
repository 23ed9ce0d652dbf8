/** Texts that only who knows a secret can read or change: AES-256-GCM, the key by HKDF (RFC 5869). */

const encoder = new TextEncoder();
const salt = encoder.encode('breakwater tokens 1');

/** Bytes of a nonce, and of what follows it: NIST SP 800-38D §5.2.1.1. */
const nonceBytes = 12;

export interface Sealed {
  encrypt(text: string): Promise<string>;
  /** `undefined` where another secret wrote it, or it was changed. */
  decrypt(sealed: string): Promise<string | undefined>;
}

export function sealedWith(secret: string): Sealed {
  let key: Promise<CryptoKey> | undefined;
  const keyOnce = (): Promise<CryptoKey> => {
    key ??= keyOf(secret);
    return key;
  };
  return {
    async encrypt(text) {
      const iv = crypto.getRandomValues(new Uint8Array(nonceBytes));
      const content = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv },
        await keyOnce(),
        encoder.encode(text),
      );
      return [iv, new Uint8Array(content)].map((bytes) => btoa(String.fromCharCode(...bytes))).join('.');
    },
    async decrypt(sealed) {
      try {
        const [iv = new Uint8Array(), content = new Uint8Array()] = sealed.split('.').map(bytesIn);
        const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, await keyOnce(), content);
        return new TextDecoder().decode(text);
      } catch {
        return undefined;
      }
    },
  };
}

async function keyOf(secret: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey']);
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt, info: new Uint8Array() };
  const algorithm = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(derivation, material, algorithm, false, ['encrypt', 'decrypt']);
}

function bytesIn(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
