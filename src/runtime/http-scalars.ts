/**
 * Dates and long integers for openapi-fetch's client, which writes and reads plain JSON: what the types of
 * `api.http` promise holds there too.
 */

import { createQuerySerializer, defaultPathSerializer } from 'openapi-fetch';
import type { Conversion } from './codec/conversion.ts';
import { isMoment, plain } from './codec/moment.ts';
import { isJson } from './media-type.ts';
import type { Operation } from './operation.ts';
import { codecOf } from './reply.ts';

const writeQuery = createQuerySerializer();

/** How requests are written, as openapi-fetch's options. */
export const serializers = ({ writeJson }: Conversion) => ({
  bodySerializer: (body: unknown, headers?: unknown): unknown => {
    if (body instanceof FormData) return body;
    return isObject(body) && isForm(headers) ? String(new URLSearchParams(texts(body))) : writeJson(body);
  },
  querySerializer: (query: object): string => writeQuery(textual(query)),
  pathSerializer: (path: string, params: object): string => defaultPathSerializer(path, textual(params)),
});

/** Only what JSON has words for: openapi-fetch takes a `Date` for an object without members. */
function textual(values: object): Record<string, unknown> {
  const text = (value: unknown): unknown =>
    isMoment(value) || typeof value === 'bigint' ? plain(value) : value;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(text) : text(value),
    ]),
  );
}

function texts(values: object): [string, string][] {
  return Object.entries(values).map(([name, value]) => [name, plain(value)]);
}

/** openapi-fetch gives the headers of the request as a second argument, whatever its types say. */
function isForm(headers: unknown): boolean {
  return headers instanceof Headers && headers.get('content-type') === 'application/x-www-form-urlencoded';
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

interface Read {
  readonly operation: Operation;
  readonly text: string;
}

/** The text of replies that have something to convert, until openapi-fetch has made JSON of it. */
export class Replies {
  readonly #read = new WeakMap<Response, Read>();
  readonly #conversion: Conversion;

  constructor(conversion: Conversion) {
    this.#conversion = conversion;
  }

  async note(operation: Operation, response: Response): Promise<void> {
    const type = response.headers.get('content-type') ?? '';
    if (codecOf(operation, response.status) === undefined || !isJson(type)) return;
    this.#read.set(response, { operation, text: await response.clone().text() });
  }

  /** Makes the methods of openapi-fetch's client give what the types say. */
  reviveResultsOf(http: object): void {
    for (const [name, method] of Object.entries(http)) {
      if (typeof method !== 'function' || !/^[A-Z]+$|^request$/.test(name)) continue;
      Reflect.set(http, name, async (...args: unknown[]) => this.#revive(await method(...args)));
    }
  }

  #revive(result: unknown): unknown {
    if (!isObject(result) || !('response' in result) || !(result.response instanceof Response)) return result;
    const read = this.#read.get(result.response);
    const codec = read && codecOf(read.operation, result.response.status);
    if (!read || !codec) return result;
    const part = 'data' in result && result.data !== undefined ? 'data' : 'error';
    return { ...result, [part]: this.#conversion.revived(codec, Reflect.get(result, part), read.text) };
  }
}
