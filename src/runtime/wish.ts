/**
 * What somebody wants to know or do, before anything is written as HTTP. There are three ways to say
 * it: an operation with arguments, a path that nobody described, and a `Request` somebody else wrote.
 */

import { encodeBody } from './body.ts';
import type { CachePolicy, CacheSettings } from './cache/settle.ts';
import { checkOptions } from './call-options.ts';
import { InvalidRequestError } from './errors.ts';
import { Fields } from './fields.ts';
import { keyOf } from './key.ts';
import type { Operation } from './operation.ts';
import type { CallOptions } from './options.ts';
import type { Prepared } from './outgoing.ts';
import { acceptOf, planOf } from './plan.ts';
import type { Wanted } from './reply.ts';
import { type BaseUrls, baseUrlFor } from './servers.ts';
import type { CallTrace } from './tracing.ts';
import { type Arguments, headersOf, refuseUnknown, requireHeaders, setField, urlOf } from './url.ts';
import { kindOf } from './wire/unwritable.ts';

export interface Wish {
  readonly operation: Operation;
  /** What makes it the same read as another; `undefined` for what is nobody else's. */
  readonly key: string | undefined;
  readonly options: CallOptions;
  /** What the caller gave; left out where somebody else has written the request. */
  readonly args?: Arguments;
  /** How a success is handed on: the caller may say so until the reply is there. */
  readonly wanted: Wanted;
  /** True where the reply's body is handed on unread, whatever it is. */
  readonly isRaw: boolean;
  /** True where it brings its own `Authorization`: no credential is asked for. */
  readonly isSigned: boolean;
  /** Who follows it, where somebody does; set when it is taken. */
  trace?: CallTrace;
  /** Of its entry in memory; set when that is looked for. */
  entryKey?: string;
  /** The credentials it brings itself, where its entries are to be told apart by them. */
  readonly ownCredentials?: string | undefined;
  /** @throws {InvalidRequestError} It cannot be written. */
  prepare(): Prepared;
}

/** The same, when nobody waits for it: it gives way to those that somebody waits for, and nobody's leaving ends it. */
export function inBackground(wish: Wish): Wish {
  const { signal: _nobodys, timeoutMs: _nobody, ...options } = wish.options;
  return { ...wish, options: { ...options, priority: 'background' } };
}

/** What a client adds to every request. */
export interface Common extends BaseUrls {
  readonly headers: Readonly<Record<string, string>>;
  /** Says whose calls with credentials of their own have entries. */
  readonly cache?: Pick<CacheSettings, 'policies' | 'common'> | undefined;
}

/** An operation with its arguments. */
export function wishFor(operation: Operation, given: object, options: CallOptions, common: Common): Wish {
  checkOptions(options);
  if (typeof given !== 'object' && given !== undefined) {
    const message = `${operation.id}: its arguments are ${kindOf(given)} where an object is due.`;
    throw new InvalidRequestError(message, { operation: operation.id });
  }
  // Without a prototype, so that a parameter called `constructor` is absent unless it is given.
  const args: Arguments = { __proto__: null, ...given };
  const { cache, headers, accept } = options;
  const fields = headers ? Object.keys(headers) : [];
  const isOwn = saysWho(fields);
  const policy = headers && policyFor(operation, common);
  const hasEntry = !isOwn || policy?.ownCredentials === true;
  const isShared = planOf(operation).isShareable && cache !== false && args['body'] === undefined && hasEntry;
  return {
    operation,
    options,
    args,
    wanted: { demand: 'data' },
    key: isShared ? keyOf(operation, args, separating(headers, accept, policy?.keyHeaders)) : undefined,
    ...(isOwn && isShared && { ownCredentials: JSON.stringify(credentialsIn(headers)) }),
    isRaw: false,
    isSigned: fields.some(isAuthorization),
    prepare: () => prepare(operation, args, options, common),
  };
}

/**
 * An operation at a URL that a reply named. What it is called in events and errors is the operation.
 *
 * @throws {InvalidRequestError} The URL leaves the base URL.
 */
