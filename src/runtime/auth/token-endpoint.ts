/**
 * A token endpoint, asked with care: a few attempts with full jitter, a circuit of its own, and nothing
 * of what it says repeated but its error code. Whatever goes wrong here is an `AuthError`, which no
 * circuit of the API counts.
 */

import { AuthError } from '../errors.ts';
import type { Observers } from '../events.ts';
import { backoffDefaults, fullJitterMs } from '../policy/backoff.ts';
import { Circuit } from '../policy/circuit.ts';
import { quotable } from '../policy/quotable.ts';
import { retryAfterMs } from '../policy/retry-after.ts';
import { connectFailure, errorCode, isRetryableStatus } from '../policy/retryable.ts';
import type { Clock, Random, Transport } from '../ports.ts';
import type { AuthServer, ClientAuth } from './client-auth.ts';
import { inTime, OutOfTimeError, pause } from './in-time.ts';
import type { TokenBinding } from './token-binding.ts';

/** Attempts in all, and the longest `Retry-After` that is waited for here rather than remembered. */
const maxAttempts = 3;
const longestWaitMs = 5_000;

/** MSAL does not believe more than an hour. */
const longestHintMs = 60 * 60_000;

export interface EndpointOptions {
  readonly clientId: string;
  readonly clientAuth: ClientAuth;
  readonly binding?: TokenBinding | undefined;
  /** Milliseconds for one attempt, its body included. */
  readonly timeoutMs: number;
}

export interface EndpointPorts {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: Random;
  readonly observers: Pick<Observers, 'emit'>;
}

/** Parameters of a grant; those that are `undefined` are not sent. */
export type Grant = Readonly<Record<string, string | undefined>>;

export class TokenEndpoint {
  readonly #options: EndpointOptions;
  readonly #ports: EndpointPorts;
  /** By origin: a server found by discovery may move. */
  readonly #circuits = new Map<string, Circuit>();

  constructor(options: EndpointOptions, ports: EndpointPorts) {
    this.#options = options;
    this.#ports = ports;
  }

  /**
   * The body of the reply to a grant.
   *
   * @throws {AuthError} It was refused, or there was no usable reply.
   */
  async request(server: Required<AuthServer>, grant: Grant, signal: AbortSignal): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt(server, grant, signal);
      } catch (error) {
        const waitMs = attempt < maxAttempts ? this.#waitMs(error, grant, attempt) : undefined;
        if (waitMs === undefined || signal.aborted) throw refusal(error);
        await pause(waitMs, signal);
      }
    }
  }

  async #attempt(server: Required<AuthServer>, grant: Grant, signal: AbortSignal): Promise<unknown> {
    const { clock } = this.#ports;
    const circuit = this.#circuitOf(new URL(server.token_endpoint).origin);
    const admission = circuit.request(clock.monotonic());
    if (!admission.admitted) throw new EndpointClosed(admission.retryAfterMs ?? undefined);
    const { permit } = admission;
    try {
      const body = await inTime((limit) => this.#send(server, grant, limit), this.#options.timeoutMs, signal);
      permit.succeeded(clock.monotonic());
      return body;
    } catch (error) {
      const isItsFault = !(error instanceof RefusedReply) || error.status >= 500;
      // What could not be written never left.
      if (signal.aborted || error instanceof AuthError) permit.abandoned(clock.monotonic());
      else if (isItsFault) permit.failed(clock.monotonic(), connectFailure(error) ? 'connect' : 'other');
      else permit.succeeded(clock.monotonic());
      throw error;
    }
  }

  async #send(server: Required<AuthServer>, grant: Grant, signal: AbortSignal): Promise<unknown> {
    const { binding } = this.#options;
    for (let isAnswer = false; ; isAnswer = true) {
      const response = await this.#post(server, grant, signal);
      const { status, headers } = response;
      const oauthError = response.ok ? undefined : await oauthErrorOf(response);
      const isChallenge = binding?.heard?.(server.token_endpoint, { status, headers, oauthError }) ?? false;
      if (response.ok) return response.json();
      // What was refused for want of a nonce did not count: RFC 9449 §8.
      if (isAnswer || !isChallenge) throw new RefusedReply(status, this.#hintMs(headers), oauthError);
    }
  }

  async #post(server: Required<AuthServer>, grant: Grant, signal: AbortSignal): Promise<Response> {
    const { clientId, clientAuth, binding } = this.#options;
    const url = server.token_endpoint;
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(grant)) if (value !== undefined) form.set(name, value);
    const headers = new Headers({
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
    });
    await proven('clientAuth', () => clientAuth(server, { client_id: clientId }, form, headers));
    if (binding) await proven('binding', () => binding.prove({ method: 'POST', url, headers }, undefined));
    // The form holds secrets: it goes nowhere else, whatever the endpoint says.
    const said = { method: 'POST', headers, body: form.toString(), signal, redirect: 'manual' } as const;
    return this.#ports.transport(new Request(url, said));
  }

  #hintMs(headers: Headers): number | undefined {
    return retryAfterMs(headers, this.#ports.clock.wall());
  }

  /** Milliseconds before the grant may be made again; `undefined` where it must not. */
  #waitMs(error: unknown, grant: Grant, attempt: number): number | undefined {
    if (!mayRepeat(error, grant)) return undefined;
    const hintMs = error instanceof RefusedReply ? (error.hintMs ?? 0) : 0;
    if (hintMs > longestWaitMs) return undefined;
    return Math.max(hintMs, fullJitterMs(attempt, { ...backoffDefaults, maxMs: 2_000 }, this.#ports.random));
  }

  #circuitOf(origin: string): Circuit {
    const known = this.#circuits.get(origin);
    if (known) return known;
    const { random, observers } = this.#ports;
    const circuit = new Circuit(
      {},
      {
        random,
        onTransition: ({ from, to, reason }) => observers.emit({ type: 'circuit', origin, from, to, reason }),
      },
    );
    this.#circuits.set(origin, circuit);
    return circuit;
  }
}

