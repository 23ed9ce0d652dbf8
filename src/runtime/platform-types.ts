/**
 * Types of the platform that have a name in the library of browsers alone, which a project for Node leaves out.
 */

/** `BodyInit`. */
export type BodyContent = NonNullable<RequestInit['body']>;

/** `CryptoKey`. */
export type PrivateKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** `JsonWebKey`, RFC 7517: the members that are looked at here. */
export interface Jwk {
  readonly kty?: string;
  readonly alg?: string;
}
