/**
 * The device grant (RFC 8628): a user logs in on another screen, with a code that is shown on this one,
 * while this one asks every few seconds whether that has happened.
 */

import { AuthError } from '../errors.ts';
import { type Clock, globalTransport, systemClock, systemRandom, type Transport } from '../ports.ts';
import type { AuthServer, ClientAuth } from './client-auth.ts';
import { pause } from './in-time.ts';
import { checkText, checkUrl, clientAuthOf } from './oauth-options.ts';
import type { TokenBinding } from './token-binding.ts';
import { TokenEndpoint } from './token-endpoint.ts';
import { readIssued, type Tokens } from './tokens.ts';

/** Spread the flow of a security scheme into it: `{ ...securitySchemes.oauth.flows.deviceAuthorization, clientId }`. */
export interface DeviceCodeOptions {
  readonly deviceAuthorizationUrl: string;
  readonly tokenUrl: string;
  readonly issuer?: string;
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly secretIn?: 'header' | 'body';
  readonly clientAuth?: ClientAuth;
  /** See `OAuthOptions`. */
  readonly binding?: TokenBinding;
  readonly scopes?: readonly string[];
  /** @default the global `fetch` */
  readonly transport?: Transport;
  /** @default `performance.now` */
  readonly clock?: Clock;
}

/** What to show the user: RFC 8628 §3.2. */
export interface BegunDeviceLogin {
  readonly userCode: string;
  readonly verificationUri: string;
  /** The same with the code in it, for a QR code. */
  readonly verificationUriComplete: string | undefined;
  readonly expiresInSeconds: number;
  /**
   * The tokens, for `oauth2.refreshToken({ tokens })`, once the user has agreed.
   *
   * @throws {AuthError} The user refused, or did nothing for too long.
   */
  tokens(signal?: AbortSignal): Promise<Tokens>;
}

/** RFC 8628 §3.5: five seconds where the server does not say, and five more each time it asks for it. */
const defaultIntervalMs = 5_000;
const slowDownMs = 5_000;

/** @throws {OptionsError} An option is missing or not usable. */
export function deviceCode(options: DeviceCodeOptions): {
  begin(signal?: AbortSignal): Promise<BegunDeviceLogin>;
} {
  const { deviceAuthorizationUrl, tokenUrl, issuer, clientId, scopes } = options;
  const { transport = globalTransport, clock = systemClock } = options;
  checkUrl('deviceAuthorizationUrl', deviceAuthorizationUrl);
  checkUrl('tokenUrl', tokenUrl);
  checkText('clientId', clientId);
  const endpoint = new TokenEndpoint(
    { clientId, clientAuth: clientAuthOf(options), binding: options.binding, timeoutMs: 10_000 },
    { transport, clock, random: systemRandom, observers: { emit: () => {} } },
  );
  const at = (url: string): Required<AuthServer> => ({ issuer: issuer ?? tokenUrl, token_endpoint: url });

  const poll = async (device: Device, endsAtMs: number, signal: AbortSignal): Promise<Tokens> => {
    let { intervalMs } = device;
    const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: device.code };
    for (;;) {
      await pause(intervalMs, signal);
      if (clock.monotonic() >= endsAtMs) throw expired();
      try {
        const askedAt = clock.wall();
        const body = await endpoint.request(at(tokenUrl), grant, signal);
        return readIssued(body, undefined, askedAt, options.binding?.tokenType).tokens;
      } catch (error) {
        if (!(error instanceof AuthError)) throw error;
        if (error.oauthError === 'slow_down') intervalMs += slowDownMs;
        else if (error.oauthError === 'expired_token') throw expired();
        // RFC 8628 §3.5: a connection that times out is met with fewer questions, not with an end.
        else if (error.oauthError === undefined && clock.monotonic() < endsAtMs) intervalMs *= 2;
        else if (error.oauthError !== 'authorization_pending') throw error;
      }
    }
  };

  return {
    begin: async (signal = new AbortController().signal) => {
      const grant = { client_id: clientId, scope: scopes?.length ? scopes.join(' ') : undefined };
      const device = readDevice(await endpoint.request(at(deviceAuthorizationUrl), grant, signal));
      const endsAtMs = clock.monotonic() + device.expiresInSeconds * 1_000;
      return {
        userCode: device.userCode,
        verificationUri: device.verificationUri,
        verificationUriComplete: device.verificationUriComplete,
        expiresInSeconds: device.expiresInSeconds,
        tokens: (stop = new AbortController().signal) => poll(device, endsAtMs, stop),
      };
    },
  };
}

interface Device {
  readonly code: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly verificationUriComplete: string | undefined;
  readonly expiresInSeconds: number;
  readonly intervalMs: number;
}

function readDevice(body: unknown): Device {
  const reply: Readonly<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  const text = (name: string): string | undefined => {
    const value = reply[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [code, userCode, verificationUri] = [
    text('device_code'),
    text('user_code'),
    text('verification_uri'),
  ];
  const expiresInSeconds = Number(reply['expires_in']);
  if (
    code === undefined ||
    userCode === undefined ||
    verificationUri === undefined ||
    !(expiresInSeconds > 0)
  ) {
    throw new AuthError(
      'The device endpoint answered without a code for the user. Check `deviceAuthorizationUrl`.',
    );
  }
  const seconds = Number(reply['interval'] ?? Number.NaN);
  return {
    code,
    userCode,
    verificationUri,
    verificationUriComplete: text('verification_uri_complete'),
    expiresInSeconds,
    intervalMs: seconds > 0 ? seconds * 1_000 : defaultIntervalMs,
  };
}

function expired(): AuthError {
  const oauthError = 'expired_token';
  return new AuthError('The user has not logged in in time. Begin again, with a new code.', { oauthError });
}
