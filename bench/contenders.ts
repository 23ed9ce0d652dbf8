/** The contenders that more than one suite knows. */

import ky from 'ky';
import type { Client } from '../src/runtime/index.ts';
import type { Contender } from './harness.ts';
import { type Item, parsedItem } from './item.ts';
import { type BenchOptions, createBenchClient, getItem } from './sdk.ts';

/** @param prepare what is done with the client before its first call */
export function byBreakwater(
  name: string,
  options: BenchOptions,
  prepare: (client: Client) => void = () => {},
): Contender {
  const client = createBenchClient(options);
  prepare(client);
  return { name, read: (id) => getItem(client, { id }), close: () => client.close() };
}

/** The fetch of the host and nothing else. */
export function bareFetch(url: string): Contender {
  return { name: 'fetch', read: (id) => fetchItem(url, id) };
}

export async function fetchItem(url: string, id: string): Promise<Item> {
  const response = await fetch(`${url}/item/${id}`);
  if (!response.ok) throw new Error(`The origin answered ${response.status}.`);
  return parsedItem(await response.json());
}

export function byKy(url: string): Contender {
  return { name: 'ky', read: (id) => ky.get(`${url}/item/${id}`).json<Item>() };
}
