/**
 * SHA-256 and HMAC for keys that leave the process. A cached read asks for one on its way, so where there is
 * Node's crypto it answers at once; elsewhere Web Crypto does, in a promise.
 */

const crypto = globalThis.process?.getBuiltinModule?.('node:crypto');
const encoder = new TextEncoder();

/** Hexadecimal. */
export function sha256(text: string): string | Promise<string> {
  if (crypto) return crypto.createHash('sha256').update(text).digest('hex');
  return globalThis.crypto.subtle.digest('SHA-256', encoder.encode(text)).then(hexadecimal);
}

/** Hexadecimal; a function, since one key seals many texts. */
export function hmacWith(secret: string): (text: string) => string | Promise<string> {
  if (crypto) {
    // As an object, so that it is in no dump of what holds it.
    const key = crypto.createSecretKey(secret, 'utf8');
    return (text) => crypto.createHmac('sha256', key).update(text).digest('hex');
  }
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = globalThis.crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign']);
  return async (text) =>
    hexadecimal(await globalThis.crypto.subtle.sign('HMAC', await key, encoder.encode(text)));
}

function hexadecimal(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