export function wishToFollow(
  operation: Operation,
  reference: string,
  given: object,
  options: CallOptions,
  common: Common,
): Wish {
  const wish = wishFor(operation, given, options, common);
  return {
    ...wish,
    // With its length, as every part of a key.
    key: wish.key === undefined ? undefined : `${wish.key}>${reference.length}:${reference}`,
    prepare: () => {
      const prepared = wish.prepare();
      return { ...prepared, url: urlNamed(reference, prepared.url, operation, common) };
    },
  };
}

/** Query arguments by name; a list repeats its name. */
export type Query = Readonly<Record<string, unknown>>;

/**
 * A read of a path that nobody described: any reply is as good as documented. Its name in events and
 * errors does not hold the path, which may say more than they should.
 *
 * @throws {InvalidRequestError} The path leaves the base URL.
 */
export function wishToRead(
  target: string,
  resource: string,
  query: Query,
  options: CallOptions,
  common: Common,
): Wish {
  const [pathname = '', search = ''] = target
    .split('#', 1)
    .join('')
    .split(/\?(.*)/s, 2);
  refuseLeaving(pathname);
  const args = { ...queryOf(search), ...query };
  const params = Object.fromEntries(
    Object.keys(args).map((name) => [name, { in: 'query', type: 'any' }] as const),
  );
  const operation: Operation = { id: 'get', method: 'GET', path: pathname, resource, params, replies: {} };
  return wishFor(operation, args, options, common);
}

/** A request that somebody else has written. */
export async function wishOf(operation: Operation, request: Request, common: Common): Promise<Wish> {
  const { signal } = request;
  const url = moved(request.url, operation, common);
  const { accept, isShareable } = planOf(operation);
  const content = request.body ? await request.arrayBuffer() : undefined;
  const headers = new Fields(Object.entries(common.headers));
  for (const [name, value] of request.headers) headers.set(name, value);
  if (!headers.has('accept')) headers.set('accept', accept);
  nameOnce(operation, headers);
  const own = Object.fromEntries(request.headers);
  const isShared = isShareable && !saysWho(Object.keys(own));
  const telling = separating(own, undefined, policyFor(operation, common)?.keyHeaders) ?? {};
  return {
    operation,
    options: { signal, headers: own },
    wanted: { demand: 'data' },
    key: isShared ? `${request.method} ${url} ${JSON.stringify(Object.entries(telling))}` : undefined,
    isRaw: !isShareable,
    isSigned: headers.has('authorization'),
    prepare: () => ({ url, headers, body: content && { content, isReplayable: true } }),
  };
}

/** Written for the API's base URL; an operation with a server of its own goes there. */
function moved(url: string, operation: Operation, common: Common): string {
  if (url.startsWith(`${common.baseUrl}/`))
    return baseUrlFor(operation, common) + url.slice(common.baseUrl.length);
  // It would take the credential to an origin that neither the spec nor the client's options name.
  const message = `${operation.id} was written for another place than ${common.baseUrl}. Make a client with that \`baseUrl\`.`;
  throw new InvalidRequestError(message, { operation: operation.id });
}

function policyFor({ resource }: Operation, { cache }: Common): CachePolicy | undefined {
  return cache?.policies.get(resource) ?? cache?.common;
}

/** Whether a call says by itself who asks; such a call shares nothing. */
function saysWho(names: readonly string[]): boolean {
  return names.some(isPersonal);
}

function isPersonal(name: string): boolean {
  return isAuthorization(name) || /^(?:cookie|proxy-authorization)$/i.test(name);
}

function credentialsIn(headers: Readonly<Record<string, string>> = {}): [string, string][] {
  const own = Object.entries(headers).filter(([name]) => isPersonal(name));
  return own.map(([name, value]): [string, string] => [name.toLowerCase(), value]).sort();
}

/** What says how to ask, or which request of many this is, and nothing of what is asked for. */
const indifferent = /^(?:cache-control|pragma|traceparent|tracestate|x-request-id|x-correlation-id)$/i;

/** Headers that make a read another one. Whose it is, is told apart without them. */
function separating(
  headers: Readonly<Record<string, string>> | undefined,
  accept: string | undefined,
  keyHeaders: 'all' | readonly string[] = 'all',
): Readonly<Record<string, string>> | undefined {
  if (headers === undefined) return accept === undefined ? undefined : { accept };
  const isTelling = (name: string): boolean =>
    keyHeaders === 'all' ? !indifferent.test(name) : keyHeaders.includes(name.toLowerCase());
  const telling = Object.entries(headers).filter(([name]) => isTelling(name) && !isPersonal(name));
  const all = accept === undefined ? telling : [...telling, ['accept', accept] as const];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}

