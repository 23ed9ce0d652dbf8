/** DPoP (RFC 9449): every request proves that its sender holds the key the access token is bound to. */

import type { Credential, Signer } from '../../src/runtime/index.ts'; // in your project: 'breakwater'

export interface DPoPOptions {
  /** An access token that was issued for these keys. */
  readonly token: () => Promise<string>;
  /** ECDSA with P-256: ES256. */
  readonly keys: CryptoKeyPair;
}

export function dpop({ token, keys }: DPoPOptions): Credential<'custom'> {
  return {
    kind: 'custom',
    open: ({ clock }): Signer => ({
      principal: token,
      sign: async (outgoing, current) => {
        const url = new URL(outgoing.url);
        const proof = await proofOf(keys, {
          jti: crypto.randomUUID(),
          htm: outgoing.method,
          // RFC 9449 §4.2: without query and fragment.
          htu: url.origin + url.pathname,
          iat: Math.floor(clock.wall() / 1_000),
          ath: base64url(await crypto.subtle.digest('SHA-256', bytes(current))),
        });
        outgoing.headers.set('authorization', `DPoP ${current}`);
        outgoing.headers.set('dpop', proof);
        return outgoing;
      },
    }),
  };
}

async function proofOf({ privateKey, publicKey }: CryptoKeyPair, payload: object): Promise<string> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  const header = { typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } };
  const parts = [header, payload].map((part) => base64url(bytes(JSON.stringify(part)))).join('.');
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  return `${parts}.${base64url(await crypto.subtle.sign(algorithm, privateKey, bytes(parts)))}`;
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** RFC 4648 §5. */
function base64url(data: ArrayBuffer | Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(data)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
