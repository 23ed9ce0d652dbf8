/** DPoP (RFC 9449): every request proves that its sender holds the key the access token is bound to. */

import type { BoundReply, TokenBinding } from '../../src/runtime/index.ts'; // in your project: 'breakwater'

/** @param keys ECDSA with P-256: ES256. One pair for as long as its tokens live, so keep it where they are kept. */
export function dpop({ privateKey, publicKey }: CryptoKeyPair): TokenBinding {
  /** RFC 9449 §8 and §9: each server has its own, and changes it when it likes. */
  const nonces = new Map<string, string>();
  return {
    tokenType: 'DPoP',
    prove: async ({ method, url, headers }, token) => {
      const { origin, pathname } = new URL(url);
      const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
      const nonce = nonces.get(origin);
      const proof = await signed(privateKey, [
        { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } },
        {
          jti: crypto.randomUUID(),
          htm: method,
          // RFC 9449 §4.2: without query and fragment.
          htu: origin + pathname,
          iat: Math.floor(Date.now() / 1_000),
          ...(nonce !== undefined && { nonce }),
          ...(token !== undefined && {
            ath: base64url(await crypto.subtle.digest('SHA-256', bytes(token))),
          }),
        },
      ]);
      headers.set('dpop', proof);
    },
    heard: (url, reply) => {
      const nonce = reply.headers.get('dpop-nonce');
      if (nonce === null) return false;
      nonces.set(new URL(url).origin, nonce);
      return asksForNonce(reply);
    },
  };
}

/** A token endpoint says it in its body, an API in its challenge. */
function asksForNonce({ status, headers, oauthError }: BoundReply): boolean {
  if (oauthError !== undefined) return oauthError === 'use_dpop_nonce';
  return status === 401 && /\buse_dpop_nonce\b/.test(headers.get('www-authenticate') ?? '');
}

async function signed(key: CryptoKey, parts: readonly object[]): Promise<string> {
  const text = parts.map((part) => base64url(bytes(JSON.stringify(part)))).join('.');
  const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes(text));
  return `${text}.${base64url(signature)}`;
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** RFC 4648 §5. */
function base64url(data: ArrayBuffer | Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(data)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
