/**
 * Handlers for MSW, typed by the spec: what an endpoint answers, where a test or a browser is to meet HTTP and not a
 * client. MSW itself is the user's: its `http` is given, and nothing is imported.
 */

import { operationBehind } from '../runtime/endpoint.ts';
import { InvalidRequestError } from '../runtime/errors.ts';
import type { Operation } from '../runtime/operation.ts';
import type { Sdk } from '../runtime/options.ts';
import { baseUrlFor, baseUrlsOf, type ServerOptions } from '../runtime/servers.ts';
import { responseOf } from './answer.ts';
import type { Answerable, Endpoint } from './fake-client.ts';

type Register<Handler> = (
  predicate: RegExp,
  resolver: (info: { readonly request: Request }) => Promise<Response | undefined>,
) => Handler;

/** As much of MSW's `http` as is used, of version 2 or 3. */
export interface MswHttp<Handler> {
  readonly all: Register<Handler>;
}

/** Where the API is, as `createClient` has it. */
export type MockOptions = ServerOptions & { readonly baseUrl?: string };

/** What an operation answers when a test says nothing. */
export interface MockExample {
  readonly status: number;
  /** Media type. */
  readonly type?: string;
  /** A body of JSON, as it is on the wire. */
  readonly json?: unknown;
  /** Any other body. */
  readonly text?: string;
}

/** Answers a request. What the URL's path holds comes by its names in the spec, unescaped. */
export type MockResolver<Of extends Endpoint, Name extends string> = (
  params: Readonly<Record<Name, string>>,
  request: Request,
) => Answerable<Of> | Promise<Answerable<Of>>;

/**
 * A handler for one operation: it answers with data of a success, with any documented status by `answer`, with a
 * `Response`, or as a function says. Without either, with the spec's example.
 */
export interface Mock<Of extends Endpoint, Name extends string, Handler> {
  (answering?: Answerable<Of> | MockResolver<Of, Name>): Handler;
  /** Path of the operation, as the spec has it. */
  readonly path: string;
}

/** What `generate --msw` writes for each operation: its function, the names in its path, and its example. */
export type Mocking<Handler> = <Of extends Endpoint, const Names extends readonly string[]>(
  endpoint: Of,
  names: Names,
  example?: MockExample,
) => Mock<Of, Names[number], Handler>;

/**
 * @param http MSW's.
 * @param sdk The `sdk` that the generator wrote.
 * @throws {OptionsError} Nobody says where the API is, or not in a way that can be used.
 */
export function mocking<Handler>(
  http: MswHttp<Handler>,
  sdk: Sdk,
  options: MockOptions = {},
): Mocking<Handler> {
  const places = baseUrlsOf(sdk, options);
  return (endpoint, names, example) => {
    const operation = operationOf(endpoint);
    const { path } = operation;
    const pattern = patternOf(baseUrlFor(operation, places) + path);
    const mock = (answering?: unknown): Handler =>
      http.all(pattern, async ({ request }) => {
        if (request.method !== operation.method) return undefined;
        if (answering === undefined) return exampleOf(operation, example);
        const given = isResolver(answering)
          ? await answering(paramsOf(request.url, pattern, names), request)
          : answering;
        return responseOf(operation, given, request.headers.get('accept') ?? undefined);
      });
    return Object.assign(mock, { path });
  };
}

type Resolver = (params: Readonly<Record<string, string>>, request: Request) => unknown;

/** No data is a function: JSON has none. */
function isResolver(answering: unknown): answering is Resolver {
  return typeof answering === 'function';
}

/**
 * A handler for each mock, all with their examples. A path that is written out comes before one that leaves the
 * same place open: MSW takes the first that fits.
 */
export function handlersOf<Handler>(
  mocks: Readonly<Record<string, { (): Handler; readonly path: string }>>,
): Handler[] {
  const rank = ({ path }: { readonly path: string }) => path.replaceAll(/\{[^{}]*\}/g, '\uffff');
  return Object.values(mocks)
    .sort((one, other) => (rank(one) < rank(other) ? -1 : Number(rank(one) > rank(other))))
    .map((mock) => mock());
}

function operationOf(endpoint: Endpoint): Operation {
  const operation = operationBehind(endpoint);
  if (operation) return operation;
  throw new InvalidRequestError(
    'A mock is of a generated function, such as `getPortfolio` or `portfolio.get`.',
  );
}

/** A URL with `{names}`, as text of which each name is one segment or a part of one. */
function patternOf(template: string): RegExp {
  const parts = template
    .split(/\{[^{}]+\}/)
    .map((part) => encodeURI(part).replace(/[.*+?^$()|[\]\\/]/g, '\\$&'));
  return new RegExp(`^${parts.join('([^/?#]+?)')}$`);
}

function paramsOf<Name extends string>(
  url: string,
  pattern: RegExp,
  names: readonly Name[],
): Readonly<Record<string, string>> {
  const [, ...values] = pattern.exec(url.replace(/[?#].*$/, '')) ?? [];
  return Object.fromEntries(names.map((name, index) => [name, unescaped(values[index] ?? '')]));
}

/** What is no escape is left as it is: a test is to see what was sent. */
function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function exampleOf({ id }: Operation, example: MockExample | undefined): Response {
  if (!example) throw new TypeError(`The spec has no example of what ${id} answers: say it, \`${id}(…)\`.`);
  const { status, type, json, text } = example;
  const body = json === undefined ? (text ?? null) : JSON.stringify(json);
  return new Response(body, { status, ...(type !== undefined && { headers: { 'content-type': type } }) });
}
