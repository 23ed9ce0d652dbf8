/**
 * A client: options settled, the layers put in order, and the doors through which calls enter.
 */

import { encodeBody } from './body.ts';
import { PendingCall } from './call.ts';
import { InvalidRequestError } from './errors.ts';
import { Observers } from './events.ts';
import type { Prepared } from './exchange.ts';
import { keyOf } from './key.ts';
import { compose, type Layer } from './layer.ts';
import { auth } from './layers/auth.ts';
import { breaker, Circuits } from './layers/breaker.ts';
import { observe } from './layers/observe.ts';
import { patience } from './layers/patience.ts';
import type { Operation } from './operation.ts';
import type { CallOptions, ClientOptions, Sdk } from './options.ts';
import { Path } from './path.ts';
import { planOf } from './plan.ts';
import type { CircuitState } from './policy/circuit.ts';
import type { Observer } from './ports.ts';
import type { Call } from './result.ts';
import { Retries } from './retry.ts';
import { sender } from './send.ts';
import { settle } from './settings.ts';
import { type CacheStats, Tiers } from './store/tiers.ts';
import { type Arguments, headersOf, urlOf } from './url.ts';

/** Options of a read by path. */
export interface ReadOptions extends CallOptions {
  /** Added to the path as `name=value`, arrays as repeated names. */
  readonly query?: Readonly<Record<string, unknown>>;
}

/** The cache of one client, for those who look after it by hand. */
export interface ClientCache<Resource extends string = string> {
  /** Outdates everything of a resource that was asked for until now: in memory, in flight, and in a shared store. */
  invalidate(resource: Resource): Promise<void>;
  stats(): CacheStats;
}

/** What every client has, whatever its API. */
export interface Client<Resource extends string = string> extends AsyncDisposable {
  readonly name: string;
  readonly baseUrl: string;
  readonly cache: ClientCache<Resource>;
  /** Calls an operation that the generator described. Generated functions are this with types. */
  call<Data, Result>(operation: Operation, args: object, options?: CallOptions): Call<Data, Result>;
  /**
   * Reads any path of the API with everything a typed call has but types. It is cached only where
   * `cache.ttl` says for how long.
   */
  get<Data = unknown>(path: string, options?: ReadOptions): Call<Data, unknown>;
  /** The same, cached as the resource is. */
  getResource<Data = unknown>(resource: Resource, path: string, options?: ReadOptions): Call<Data, unknown>;
  /** A `fetch` through the same pipeline, for one operation: any status is a reply, only failures throw. */
  forward(operation: Operation, request: Request): Promise<Response>;
  /** State of the circuit of each origin that was called. */
  circuits(): Readonly<Record<string, CircuitState>>;
  /** Adds a listener for every event; returns the function that removes it. */
  on(observer: Observer): () => void;
  /** Ends the client: timers, flights, and connections that it opened. */
  close(): Promise<void>;
}

/**
 * A client for an API.
 *
 * @throws {OptionsError} An option is not usable; nothing was created.
 */
