/** What `auth` takes for each kind of security scheme; the generator picks one of these for every scheme. */

import type { Credential } from './credential.ts';
import type { Secret } from './secret.ts';

export interface BasicLogin {
  readonly username: string;
  readonly password: string;
}

/** A key, a function that returns one, or `apiKey(…)`. */
export type ApiKeyAuth = Secret | Credential<'apiKey' | 'custom'>;

/** A user and a password, or `basic(…)`. */
export type BasicAuth = BasicLogin | Credential<'basic' | 'custom'>;

/** A token, a function that returns one, or a credential that gets it. */
export type BearerAuth = Secret | Credential<'bearer' | 'oauth2' | 'custom'>;

/** What follows the scheme's name in `Authorization`, a function that returns it, or a credential. */
export type HttpAuth = Secret | Credential<'custom'>;

/** `oauth2.clientCredentials(…)` and its siblings, or an access token that somebody else looks after. */
export type OAuth2Auth = Secret | Credential<'oauth2' | 'bearer' | 'custom'>;

/** `true`, with a `transport` that has the client's certificate. */
export type MutualTlsAuth = true | Credential<'custom'>;

/** Credentials by the name of their security scheme. */
export type AuthByScheme = Readonly<Record<string, unknown>>;
