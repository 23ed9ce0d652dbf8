/** What a token endpoint gives (RFC 6749 §5.1), and where it is kept so that others may share it. */

import { AuthError } from '../errors.ts';
import { isFieldValue } from '../field.ts';

export interface Tokens {
  readonly accessToken: string;
  /** When the access token expires, in milliseconds since the epoch; absent where the server did not say. */
  readonly expiresAt?: number;
  /** What gets the next access token. It may change with every use: RFC 6749 §6, RFC 9700 §4.14.2. */
  readonly refreshToken?: string;
  /** What was granted, where the server said so. */
  readonly scope?: string;
}

/**
 * Where tokens are kept: a file, a session, a database, a fleet's Redis. What it says is believed over
 * what this process remembers, so that a token another instance has got is used, and never got twice.
 */
export interface TokenStore {
  /** What was kept last; `undefined` where there is nothing. */
  load(): Promise<Tokens | undefined>;
  /** Keeps what was just issued. It is called, and waited for, before the access token is used. */
  save(tokens: Tokens): Promise<void>;
  /**
   * The same as a compare-and-swap, called in place of `save` where the store could be read: keeps `tokens` only
   * if `previous`, what `load` gave for this renewal, is still what is kept. False where another instance was
   * faster: what it kept is then used by all.
   */
  replace?(tokens: Tokens, previous: Tokens | undefined): Promise<boolean>;
  /**
   * Runs `renew` while no other instance does, where the store can see to that: servers that rotate
   * refresh tokens revoke everything when one is used twice.
   */
  exclusively?(renew: () => Promise<void>): Promise<void>;
}

/** What was issued just now, and for how long: `undefined` where the server did not say. */
export interface Issued {
  readonly tokens: Tokens;
  readonly lifetimeMs: number | undefined;
}

/**
 * @param tokenType how it is to be used: RFC 6749 §7.1 forbids to use one of a type that is not understood
 * @throws {AuthError} It is no token, or one that is used in another way.
 */
export function readIssued(
  body: unknown,
  previous: Tokens | undefined,
  wallNowMs: number,
  tokenType = 'Bearer',
): Issued {
  const reply = fieldsOf(body);
  const { access_token: accessToken, refresh_token: refreshToken, scope } = reply;
  if (typeof accessToken !== 'string' || accessToken === '' || !isFieldValue(accessToken)) {
    throw new AuthError(
      'The token endpoint answered without an `access_token` that a header can carry. Check `tokenUrl`.',
    );
  }
  const isBearer = tokenType === 'Bearer';
  // Some servers leave it out; a token that should be bound and may not be is no better than one that is not.
  const { token_type: came = isBearer ? tokenType : '' } = reply;
  if (String(came).toLowerCase() !== tokenType.toLowerCase()) {
    throw new AuthError(
      `The token endpoint issued a token that is not of type ${tokenType}, which cannot be used here.`,
    );
  }
  const lifetimeMs = lifetimeOf(reply.expires_in);
  // RFC 6749 §6: one that is not issued anew stays as it was.
  const kept =
    typeof refreshToken === 'string' && refreshToken !== '' ? refreshToken : previous?.refreshToken;
  const tokens = {
    accessToken,
    ...(lifetimeMs !== undefined && Number.isFinite(lifetimeMs) && { expiresAt: wallNowMs + lifetimeMs }),
    ...(kept !== undefined && { refreshToken: kept }),
    ...(typeof scope === 'string' && { scope }),
  };
  return { tokens, lifetimeMs };
}

/** In milliseconds; `undefined` where the server did not say, or not in a number. */
function lifetimeOf(expiresIn: unknown): number | undefined {
  // Some servers send it as a string.
  const isNumber =
    typeof expiresIn === 'number' || (typeof expiresIn === 'string' && expiresIn.trim() !== '');
  const seconds = isNumber ? Number(expiresIn) : Number.NaN;
  // What ended before it was issued has ended.
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds) * 1_000;
}

interface TokenReply {
  readonly access_token?: unknown;
  readonly token_type?: unknown;
  readonly expires_in?: unknown;
  readonly refresh_token?: unknown;
  readonly scope?: unknown;
}

function fieldsOf(body: unknown): TokenReply {
  return typeof body === 'object' && body !== null ? body : {};
}
