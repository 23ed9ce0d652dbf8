/**
 * A client without an API: each endpoint is answered by a function of the test, typed by the spec. Everything
 * else is as it is: arguments are checked and written, replies read, errors thrown, lists followed from page
 * to page. Only the wire is missing.
 */

import { type Client, createClient } from '../runtime/client.ts';
import { operationBehind } from '../runtime/endpoint.ts';
import { InvalidRequestError } from '../runtime/errors.ts';
import { Observers } from '../runtime/events.ts';
import type { Operation } from '../runtime/operation.ts';
import type { CallOptions, Sdk, SdkOptions } from '../runtime/options.ts';
import type { Transport } from '../runtime/ports.ts';
import type { Call, Failure, Success } from '../runtime/result.ts';
import type { Stream } from '../runtime/stream.ts';
import { type FakeAnswer, responseOf } from './answer.ts';

/** A generated endpoint function: `getPortfolio`, `portfolio.get`. */
export type Endpoint = (client: Client, args: never) => Call<unknown, unknown>;

/** Arguments of an endpoint. */
export type ArgsOf<Of extends Endpoint> = Of extends (client: Client, args: infer Args) => unknown
  ? Exclude<Args, undefined>
  : never;

/** What may be answered: data of a success as it is, any documented status by `answer`, anything by a `Response`. */
export type Answerable<Of extends Endpoint> =
  ReturnType<Of> extends Call<infer Data, infer Result> ? DataOf<Data> | AnswerOf<Result> | Response : never;

/** What is read item by item is given as its items. */
type DataOf<Data> = Data extends Stream<infer Item> ? Iterable<Item> | AsyncIterable<Item> : Data;

type AnswerOf<Result> =
  Result extends Success<infer Status, infer Data>
    ? FakeAnswer<Status, DataOf<Data>>
    : Result extends Failure<infer Status, infer Body>
      ? FakeAnswer<Status, Body>
      : never;

/** Answers one endpoint; what it throws is what `fetch` would throw, a lost connection say. */
export type Handler<Of extends Endpoint> = (
  args: ArgsOf<Of>,
  request: Request,
) => Answerable<Of> | Promise<Answerable<Of>>;

export interface FakeClient<Resource extends string = string> extends Client<Resource> {
  /** From now on, the endpoint is answered so; an earlier answer is replaced. */
  when<Of extends Endpoint>(endpoint: Of, handler: Handler<Of>): void;
  /** The arguments of every call of the endpoint, in order; of a list, of every page. */
  calls<Of extends Endpoint>(endpoint: Of): readonly ArgsOf<Of>[];
}

/** What the requests are written with. Policies and the cache are off: for these there is `fakeWire`. */
export type FakeOptions<Resource extends string> = Pick<
  SdkOptions<Resource>,
  'baseUrl' | 'baseUrls' | 'server' | 'variables' | 'headers' | 'validate' | 'onEvent'
>;

type AnyHandler = (args: object, request: Request) => unknown;

/**
 * @param sdk The `sdk` that the generator wrote.
 * @throws {OptionsError} An option is not usable.
 */
export function fakeClient<Resource extends string>(
  sdk: Sdk<Resource>,
  options: FakeOptions<Resource> = {},
): FakeClient<Resource> {
  const handlers = new Map<Operation, AnyHandler>();
  const called = new Map<Operation, unknown[]>();
  const observers = new Observers();
  if (options.onEvent) observers.add(options.onEvent);
  const clientOver = (transport: Transport) =>
    createClient(sdk, {
      ...(options.server === undefined && { baseUrl: 'https://fake.test' }),
      ...options,
      ...{ cache: false, resilience: 'off', onEvent: (event) => observers.emit(event), transport },
    });

  /** A client for each call: what it sends is known to be this call's, and so are the arguments. */
  const answering = (operation: Operation, args: object): Client<Resource> => {
    called.set(operation, [...(called.get(operation) ?? []), args]);
    return clientOver(async (request) => {
      const handler = handlers.get(operation);
      if (!handler) throw unanswered(operation.id);
      return responseOf(operation, await handler(args, request), request.headers.get('accept') ?? undefined);
    });
  };

  function call(operation: Operation, args: object, given?: CallOptions): Call<never, never> {
    return answering(operation, args).call(operation, args, given);
  }
  return {
    ...clientOver(async (request) => {
      throw unanswered(`${request.method} of a path`);
    }),
    call,
    follow: (operation, url, args, given) => answering(operation, args).follow(operation, url, args, given),
    on: (observer) => observers.add(observer),
    when: (endpoint, handler) => {
      // What it is called with is what the endpoint was called with, and that is typed.
      handlers.set(operationOf(endpoint), handler as AnyHandler);
    },
    calls: <Of extends Endpoint>(endpoint: Of) =>
      (called.get(operationOf(endpoint)) ?? []) as readonly ArgsOf<Of>[],
  };
}

function operationOf(endpoint: Endpoint): Operation {
  const operation = operationBehind(endpoint);
  if (operation) return operation;
  const message = 'An endpoint of a fake is a generated function, such as `getPortfolio` or `portfolio.get`.';
  throw new InvalidRequestError(message);
}

function unanswered(what: string): Error {
  return new Error(`Nothing answers ${what}: say what does, \`fake.when(endpoint, () => …)\`.`);
}