function isAuthorization(name: string): boolean {
  return /^authorization$/i.test(name);
}

function prepare(operation: Operation, args: Arguments, options: CallOptions, common: Common): Prepared {
  refuseUnknown(operation, args);
  const url = urlOf(baseUrlFor(operation, common), operation, args);
  const body = encodeBody(operation, args);
  if (body && /^(?:GET|HEAD)$/.test(operation.method)) {
    const message = `${operation.id} documents a body for ${operation.method}, which fetch cannot send.`;
    throw new InvalidRequestError(message, { operation: operation.id });
  }
  const headers = headersFor(operation, args, options, common);
  if (body?.contentType !== undefined && !hasField(options.headers, 'content-type'))
    headers.set('content-type', body.contentType);
  nameOnce(operation, headers);
  requireHeaders(operation, headers);
  return { url, headers, body };
}

/** What is said of one call wins over what is said of all; cookies add up. */
function headersFor(operation: Operation, args: Arguments, options: CallOptions, common: Common): Fields {
  const headers = new Fields(Object.entries(common.headers));
  if (!headers.has('accept')) headers.set('accept', planOf(operation).accept);
  for (const [name, value] of headersOf(operation, args)) put(headers, name, value, operation);
  if (options.accept !== undefined)
    setField(headers, 'accept', acceptOf(operation, options.accept), operation);
  for (const [name, value] of Object.entries(options.headers ?? {})) put(headers, name, value, operation);
  return headers;
}

function put(headers: Fields, name: string, value: string, operation: Operation): void {
  const cookies = name.toLowerCase() === 'cookie' ? headers.get(name) : null;
  setField(headers, name, cookies === null ? value : `${cookies}; ${value}`, operation);
}

function hasField(headers: CallOptions['headers'] = {}, name: string): boolean {
  return Object.keys(headers).some((each) => each.toLowerCase() === name);
}

/** draft-ietf-httpapi-idempotency-key-header: one key per call, kept by its retries, makes them safe. */
function nameOnce(operation: Operation, headers: Fields): void {
  if (!planOf(operation).takesIdempotencyKey || headers.has('idempotency-key')) return;
  headers.set('idempotency-key', crypto.randomUUID());
}

/** RFC 3986 §5: relative to the operation's own URL. What a server names goes no further than its base URL. */
function urlNamed(reference: string, own: string, operation: Operation, common: Common): string {
  const { id } = operation;
  const baseUrl = baseUrlFor(operation, common);
  const [url, base] = [URL.parse(reference, own), new URL(baseUrl)];
  const folder = base.pathname.endsWith('/') ? base.pathname : `${base.pathname}/`;
  const isWithin = url?.origin === base.origin && url.username === '' && url.password === '';
  if (url && isWithin && `${url.pathname}/`.startsWith(folder)) {
    url.hash = '';
    return url.href;
  }
  const place = url ? `to ${url.origin}, outside` : 'to no URL, and not within';
  const message = `${id} was led ${place} its base URL ${baseUrl}: credentials stay there. Nothing was sent.`;
  throw new InvalidRequestError(message, { operation: id });
}

function refuseLeaving(pathname: string): void {
  // `//host/…` would name another origin, and with it the place where credentials go.
  if (!pathname.startsWith('/') || pathname.startsWith('//') || pathname.includes('\\')) {
    throw new InvalidRequestError('A path to read must start with one `/`; it is added to the base URL.');
  }
  // WHATWG URL §4.4: tabs and line breaks vanish, and so does what is blank at the end; dots would then meet.
  if (/\p{Cc}| $/u.test(pathname)) {
    throw new InvalidRequestError('A path to read must not hold control characters, nor end in a space.');
  }
  // RFC 3986 §5.2.4, percent-encoded or not.
  if (pathname.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment))) {
    throw new InvalidRequestError('A path to read must not climb: it has a segment of dots.');
  }
}

function queryOf(search: string): Query {
  const params = new URLSearchParams(search);
  return Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name)]));
}
