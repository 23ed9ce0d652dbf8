/**
 * A client: options settled, the layers put in order, and the doors through which calls enter.
 */

import { errorOf, PendingCall } from './call.ts';
import { InvalidRequestError } from './errors.ts';
import { Observers } from './events.ts';
import { compose, type Layer } from './layer.ts';
import { auth } from './layers/auth.ts';
import { breaker, Circuits } from './layers/breaker.ts';
import { observe } from './layers/observe.ts';
import { patience } from './layers/patience.ts';
import type { Operation } from './operation.ts';
import type { CallOptions, Sdk, SdkOptions } from './options.ts';
import { Path } from './path.ts';
import type { CircuitState } from './policy/circuit-state.ts';
import { globalTransport, type Observer } from './ports.ts';
import { following } from './redirects.ts';
import type { Call } from './result.ts';
import { Retries } from './retry.ts';
import { Security } from './security.ts';
import { sender } from './send.ts';
import { settle } from './settings.ts';
import { type CacheStats, Tiers } from './store/tiers.ts';
import { hostTransport } from './transport/host.ts';
import { throughRequest } from './transport/through-request.ts';
import { Validation } from './validation/validation.ts';
import { type Query, type Wish, wishFor, wishOf, wishToFollow, wishToRead } from './wish.ts';

/** Options of a read by path. */
export interface ReadOptions extends CallOptions {
  /** Added to the path as `name=value`, arrays as repeated names. */
  readonly query?: Query;
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
   * Calls an operation at a URL that a reply of the API named, such as a `next` link: absolute, or relative
   * to the operation's own. It must lie under the base URL, because credentials go with it. Path and
   * query are the URL's; of the arguments, headers, cookies and the body are sent.
   */
  follow<Data, Result>(
    operation: Operation,
    url: string,
    args: object,
    options?: CallOptions,
  ): Call<Data, Result>;
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
  /** Ends the client: calls under way, timers, and connections that it opened. */
  close(): Promise<void>;
}

/**
 * A client for an API.
 *
 * @throws {OptionsError} An option is not usable; nothing was created.
 */
export function createClient<Resource extends string, Auth extends object = never>(
  sdk: Sdk<Resource>,
  options: SdkOptions<Resource, Auth> = {},
): Client<Resource> {
  const settings = settle(sdk, options);
  const { baseUrl, name, clock, random } = settings;
  const observers = new Observers();
  if (settings.onEvent) observers.add(settings.onEvent);

  const security =
    settings.auth &&
    new Security(settings.auth, sdk, {
      baseUrl,
      transport: settings.transport ?? globalTransport,
      clock,
      random,
      observers,
    });
  const circuits = settings.circuit && new Circuits(settings.circuit, clock, random, observers);
  const layers: Layer[] = [
    // Outside the circuit: a refused token is not the origin's failure, and its replay is an attempt of its own.
    ...(security ? [auth((operation) => security.signerOf(operation))] : []),
    // Outside the count of attempts: what the circuit refuses never leaves.
    ...(circuits ? [breaker(circuits, clock)] : []),
    // Sees every request that leaves, and nothing else.
    observe(observers, clock),
    // Next to the wire: whatever hangs there is let go of in time, so that all above can give back what they hold.
    patience(settings.timeout.attemptMs),
  ];
  const retries = settings.retry && new Retries(settings.retry, circuits, settings, observers);
  const wire = settings.transport ? throughRequest(settings.transport) : hostTransport;
  const send = sender(compose(layers, following(wire, security?.keysInQuery())), retries);
  const tiers = settings.cache && new Tiers(settings.cache, settings, observers);
  const validation = settings.validate && new Validation(settings.validate, observers);
  const path = new Path({ settings, observers, validation, security, tiers, send });

  const call = <Data, Result>(operation: Operation, args: object, given: CallOptions = {}) => {
    const wish = wishFor(operation, args, given, settings);
    return new PendingCall<Data, Result>(path.take(wish), wish.wanted);
  };

  /** A wish that may be impossible to make; if so, the call is what fails. */
  const begun = <Data, Result>(wishing: () => Wish) => {
    try {
      const wish = wishing();
      return new PendingCall<Data, Result>(path.take(wish), wish.wanted);
    } catch (error) {
      return new PendingCall<Data, Result>(Promise.reject(error));
    }
  };

  const follow = <Data, Result>(operation: Operation, url: string, args: object, given: CallOptions = {}) =>
    begun<Data, Result>(() => wishToFollow(operation, url, args, given, settings));

  const read = <Data>(resource: string, target: string, { query = {}, ...given }: ReadOptions) =>
    begun<Data, unknown>(() => wishToRead(target, resource, query, given, settings));

  const close = async (): Promise<void> => {
    path.close();
    security?.close();
    await tiers?.close();
  };

  return {
    name,
    baseUrl,
    call,
    follow,
    get: (target, options = {}) => read('', target, { cache: { ttl: 0 }, ...options }),
    getResource: (resource, target, options = {}) => {
      if (sdk.resources.includes(resource)) return read(resource, target, options);
      const known = sdk.resources.join(', ');
      const message = `\`${resource}\` is no resource of ${name}. It has: ${known}.`;
      return new PendingCall(Promise.reject(new InvalidRequestError(message)));
    },
    forward: async (operation, request) => {
      const outcome = await path.take(await wishOf(operation, request, settings));
      if (outcome.reply.isRefused) throw errorOf(outcome);
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
