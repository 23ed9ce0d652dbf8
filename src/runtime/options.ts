/**
 * Everything `createClient` and a call accept, what it means, and what holds when it is left out.
 * What is not usable is refused in settings.ts.
 */

import type { Credential } from './auth/credential.ts';
import type { SecurityRequirements, SecuritySchemes } from './auth/scheme.ts';
import type { CacheOptions, CallCacheOptions } from './cache/options.ts';
import type { Clock, Logger, Observer, Random, Transport } from './ports.ts';
import type { CallPolicyOptions, Preset, ResilienceOptions } from './resilience/options.ts';
import type { ServerOptions, Servers } from './servers.ts';
import type { Tracing } from './tracing.ts';
import type { Validation } from './validation/validator.ts';

/** What the generator knows of an API and every client of it needs. */
export interface Sdk<Resource extends string = string> {
  /** Name of the API, for logs, events and shared cache keys. */
  readonly name: string;
  /** The spec's server, where it is the only one and leaves nothing open. */
  readonly baseUrl?: string;
  /** The spec's servers, where there is anything to choose. The first is the default. */
  readonly servers?: Servers;
  /** Servers of operations that have their own, by the name in their descriptors. */
  readonly ownServers?: Readonly<Record<string, Servers>>;
  readonly resources: readonly Resource[];
  /** Seconds an answer stays fresh, by resource tag: `x-cache-ttl` in the spec. */
  readonly ttl: { readonly [Tag in Resource]?: number };
  readonly securitySchemes?: SecuritySchemes;
  /** What an operation asks for that does not say it itself. */
  readonly security?: SecurityRequirements;
  /** Whether its dates are Temporal's, so that there must be one. */
  readonly needsTemporal?: true;
}

export interface ReconnectOptions {
  /** Connections in a row without an event, after which a stream is given up: 1 to 1000. @default 5 */
  readonly maxAttempts?: number;
  /** Milliseconds before the first, until the server sets its own by `retry`. It doubles; up to half as much comes on top by chance. @default 3_000 */
  readonly delayMs?: number;
  /** Milliseconds beyond which the wait does not grow. @default 30_000 */
  readonly maxDelayMs?: number;
}

/** `Auth`: the credentials that the spec has names for, by these names. */
export interface ClientOptions<
  Resource extends string = string,
  Auth extends object = never,
  Operation extends string = string,
> {
  /**
   * Where the API is: an absolute `http:` or `https:` URL. It moves every operation, those that have a
   * server of their own included. @default the spec's first server
   */
  readonly baseUrl?: string;
  /** Name of this client in logs and events. @default the API's name */
  readonly name?: string;
  /**
   * How to sign requests: credentials by security scheme, of which each operation is sent with what it
   * asks for, or one credential for all that ask for any. @default nothing is signed
   */
  readonly auth?: Credential | Auth;
  /** Headers for every request, unless an argument or a header of the call says otherwise; cookies add up. Their values separate cache entries. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is kept of replies, for how long and where; `false` keeps nothing. @default on, in memory */
  readonly cache?: CacheOptions<Resource> | false;
  /**
   * What happens when the API is slow, down, or asks for less: deadlines, retries, circuits, limits,
   * hedging; for all, and again by resource. The name of a preset alone, as in `'off'`, is short for
   * `{ preset: 'off' }`. @default the preset `standard`
   */
  readonly resilience?: ResilienceOptions<Resource> | Preset;
  /** Schemas that requests and replies are held against: `validation({ response })`. @default none */
  readonly validate?: Validation<Operation>;
  /**
   * Bytes of a body that is read as a whole, and of one item or event of a stream; more is a `DecodeError`.
   * A `.stream()` that its caller reads has no limit. @default 134_217_728 (128 MiB)
   */
  readonly maxResponseBytes?: number;
  /** How streams of events get a new connection when theirs is lost. @default on, for `GET`, where the server sends an `id` or `retry` */
  readonly reconnect?: ReconnectOptions | false;
  /** Sees every event from the first on. @default nobody */
  readonly onEvent?: Observer;
  /** Follows every call and each of its requests: `openTelemetry()` of `breakwater/otel`. @default none */
  readonly tracing?: Tracing;
  /** Where `useClient` logs its start. @default console */
  readonly logger?: Logger;
  /** What sends requests. @default the host's own dispatcher in Node, else the global `fetch` */
  readonly transport?: Transport;
  /** What time it is. @default `Date.now` and `performance.now` */
  readonly clock?: Clock;
  /** Chance, for jitter. @default `Math.random` */
  readonly random?: Random;
}

/** What the client of any SDK takes; the generator writes the same with the names of its spec. */
export interface SdkOptions<
  Resource extends string = string,
  Auth extends object = never,
  Operation extends string = string,
> extends ClientOptions<Resource, Auth, Operation>,
    ServerOptions {}

/** Options of one call. */
export interface CallOptions extends CallPolicyOptions {
  /** Stops this caller; others who wait for the same answer go on. */
  readonly signal?: AbortSignal;
  /**
   * Headers of this call alone. Such a call shares answers only with calls that have the same; with
   * `Authorization` or `Cookie` among them it shares none.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * Media type that a success shall have, as `Accept` has it; one that has another is a `DecodeError`.
   * What the spec documents for errors is accepted besides.
   * @default everything that the spec documents
   */
  readonly accept?: string;
  /** How this answer is cached, and what the caller accepts; `false` neither looks nor keeps. */
  readonly cache?: CallCacheOptions | false;
  /**
   * Whether a stream of events gets a new connection, with `Last-Event-ID`, when its own ends: `true` always
   * and by any method, `false` never. @default as the client's `reconnect` says
   */
  readonly reconnect?: boolean;
}

/** Options of a call whose reply is documented in several media types. */
export interface AcceptOptions<MediaType extends string> extends CallOptions {
  /** The one to ask for; the data is typed as it has it. @default all of them */
  readonly accept?: MediaType;
}

/** A house rule: far above what an API sends in one piece, far below what ends a process. */
export const maxResponseBytesDefault = 128 * 1024 * 1024;
