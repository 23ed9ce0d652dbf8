/**
 * From `args.body` to what `fetch` sends, by the operation's documented media type.
 */

import { isMoment, plain } from './codec/moment.ts';
import { InvalidRequestError } from './errors.ts';
import { essence, isJson } from './media-type.ts';
import type { Body, Operation } from './operation.ts';
import { encodingOf } from './wire/form-body.ts';

export interface EncodedBody {
  readonly content: BodyInit;
  /** Left out where the platform must choose it, as for a multipart boundary. */
  readonly contentType?: string;
  /** False for a stream: it can be sent once, so such a call is never retried. */
  readonly isReplayable: boolean;
}

/**
 * @throws {InvalidRequestError} The body is required and missing, or cannot be written as its media type.
 */
export function encodeBody(operation: Operation, value: unknown): EncodedBody | undefined {
  const body = operation.body;
  if (!body) return undefined;
  if (value === undefined) {
    if (!body.required) return undefined;
    throw new InvalidRequestError(`${operation.id} needs a \`body\`, and it was missing.`, {
      operation: operation.id,
    });
  }
  try {
    return encode(body, value, operation.conversion?.writeJson ?? JSON.stringify);
  } catch (cause) {
    throw new InvalidRequestError(`${operation.id} cannot write its \`body\` as ${body.type}.`, {
      operation: operation.id,
      cause,
    });
  }
}

/** A value as JSON. */
type Write = (value: unknown) => string;

function encode(body: Body, value: unknown, json: Write): EncodedBody {
  const type = essence(body.type);
  if (isJson(type)) return { content: json(value), contentType: body.type, isReplayable: true };
  if (type === 'multipart/form-data') {
    return value instanceof FormData
      ? { content: value, isReplayable: true }
      : { content: multipart(membersOf(value), body, json), isReplayable: true };
  }
  if (type === 'application/x-www-form-urlencoded') {
    return { content: urlencoded(value, json), contentType: body.type, isReplayable: true };
  }
  if (isBodyInit(value)) {
    return { content: value, contentType: body.type, isReplayable: !(value instanceof ReadableStream) };
  }
  return { content: String(value), contentType: body.type, isReplayable: true };
}

/** OpenAPI 3.1 §4.8.15: objects are JSON parts, arrays repeat their name, files stay files. */
function multipart(
  members: Readonly<Record<string, unknown>>,
  { encoding = {} }: Body,
  json: Write,
): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(members)) {
    const { type } = encodingOf(encoding, name);
    for (const item of Array.isArray(value) && !isJson(type ?? '') ? value : [value]) {
      if (item !== undefined && item !== null) form.append(name, part(item, type, json));
    }
  }
  return form;
}

function part(value: unknown, contentType: string | undefined, json: Write): string | Blob {
  if (value instanceof Blob)
    return contentType && !value.type ? new Blob([value], { type: contentType }) : value;
  const isObject = typeof value === 'object' && !isMoment(value);
  if (isObject || (contentType !== undefined && isJson(contentType))) {
    return new Blob([json(value)], { type: contentType ?? 'application/json' });
  }
  const text = plain(value);
  return contentType === undefined ? text : new Blob([text], { type: contentType });
}

function urlencoded(value: unknown, json: Write): URLSearchParams {
  if (value instanceof URLSearchParams) return value;
  const form = new URLSearchParams();
  for (const [name, member] of Object.entries(membersOf(value))) {
    for (const item of Array.isArray(member) ? member : [member]) {
      if (item === undefined || item === null) continue;
      const isObject = typeof item === 'object' && !isMoment(item);
      form.append(name, isObject ? json(item) : plain(item));
    }
  }
  return form;
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw new TypeError('the body must be an object');
  return Object.fromEntries(Object.entries(value));
}

function isBodyInit(value: unknown): value is Exclude<BodyInit, string> {
  return (
    value instanceof Blob ||
    value instanceof ReadableStream ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value) ||
    value instanceof FormData ||
    value instanceof URLSearchParams
  );
}
