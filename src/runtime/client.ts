/// <reference lib="esnext.disposable" preserve="true" />

/**
 * A client: options settled, the layers put in order, and the doors through which calls enter.
 */

import type { TokenState } from './auth/credential.ts';
import { CacheByHand, type ClientCache } from './cache/by-hand.ts';
import { errorOf, PendingCall } from './call.ts';
import { InvalidRequestError } from './errors.ts';
import { type ActionEvent, Observers } from './events.ts';
import type { Announced, Announcement } from './fleet/roster.ts';
import { GuardedTracing } from './guarded-tracing.ts';
import { compose, type Layer } from './layer.ts';
import { auth } from './layers/auth.ts';
import { breaker, Circuits } from './layers/breaker.ts';
import { type BulkheadState, Bulkheads } from './layers/bulkhead.ts';
import { Hedges } from './layers/hedge.ts';
import { Limits } from './layers/limit.ts';
import { observe } from './layers/observe.ts';
import { patience } from './layers/patience.ts';
import type { Operation } from './operation.ts';
import type { CallOptions, Sdk, SdkOptions } from './options.ts';
import { Path } from './path.ts';
import type { CircuitState } from './policy/circuit-state.ts';
import { globalTransport, type Observer } from './ports.ts';
import { following } from './redirects.ts';
import { Budgets } from './resilience/budgets.ts';
import { type Explanation, explain } from './resilience/explain.ts';
import type { Policy } from './resilience/policy.ts';
import type { Call } from './result.ts';
import { Retries } from './retry.ts';
import { Security } from './security.ts';
import { sender } from './send.ts';
import { settle } from './settings.ts';
import { Tiers } from './store/tiers.ts';
import { traced } from './traced.ts';
import { hostTransport } from './transport/host.ts';
import { throughRequest } from './transport/through-request.ts';
import { type Query, type Wish, wishFor, wishOf, wishToFollow, wishToRead } from './wish.ts';

/** Options of a read by path. */
export interface ReadOptions extends CallOptions {
  /** Added to the path as `name=value`, arrays as repeated names. */
  readonly query?: Query;
}

/**
 * The circuits of one client, by name: the origin, or the origin and the resource where that has its
 * own (`https://api.example.com reports`).
 */
export interface ClientCircuits {
  /** State of each, now; those of the base URL from the first moment on. */
  states(): Readonly<Record<string, CircuitState>>;
  /**
   * Refuses every request until `close` or `reset`. @default name the base URL's origin
   *
   * @throws {InvalidRequestError} There is no circuit of that name.
   */
  isolate(name?: string): void;
  /** Lets requests through again, few at first. @throws {InvalidRequestError} There is no circuit of that name. */
  close(name?: string): void;
  /** Forgets everything, as if new. @throws {InvalidRequestError} There is no circuit of that name. */
  reset(name?: string): void;
}

/** The tokens that one client has got for itself, by the name of their security scheme. */
export interface ClientSigning {
  /** How it stands with each, now. The token itself is never told. */
  states(): Readonly<Record<string, TokenState>>;
  /**
   * Gets a newer one, though the one at hand may hold; once for all who ask.
   *
   * @throws {InvalidRequestError} There is no token of that name.
   * @throws {AuthError} It could not be got.
   */
  refresh(name: string): Promise<void>;
}

/** How it stands with an origin, besides its circuit and its bulkhead. */
export interface OriginState {
  /** Share of the budget for retries, hedges and replays that is left: 0 to 1. */
  readonly budgetLeft: number;
  /** Milliseconds that it still wants to be left alone; 0 mostly. */
  readonly coolDownMs: number;
  /** Calls on their way to it, retries and the reading of replies included. */
  readonly inFlight: number;
}

/** What every client has, whatever its API. */
export interface Client<Resource extends string = string> extends AsyncDisposable {
  readonly name: string;
  readonly baseUrl: string;
  readonly cache: ClientCache<Resource>;
  /**
   * Calls an operation that the generator described. Generated functions are this with types: a call of
   * `never` fits whatever they declare, and costs a compiler nothing to infer.
   */
  call(operation: Operation, args: object, options?: CallOptions): Call<never, never>;
  /** The same, by hand. */
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
  readonly circuits: ClientCircuits;
  readonly signing: ClientSigning;
  /** How it stands with each origin that was called, now. */
  origins(): Readonly<Record<string, OriginState>>;
  /** Calls under way and waiting, by origin, or origin and resource, where there is a bulkhead and it was used. */
  bulkheads(): Readonly<Record<string, BulkheadState>>;
  /**
   * The policy that holds for an endpoint, as data, and as text for a person by `String`. A generated client
   * with its grouped face knows endpoints by name, `portfolio.get`; every client by descriptor.
   *
   * @throws {InvalidRequestError} There is no endpoint of that name, or nobody says where it is.
   */
  explain(endpoint: string | Operation): Explanation;
  /** Adds a listener for every event; returns the function that removes it. */
  on(observer: Observer): () => void;
  /** Tells every listener of something that was done by hand: what a health page does is told so. */
  tell(event: ActionEvent): void;
  /**
   * Tells other instances that share the store's Redis that this one is there, and gives all that said so within
   * half a minute. Nobody where there is no Redis, or it does not answer. Never rejects.
   */
  announce(announcement: Announcement): Promise<readonly Announced[]>;
  /** Whether no call is under way: none waits, is sent, or has a reply that is still being read. */
  isIdle(): boolean;
  /** Ends the client: calls under way, timers, and connections that it opened. */
  close(): Promise<void>;
}

