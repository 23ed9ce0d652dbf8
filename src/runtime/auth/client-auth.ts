/** How a client proves to a token endpoint who it is: RFC 6749 §2.3, RFC 7523 §2.2, OpenID Connect Core §9. */

import { AuthError, OptionsError } from '../errors.ts';
import type { Jwk, PrivateKey } from '../platform-types.ts';
import { basicHeader } from './basic.ts';

/**
 * Puts the proof into the form or the header fields of a token request, anew for each attempt.
 * The functions that `oauth4webapi` calls `ClientAuth` are such.
 */
export type ClientAuth = (
  server: AuthServer,
  client: OAuthClient,
  form: URLSearchParams,
  headers: Headers,
) => void | Promise<void>;

/** RFC 8414 §2, as much of it as is known. */
export type AuthServer = { readonly issuer: string; readonly token_endpoint?: string };

export type OAuthClient = { readonly client_id: string };

/** `client_secret_basic`: RFC 6749 §2.3.1 prefers it. */
export function secretInHeader(secret: string): ClientAuth {
  return (_server, { client_id: id }, _form, headers) => {
    headers.set('authorization', basicHeader(formEncoded(id), formEncoded(secret)));
  };
}

/** `client_secret_post`. */
export function secretInBody(secret: string): ClientAuth {
  return (_server, { client_id: id }, form) => {
    form.set('client_id', id);
    form.set('client_secret', secret);
  };
}

/** `none`: a public client says only its name. */
export const publicClient: ClientAuth = (_server, { client_id: id }, form) => {
  form.set('client_id', id);
};

export interface PrivateKeyOptions {
  /** Name of the key, for servers that know several. @default the JWK's own */
  readonly kid?: string;
  /** JOSE name of the algorithm: RS256, PS256, ES256, EdDSA and their longer kin. @default the JWK's own, else RS256 */
  readonly alg?: string;
  /** `aud` of the assertion. @default the issuer, where it is known, else the token endpoint (RFC 7523 §3) */
  readonly audience?: string;
}

/**
 * `private_key_jwt`: the client signs an assertion with its key, and no secret is ever sent.
 *
 * @param key a private `CryptoKey`, a JWK, or PKCS #8 in PEM
 * @throws {OptionsError} The algorithm is not known.
 */
export function privateKeyJwt(key: PrivateKey | Jwk | string, options: PrivateKeyOptions = {}): ClientAuth {
  const own = typeof key === 'object' && 'kty' in key ? key : undefined;
  const { kid = textOf(own, 'kid'), alg = textOf(own, 'alg') ?? 'RS256', audience } = options;
  const algorithm = algorithms[alg];
  if (!algorithm)
    throw new OptionsError('auth: privateKeyJwt alg', `one of ${Object.keys(algorithms).join(', ')}`, alg);
  let prepared: Promise<ClientAuth> | undefined;
  const prepare = async (): Promise<ClientAuth> => {
    const { PrivateKeyJwt, modifyAssertion } = await import('oauth4webapi');
    const imported = await importKey(key, algorithm);
    return PrivateKeyJwt(kid === undefined ? imported : { key: imported, kid }, {
      [modifyAssertion]: (_header: unknown, payload: Record<string, unknown>) => {
        if (audience !== undefined) payload['aud'] = audience;
      },
    });
  };
  return async (...request) => {
    prepared ??= prepare();
    return (await prepared)(...request);
  };
}

/** `client_secret_jwt`: the secret signs an assertion, and is never sent itself. */
export function clientSecretJwt(secret: string): ClientAuth {
  if (secret === '') throw new OptionsError('auth: clientSecretJwt(…)', 'a non-empty string', 'an empty one');
  let prepared: Promise<ClientAuth> | undefined;
  const prepare = async (): Promise<ClientAuth> => (await import('oauth4webapi')).ClientSecretJwt(secret);
  return async (...request) => {
    prepared ??= prepare();
    return (await prepared)(...request);
  };
}

type Algorithm = RsaHashedImportParams | EcKeyImportParams | { readonly name: 'Ed25519' };

/** RFC 7518 §3.1 and RFC 8037, as Web Cryptography knows them. */
const algorithms: Readonly<Record<string, Algorithm>> = {
  ...Object.fromEntries(
    [256, 384, 512].map((bits) => [`RS${bits}`, { name: 'RSASSA-PKCS1-v1_5', hash: `SHA-${bits}` }]),
  ),
  ...Object.fromEntries(
    [256, 384, 512].map((bits) => [`PS${bits}`, { name: 'RSA-PSS', hash: `SHA-${bits}` }]),
  ),
  ES256: { name: 'ECDSA', namedCurve: 'P-256' },
  ES384: { name: 'ECDSA', namedCurve: 'P-384' },
  ES512: { name: 'ECDSA', namedCurve: 'P-521' },
  EdDSA: { name: 'Ed25519' },
  Ed25519: { name: 'Ed25519' },
};

async function importKey(key: PrivateKey | Jwk | string, algorithm: Algorithm): Promise<PrivateKey> {
  try {
    if (typeof key === 'string')
      return await crypto.subtle.importKey('pkcs8', derOf(key), algorithm, false, ['sign']);
    if (isCryptoKey(key)) return key;
    return await crypto.subtle.importKey('jwk', key, algorithm, false, ['sign']);
  } catch {
    // What was thrown may quote the key.
    throw new AuthError(
      'The private key cannot be read. Give PKCS #8 in PEM, a private JWK, or a CryptoKey, and its `alg`.',
    );
  }
}

function isCryptoKey(key: PrivateKey | Jwk): key is PrivateKey {
  return 'algorithm' in key && 'type' in key;
}

/** RFC 7468. */
function derOf(pem: string): Uint8Array<ArrayBuffer> {
  const base64 = pem.replace(/-----[^-]+-----/g, '').replace(/\s+/g, '');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** JWK members that TypeScript's own type leaves out. */
function textOf(key: object | undefined, member: string): string | undefined {
  const value = key && Object.entries(key).find(([name]) => name === member)?.[1];
  return typeof value === 'string' ? value : undefined;
}

/** RFC 6749 §2.3.1: both are form-encoded before they are joined. */
function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