/** @throws {AuthError} What proves who the client is failed: that is no failure of the endpoint. */
async function proven(option: string, prove: () => void | Promise<void>): Promise<void> {
  try {
    await prove();
  } catch (cause) {
    if (cause instanceof AuthError) throw cause;
    throw new AuthError(`\`${option}\` failed, so the token endpoint was not asked.`, { cause });
  }
}

/** A reply outside 2xx. */
class RefusedReply extends Error {
  readonly status: number;
  readonly hintMs: number | undefined;
  readonly oauthError: string | undefined;

  constructor(status: number, hintMs: number | undefined, oauthError: string | undefined) {
    super(`status ${status}`);
    this.status = status;
    this.hintMs = hintMs;
    this.oauthError = oauthError;
  }
}

/** The endpoint's circuit is open. */
class EndpointClosed extends Error {
  readonly retryAfterMs: number | undefined;

  constructor(retryAfterMs: number | undefined) {
    super('circuit open');
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * A rotated refresh token that is used twice revokes everything (RFC 9700 §4.14.2), so it is sent again
 * only where the first time provably did not count. Other grants create nothing but a token.
 */
function mayRepeat(error: unknown, grant: Grant): boolean {
  if (error instanceof AuthError || error instanceof EndpointClosed || error instanceof SyntaxError)
    return false;
  const isRotating = grant['grant_type'] === 'refresh_token';
  if (!(error instanceof RefusedReply)) return !isRotating || connectFailure(error);
  if (isRotating) return error.status === 429 || error.status === 503;
  return isRetryableStatus(error.status);
}

/** What went wrong, in a sentence: the endpoint's error code is from a closed alphabet, the rest stays out. */
function refusal(error: unknown): AuthError {
  if (error instanceof AuthError) return error;
  if (error instanceof EndpointClosed) {
    return new AuthError('The token endpoint has failed too often, and is left alone for a while.', {
      ...(error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
    });
  }
  if (error instanceof RefusedReply) {
    const { status, oauthError, hintMs } = error;
    return new AuthError(
      `The token endpoint answered ${status}${oauthError ? ` (${oauthError})` : ''}. ${adviceFor(oauthError)}`,
      {
        ...(oauthError && { oauthError }),
        ...(hintMs !== undefined && { retryAfterMs: Math.min(hintMs, longestHintMs) }),
      },
    );
  }
  const code = error instanceof OutOfTimeError ? 'TIMEOUT' : errorCode(error);
  return new AuthError(
    `The token endpoint gave no usable answer${code ? ` (${code})` : ''}. Check \`tokenUrl\`.`,
    // A JSON parser's error quotes the reply, with the token in it.
    error instanceof SyntaxError ? {} : { cause: quotable(error) },
  );
}

function adviceFor(oauthError: string | undefined): string {
  if (oauthError === 'invalid_grant') return 'What was granted has ended: the user must log in again.';
  return 'Check `clientId`, `clientSecret` and `scopes`.';
}

/** RFC 6749 §5.2: %x20-21 / %x23-5B / %x5D-7E; a shorter alphabet is enough for every registered code. */
async function oauthErrorOf(response: Response): Promise<string | undefined> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  return typeof body.error === 'string' && /^[\w.-]{1,64}$/.test(body.error) ? body.error : undefined;
}