/**
 * A client for an API.
 *
 * @throws {OptionsError} An option is not usable; nothing was created.
 */
export function createClient<
  Resource extends string,
  Auth extends object = never,
  OperationId extends string = string,
>(sdk: Sdk<Resource>, options: SdkOptions<Resource, Auth, OperationId> = {}): Client<Resource> {
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
  const { resilience } = settings;
  const policies = [resilience.common, ...resilience.byResource.values()];
  const circuits = new Circuits(clock, random, observers);
  const { origin } = new URL(baseUrl);
  // Those of the base URL are there from the first moment on: a gauge of a circuit begins with closed.
  for (const { circuit } of policies) if (circuit) circuits.of(origin, circuit);
  const tiers = settings.cache && new Tiers(settings.cache, settings, observers);
  const budgets = new Budgets(resilience.budget, clock, observers);
  const limits = new Limits(clock, random, observers, tiers?.coolDowns);
  const bulkheads = new Bulkheads(clock, observers);
  const isOn = (check: (policy: Policy) => unknown): boolean => policies.some(check);
  const layers: Layer[] = [
    // Around everything that one request needs: its double is signed, held and guarded as it is itself.
    ...(isOn(({ hedging }) => hedging) ? [new Hedges(budgets, clock, observers).layer()] : []),
    // Outside the circuit: a refused token is not the origin's failure, and its replay is an attempt of its own.
    ...(security ? [auth((operation) => security.signerOf(operation), budgets)] : []),
    // Inside the signing, which no wait may outdate by much; outside the circuit, whose permits are not for waiting.
    ...(isOn(({ coolDown, rateLimit }) => coolDown ?? rateLimit) ? [limits.layer()] : []),
    // Outside the count of attempts: what the circuit refuses never leaves.
    ...(isOn(({ circuit }) => circuit) ? [breaker(circuits, clock)] : []),
    // Where only what left is measured: a refusal says nothing about how much the origin can bear.
    ...(isOn(({ bulkhead }) => bulkhead?.options.adaptive) ? [bulkheads.layer()] : []),
    // Sees every request that leaves, and nothing else.
    observe(observers, clock),
    // Next to the wire: whatever hangs there is let go of in time, so that all above can give back what they hold.
    patience(clock),
  ];
  const retries = new Retries({ budgets, circuits, limits, clock, random, observers });
  const wire = settings.transport ? throughRequest(settings.transport) : hostTransport;
  const send = sender(compose(layers, following(wire, security?.keysInQuery())), retries, budgets);
  const validation = settings.validate?.open(observers);
  const path = new Path({ settings, observers, validation, security, tiers, bulkheads, send });
  const { tracing } = settings;
  const untraced = (wish: Wish) => path.take(wish);
  const take = tracing ? traced(new GuardedTracing(tracing), name, untraced) : untraced;

  function call(operation: Operation, args: object, given?: CallOptions): Call<never, never>;
  function call<Data, Result>(operation: Operation, args: object, given?: CallOptions): Call<Data, Result>;
  function call(operation: Operation, args: object, given: CallOptions = {}): Call<never, never> {
    return begun(() => wishFor(operation, args, given, settings));
  }

  /** A wish that may be impossible to make; if so, the call is what fails. */
  const begun = <Data, Result>(wishing: () => Wish) => {
    try {
      const wish = wishing();
      return new PendingCall<Data, Result>(take(wish), wish.wanted);
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
      const outcome = await take(await wishOf(operation, request, settings));
      if (outcome.reply.refusal) throw errorOf(outcome);
      return outcome.reply.response();
    },
    cache: new CacheByHand(sdk.resources, settings, path, tiers).face(),
    circuits: {
      states: () => circuits.states(),
      isolate: (circuit = origin) => circuits.isolate(circuit),
      close: (circuit = origin) => circuits.close(circuit),
      reset: (circuit = origin) => circuits.reset(circuit),
    },
    signing: {
      states: () => security?.states() ?? {},
      refresh: async (token) => {
        if (security) return security.refresh(token);
        throw new InvalidRequestError(`There is no token for ${JSON.stringify(token)}: nothing is signed.`);
      },
    },
    origins: () => {
      const left = budgets.remaining();
      const asked = limits.coolDowns();
      const inFlight = path.inFlight();
      const names = [...new Set([left, asked, inFlight].flatMap(Object.keys))];
      return Object.fromEntries(
        names.map((name) => [
          name,
          { budgetLeft: left[name] ?? 1, coolDownMs: asked[name] ?? 0, inFlight: inFlight[name] ?? 0 },
        ]),
      );
    },
    bulkheads: () => bulkheads.states(),
    explain: (endpoint) => explain(endpoint, settings),
    on: (observer) => observers.add(observer),
    tell: (event) => observers.emit(event),
    announce: async (announcement) => (await tiers?.announce(announcement)) ?? [],
    isIdle: () => path.isIdle(),
    close,
    [Symbol.asyncDispose]: close,
  };
}
