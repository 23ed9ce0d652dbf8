/**
 * OpenTelemetry's semantic conventions for HTTP clients (stable since 1.23), as far as they are ours to keep, and
 * the few attributes that they have no name for.
 */

import type { Attributes } from '@opentelemetry/api';
import type { Operation } from '../runtime/index.ts';

/** Of a request: what the conventions demand. */
export const http = {
  method: 'http.request.method',
  originalMethod: 'http.request.method_original',
  resendCount: 'http.request.resend_count',
  statusCode: 'http.response.status_code',
  errorType: 'error.type',
  serverAddress: 'server.address',
  serverPort: 'server.port',
  url: 'url.full',
  template: 'url.template',
} as const;

/** Of a call: which one it is, and what came of it. */
export const own = {
  client: 'breakwater.client',
  operation: 'breakwater.operation',
  resource: 'breakwater.resource',
  cache: 'breakwater.cache',
  source: 'breakwater.source',
  attempts: 'breakwater.attempts',
  isSuperseded: 'breakwater.superseded',
} as const;

/** RFC 9110 §9, PATCH of RFC 5789, and QUERY; whatever else there is would be one more series each. */
const knownMethods: ReadonlySet<string> = new Set([
  ...['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'QUERY', 'TRACE'],
]);

export function isKnownMethod(method: string): boolean {
  return knownMethods.has(method);
}

/** The path as the spec has it; `undefined` where nobody described it, and the path itself would be told. */
export function templateOf(operation: Operation): string | undefined {
  const known = templates.get(operation);
  if (known !== undefined) return known;
  const isDescribed = Object.keys(operation.replies).length > 0;
  if (isDescribed) templates.set(operation, operation.path);
  return isDescribed ? operation.path : undefined;
}

/** Looked at once: there are as many operations as the spec has, and each is asked for at every call. */
const templates = new WeakMap<Operation, string>();

/** `{method} {url.template}`; a method that is not known is `HTTP`. */
export function spanName(method: string, template: string | undefined): string {
  const verb = isKnownMethod(method) ? method : 'HTTP';
  return template === undefined ? verb : `${verb} ${template}`;
}

/** Of a code that a transport gave its error: a short name in capitals, or nothing that may become a series. */
export function errorType(code: string): string {
  return /^[A-Z][A-Z0-9_]{1,47}$/.test(code) ? code : '_OTHER';
}

/** Where a request goes: host without brackets, port even where it is the scheme's own. */
export function placeOf(url: string): Attributes {
  const { hostname, port, protocol } = new URL(url);
  return {
    [http.serverAddress]: hostname.replace(/^\[|\]$/g, ''),
    [http.serverPort]: port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port),
  };
}
