/**
 * The SDK of the bench's tiny API (peers/openapi.json), by hand in the form that the generator emits, so that
 * the bench measures the runtime and needs no generation before it.
 */

import {
  type Call,
  type CallOptions,
  type Client,
  type ClientOptions,
  createClient,
  type Failure,
  type FailureStatus,
  type Operation,
  type Sdk,
  type Success,
} from '../src/runtime/index.ts';
import type { Item } from './item.ts';

export type Resource = 'item';

export type GetItemResult = Success<200, Item> | Failure<FailureStatus, unknown>;

export type BenchOptions = ClientOptions<Resource>;

/** Nothing is cached unless the options of a contender say so. */
const sdk: Sdk<Resource> = { name: 'bench', resources: ['item'], ttl: { item: 0 } };

const getItemOperation: Operation = {
  id: 'getItem',
  method: 'GET',
  path: '/item/{id}',
  resource: 'item',
  params: { id: 'path' },
  replies: { 200: 'application/json' },
};

export function createBenchClient(options: BenchOptions): Client<Resource> {
  return createClient(sdk, options);
}

export function getItem(
  client: Client<Resource>,
  args: { id: string },
  options?: CallOptions,
): Call<Item, GetItemResult> {
  return client.call<Item, GetItemResult>(getItemOperation, args, options);
}
