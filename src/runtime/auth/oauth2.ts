/** OAuth 2.0: the client credentials grant of RFC 6749 §4.4. */

import ky, { isHTTPError } from 'ky';
import { AuthError, OptionsError } from '../errors.ts';
import { isFieldValue } from '../field.ts';
import { timerMs } from '../policy/range.ts';
import { errorCode } from '../policy/retryable.ts';
import { basicHeader } from './basic.ts';
import type { Credential, Signer, SignerPorts } from './credential.ts';
import { type AccessToken, TokenSource } from './token-source.ts';

export interface ClientCredentialsOptions {
  /** The authorization server's token endpoint: an absolute `http:` or `https:` URL. */
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes?: readonly string[];
  /** RFC 8707 resource or a vendor's `audience`, and whatever else the endpoint wants. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Where the secret goes: RFC 6749 §2.3.1 prefers the header. @default 'header' */
  readonly secretIn?: 'header' | 'body';
  /** Milliseconds for one request to the token endpoint. @default 10_000 */
  readonly timeoutMs?: number;
}

/**
 * Signs requests with a token got for this client itself. However many callers need it, one request
 * gets it; a 401 gets a newer one, once for all of them.
 *
 * @throws {OptionsError} An option is missing or not usable.
 */
function clientCredentials(options: ClientCredentialsOptions): Credential<'oauth2'> {
  check(options);
  const scheme = 'oauth2 client credentials';
  return { kind: 'oauth2', open: (ports) => signer(options, ports, scheme) };
}

/** Credentials for OAuth 2.0 protected APIs. */
export const oauth2 = { clientCredentials } as const;

function signer(options: ClientCredentialsOptions, ports: SignerPorts, scheme: string): Signer {
  const source = new TokenSource(async () => {
    try {
      const token = await requestToken(options, ports);
      const { lifetimeMs } = token;
      ports.observers.emit({
        type: 'token',
        scheme,
        outcome: 'refreshed',
        ...(lifetimeMs !== undefined && { expiresInSeconds: lifetimeMs / 1_000 }),
      });
      return token;
    } catch (error) {
      ports.observers.emit({ type: 'token', scheme, outcome: 'failed' });
      throw error;
    }
  }, ports.clock);
  const identity = [options.tokenUrl, options.clientId, options.clientSecret, ...(options.scopes ?? [])].join(
    '\n',
  );
  return {
    principal: () => identity,
    sign: async (request) => {
      request.headers.set('authorization', `Bearer ${await source.token()}`);
      return request;
    },
    renew: async (request) => {
      const refused = request.headers.get('authorization')?.slice('Bearer '.length) ?? '';
      source.discard(refused);
      return (await source.token()) !== refused;
    },
  };
}

async function requestToken(options: ClientCredentialsOptions, ports: SignerPorts): Promise<AccessToken> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', ...options.extra });
  if (options.scopes?.length) form.set('scope', options.scopes.join(' '));
  const headers = new Headers({ accept: 'application/json' });
  if (options.secretIn === 'body') {
    form.set('client_id', options.clientId);
    form.set('client_secret', options.clientSecret);
  } else {
    headers.set(
      'authorization',
      basicHeader(formEncoded(options.clientId), formEncoded(options.clientSecret)),
    );
  }
  try {
    const reply = await ky.post(options.tokenUrl, {
      body: form,
      headers,
      fetch: (request) => ports.transport(request instanceof Request ? request : new Request(request)),
      timeout: options.timeoutMs ?? 10_000,
      // Asking twice is harmless: the grant creates nothing but a token. 401 and 400 are final.
      retry: {
        limit: 2,
        methods: ['post'],
        statusCodes: [408, 429, 500, 502, 503, 504],
        jitter: true,
        backoffLimit: 2_000,
        maxRetryAfter: 5_000,
      },
    });
    return readToken(await reply.json());
  } catch (error) {
    throw error instanceof AuthError ? error : refusal(error);
  }
}

/** RFC 6749 §5.1. */
function readToken(body: unknown): AccessToken {
  const reply: { access_token?: unknown; token_type?: unknown; expires_in?: unknown } =
    typeof body === 'object' && body !== null ? body : {};
  if (
    typeof reply.access_token !== 'string' ||
    reply.access_token === '' ||
    !isFieldValue(reply.access_token)
  ) {
    throw new AuthError(
      'The token endpoint answered without an `access_token` that a header can carry. Check `tokenUrl`.',
    );
  }
  if (typeof reply.token_type === 'string' && reply.token_type.toLowerCase() !== 'bearer') {
    throw new AuthError(
      'The token endpoint issued a token that is not of type Bearer, which cannot be used here.',
    );
  }
  // Some servers send the number as a string.
  const seconds = Number(reply.expires_in ?? Number.NaN);
  return { value: reply.access_token, lifetimeMs: seconds >= 0 ? seconds * 1_000 : undefined };
}

/** What the endpoint said, in a sentence: its error code is from a closed alphabet, the rest stays out. */
function refusal(error: unknown): AuthError {
  if (isHTTPError(error)) {
    const oauthError = oauthErrorOf(error.data);
    return new AuthError(
      `The token endpoint answered ${error.response.status}${oauthError ? ` (${oauthError})` : ''}. ` +
        'Check `clientId`, `clientSecret` and `scopes`.',
      oauthError ? { oauthError } : {},
    );
  }
  const code = errorCode(error);
  return new AuthError(
    `The token endpoint gave no usable answer${code ? ` (${code})` : ''}. Check \`tokenUrl\`.`,
    { cause: tellableCause(error) },
  );
}

/** ky's errors hold the request with the secret on it, and a JSON parser's quotes the reply with the token in it. */
function tellableCause(error: unknown): unknown {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const tellsTooMuch = cause instanceof SyntaxError || (cause instanceof Error && 'request' in cause);
  return tellsTooMuch ? undefined : cause;
}

/** RFC 6749 §5.2: %x20-21 / %x23-5B / %x5D-7E; a shorter alphabet is enough for every registered code. */
function oauthErrorOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  return typeof body.error === 'string' && /^[\w.-]{1,64}$/.test(body.error) ? body.error : undefined;
}

/** RFC 6749 §2.3.1: both are form-encoded before they are joined. */
function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

function check(options: ClientCredentialsOptions): void {
  const url = URL.parse(options.tokenUrl);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new OptionsError('auth: tokenUrl', 'an absolute http: or https: URL', options.tokenUrl);
  }
  // Such a URL cannot be fetched, and the error that says so would repeat it.
  if (url.username !== '' || url.password !== '') {
    throw new OptionsError('auth: tokenUrl', 'a URL without user and password', url.origin);
  }
  if (!options.clientId) throw new OptionsError('auth: clientId', 'a non-empty string', options.clientId);
  if (!options.clientSecret) throw new OptionsError('auth: clientSecret', 'a non-empty string', 'none');
  if (options.timeoutMs !== undefined && !timerMs.includes(options.timeoutMs)) {
    throw new OptionsError('auth: timeoutMs', timerMs.expectation, options.timeoutMs);
  }
}
