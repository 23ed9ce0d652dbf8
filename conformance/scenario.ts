/**
 * What a driver is: scenarios of one spec by name, each a few typed calls. A driver chooses inputs and says
 * what must come back; all between is the SDK's.
 */

import { deepStrictEqual, ok, strictEqual } from 'node:assert';
import { type Call, ResponseError, UnexpectedResponseError } from '../src/runtime/index.ts';

/** What a driver makes its client from. */
export interface Server {
  readonly baseUrl: string;
}

/** Calls, and what is expected of them; it rejects where that is not so. */
export type Scenario = () => PromiseLike<unknown>;

export interface Driver {
  /** What the names of its scenarios have in common: `Type_Scalar`. */
  readonly prefix: string;
  scenarios(server: Server): Readonly<Record<string, Scenario>>;
}

export function driver(prefix: string, scenarios: Driver['scenarios']): Driver {
  return { prefix, scenarios };
}

/** The call succeeds with this. */
export async function gives<Data>(call: PromiseLike<Data>, expected: NoInfer<Data>): Promise<void> {
  deepStrictEqual(await call, expected);
}

/** The call fails with this status and, where it is documented, this body. */
export async function fails(call: PromiseLike<unknown>, status: number, body?: unknown): Promise<void> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ResponseError || error instanceof UnexpectedResponseError)) {
    throw new Error(`expected a reply with status ${status}`, { cause: error });
  }
  strictEqual(error.status, status);
  if (body !== undefined) deepStrictEqual('body' in error ? error.body : undefined, body);
}

/** The call succeeds with this, which is not what the spec promised. */
export async function givesAnyway(call: PromiseLike<unknown>, expected: unknown): Promise<void> {
  deepStrictEqual(await call, expected);
}

/** The call succeeds with these bytes. */
export async function givesBytes(call: PromiseLike<unknown>, expected: Uint8Array): Promise<void> {
  const body = await call;
  ok(body instanceof Blob);
  deepStrictEqual(Buffer.from(await body.arrayBuffer()), Buffer.from(expected));
}

/** The call succeeds, and these are among the headers of the reply. */
export async function answersWith<Data>(
  call: Call<Data, unknown>,
  expected: Readonly<Record<string, string>>,
): Promise<void> {
  const { headers } = (await call.withResponse()).response;
  const names = Object.keys(expected);
  deepStrictEqual(Object.fromEntries(names.map((name) => [name, headers.get(name)])), expected);
}

/** Everything a stream or a list of pages gives, in its order. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** The first of what a stream gives; it is left after them. */
export async function first<Item>(count: number, items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) {
    list.push(item);
    if (list.length === count) break;
  }
  return list;
}