export function createClient<Resource extends string>(
  sdk: Sdk<Resource>,
  options: ClientOptions<Resource> = {},
): Client<Resource> {
  const settings = settle(sdk, options);
  const { baseUrl, name, clock, random, transport } = settings;
  const observers = new Observers();
  if (settings.onEvent) observers.add(settings.onEvent);

  const signer = settings.auth?.open({ transport, clock, observers });
  const circuits = settings.circuit && new Circuits(settings.circuit, clock, random, observers);
  const layers: Layer[] = [
    // Outside the circuit: a refused token is not the origin's failure, and its replay is an attempt of its own.
    ...(signer ? [auth(signer)] : []),
    // Outside the count of attempts: what the circuit refuses never leaves.
    ...(circuits ? [breaker(circuits, clock)] : []),
    // Sees every request that leaves, and nothing else.
    observe(observers, clock),
    // Next to the wire: whatever hangs there is let go of in time, so that all above can give back what they hold.
    patience,
  ];
  const retries = settings.retry && new Retries(settings.retry, circuits, settings, observers);
  const send = sender(compose(layers, transport), retries, settings.timeout.attemptMs);
  const tiers = settings.cache && new Tiers(settings.cache, settings, observers);
  const path = new Path({ settings, observers, signer, tiers, send });

  const call = <Data, Result>(operation: Operation, args: object, options: CallOptions = {}) => {
    // Without a prototype, so that a parameter called `constructor` is absent unless it is given.
    const given: Arguments = { __proto__: null, ...args };
    const wish = {
      operation,
      options,
      key: isShared(operation, given, options) ? keyOf(operation, given, options.headers) : undefined,
      prepare: () => prepare(baseUrl, settings.headers, operation, given, options),
    };
    return new PendingCall<Data, Result>(path.take(wish));
  };

  const read = <Data>(resource: string, target: string, { query, ...options }: ReadOptions) =>
    call<Data, unknown>(readOf(resource, target, query), query ?? {}, options);

  const close = async (): Promise<void> => {
    path.close();
    await tiers?.close();
  };

  return {
    name,
    baseUrl,
    call,
    get: (target, options = {}) => read('', target, { cache: { ttl: 0 }, ...options }),
    getResource: (resource, target, options = {}) => {
      if (!sdk.resources.includes(resource)) {
        const known = sdk.resources.join(', ');
        throw new InvalidRequestError(`\`${resource}\` is no resource of ${name}. It has: ${known}.`);
      }
      return read(resource, target, options);
    },
    forward: async (operation, request) => {
      const outcome = await path.take(await wishOf(operation, request, settings.headers));
      return outcome.reply.response();
    },
    cache: {
      invalidate: (resource) => path.invalidate(resource, 'manual'),
      stats: () => tiers?.stats() ?? { entries: 0, sizeBytes: 0, isShared: false },
    },
    circuits: () => circuits?.states() ?? {},
    on: (observer) => observers.add(observer),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Whether others may get the same answer: reads, without a body, that do not say by themselves who asks. */
function isShared(operation: Operation, args: Arguments, { cache, headers }: CallOptions): boolean {
  if (cache === false || args['body'] !== undefined) return false;
  return planOf(operation).isShareable && !(headers && saysWho(Object.keys(headers)));
}

function saysWho(names: readonly string[]): boolean {
  return names.some((name) => /^(?:authorization|cookie|proxy-authorization)$/i.test(name));
}

function prepare(
  baseUrl: string,
  defaults: Readonly<Record<string, string>>,
  operation: Operation,
  args: Arguments,
  options: CallOptions,
): Prepared {
  const url = urlOf(baseUrl, operation, args);
  const body = encodeBody(operation, args['body']);
  if (body && /^(?:GET|HEAD)$/.test(operation.method)) {
    const message = `${operation.id} documents a body for ${operation.method}, which fetch cannot send.`;
    throw new InvalidRequestError(message, { operation: operation.id });
  }
  const headers = headersOf(operation, args);
  if (body?.contentType !== undefined) headers.set('content-type', body.contentType);
  headers.set('accept', planOf(operation).accept);
  for (const [name, value] of Object.entries({ ...defaults, ...options.headers })) headers.set(name, value);
  nameOnce(operation, headers);
  return { url, headers, body };
}

/** draft-ietf-httpapi-idempotency-key-header: one key per call, kept by its retries, makes them safe. */
function nameOnce(operation: Operation, headers: Headers): void {
  if (!planOf(operation).takesIdempotencyKey || headers.has('idempotency-key')) return;
  headers.set('idempotency-key', crypto.randomUUID());
}

/** An operation for a path that nobody described: any reply is as good as documented. */
function readOf(resource: string, target: string, query: ReadOptions['query']): Operation {
  // `//host/…` would name another origin, and with it the place where credentials go.
  if (!target.startsWith('/') || target.startsWith('//') || target.includes('\\')) {
    throw new InvalidRequestError('A path to read must start with one `/`; it is added to the base URL.');
  }
  const segments = (target.split(/[?#]/, 1)[0] ?? '').split('/');
  if (segments.some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    throw new InvalidRequestError('A path to read must not climb: it has a segment of dots.');
  }
  const params = Object.fromEntries(Object.keys(query ?? {}).map((name) => [name, 'query'] as const));
  return { id: `GET ${target}`, method: 'GET', path: target, resource, params, replies: {} };
}

/** A request that somebody else has written, for the same pipeline. */
async function wishOf(operation: Operation, request: Request, defaults: Readonly<Record<string, string>>) {
  const { signal, url } = request;
  const { accept, isShareable } = planOf(operation);
  const body = request.body ? { content: await request.arrayBuffer(), isReplayable: true } : undefined;
  const headers = new Headers(defaults);
  for (const [name, value] of request.headers) headers.set(name, value);
  if (!headers.has('accept')) headers.set('accept', accept);
  nameOnce(operation, headers);
  const isShared = isShareable && !saysWho([...request.headers.keys()]);
  return {
    operation,
    options: { signal },
    key: isShared ? `${operation.id} ${url} ${JSON.stringify([...request.headers])}` : undefined,
    prepare: () => ({ url, headers, body }),
  };
}
