/**
 * openapi-fetch's path-typed client on our pipeline: `api.http.GET('/portfolio', …)`. It writes the
 * request; everything from there on is what a typed endpoint has.
 */

import createFetchClient, { type Client as FetchClient } from 'openapi-fetch';
import type { Client } from './client.ts';
import { InvalidRequestError } from './errors.ts';
import { Replies, serializers } from './http-scalars.ts';
import type { Operation } from './operation.ts';

/** openapi-fetch's client for the `paths` of a spec. */
export type HttpClient<Paths extends object> = FetchClient<Paths>;

/** Carries the path as the spec has it past middleware that makes a request anew of another. It never leaves. */
const pathHeader = 'x-breakwater-path';

/** @param operations Every operation of the API: which of them a request is, decides its resource and its credential. */
export function httpClient<Paths extends object>(
  client: Client,
  operations: readonly Operation[],
): HttpClient<Paths> {
  const byRoute = new Map(
    operations.map((operation) => [`${operation.method} ${operation.path}`, operation]),
  );
  const conversion = operations.find((operation) => operation.conversion)?.conversion;
  const replies = conversion && new Replies(conversion);
  const operationOf = (method: string, path: string) =>
    byRoute.get(`${method} ${path}`) ?? undescribed(method, path);
  const http = createFetchClient<Paths>({
    baseUrl: client.baseUrl,
    ...(conversion && serializers(conversion)),
    fetch: async (request) => {
      const path = request.headers.get(pathHeader);
      request.headers.delete(pathHeader);
      const operation =
        path === null
          ? operationAt(request, operations)
          : operationOf(request.method, decodeURIComponent(path));
      const response = await client.forward(operation, request);
      await replies?.note(operation, response);
      return response;
    },
  });
  // The first of all middleware: what its users add may change the request, and sees the reply.
  http.use({
    onRequest: ({ request, schemaPath, params }) => {
      refuseClimbing(operationOf(request.method, schemaPath), params.path);
      request.headers.set(pathHeader, encodeURIComponent(schemaPath));
      return undefined;
    },
  });
  replies?.reviveResultsOf(http);
  return http;
}

/** What a request is of that middleware has made without our header: by its URL, of several the one with fewest slots. */
function operationAt({ method, url }: Request, operations: readonly Operation[]): Operation {
  const { pathname } = new URL(url);
  const slotsOf = ({ path }: Operation) => path.split('{').length;
  const [found] = operations
    .filter((operation) => operation.method === method && patternOf(operation.path).test(pathname))
    .sort((one, other) => slotsOf(one) - slotsOf(other) || other.path.length - one.path.length);
  return found ?? undescribed(method, pathname);
}

function patternOf(path: string): RegExp {
  const parts = path.split(/\{[^}]*\}/).map((literal) => literal.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`${parts.join('[^/]+')}$`);
}

/** RFC 3986 §5.2.4: openapi-fetch writes a value of dots as it is, and the URL would lose a segment to it. */
function refuseClimbing(operation: Operation, values: Readonly<Record<string, unknown>> = {}): void {
  const climbing = Object.keys(values).find((name) => /^\.{0,2}$/.test(String(values[name])));
  if (climbing === undefined) return;
  const message = `${operation.id} was given an empty or climbing path parameter \`${climbing}\`. Pass the identifier itself.`;
  throw new InvalidRequestError(message, { operation: operation.id });
}

/** A route that the types do not allow; JavaScript callers get here. */
function undescribed(method: string, path: string): Operation {
  return { id: `${method} ${path}`, method: methodOf(method), path, resource: '', replies: {} };
}

function methodOf(method: string): Operation['method'] {
  const known = (
    ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE', 'QUERY'] as const
  ).find((candidate) => candidate === method);
  if (!known) throw new TypeError(`${method} is not a method of OpenAPI`);
  return known;
}
