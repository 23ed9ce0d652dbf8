/** A typed GET that always goes to the origin: what a client costs on top of the network. */

import axios from 'axios';
import got from 'got';
import ky from 'ky';
import createOpenApiFetch from 'openapi-fetch';
import { Agent, request } from 'undici';
import { bareFetch, byBreakwater, byKy } from '../contenders.ts';
import { type Contender, concurrent, type Rhythm, run, sequential, type Table } from '../harness.ts';
import { type Item, parsedItem, type Size } from '../item.ts';
import { createConfig, createClient as createHeyApiClient } from '../peers/hey-api/client/index.ts';
import { getItem as getItemByHeyApi } from '../peers/hey-api/index.ts';
import type { Suite } from '../suite.ts';
import { everyPolicy } from './layers.ts';

interface Setting {
  readonly title: string;
  readonly size: Size;
  readonly rhythm: Rhythm;
}

const settings: readonly Setting[] = [
  { title: '1 KB, one at a time', size: 'small', rhythm: sequential },
  { title: '1 KB, 50 at a time', size: 'small', rhythm: concurrent(50) },
  { title: '100 KB, one at a time', size: 'large', rhythm: sequential },
];

export const uncached: Suite = {
  name: 'uncached',
  title: 'Uncached typed GET',
  async run(origin, effort) {
    const tables = [];
    for (const { title, size, rhythm } of settings) {
      // Ids of their own: who joins identical reads would otherwise make fewer requests.
      const id = (call: number) => `${size}-${call % 1_000}`;
      const race = { title, rhythm, baseline: 'fetch', contenders: contenders(origin.url), id };
      const before = await origin.requests();
      const table = await run(race, effort);
      assertAsked(table, (await origin.requests()) - before);
      tables.push(table);
    }
    return { tables };
  },
};

function assertAsked({ rows }: Table, requests: number) {
  const calls = rows.reduce((sum, { callsMade }) => sum + callsMade, 0);
  if (requests < calls)
    throw new Error(`${calls} calls made only ${requests} requests in a suite without cache.`);
}

/** The paths as openapi-typescript would write them. */
interface Paths {
  '/item/{id}': {
    get: {
      parameters: { path: { id: string } };
      responses: { 200: { content: { 'application/json': Item } } };
    };
  };
}

function contenders(url: string): Contender[] {
  return [
    bareFetch(url),
    byOpenApiFetch('openapi-fetch', url),
    // ky as it comes: its retries on, its errors thrown.
    byOpenApiFetch('openapi-fetch + ky', url, (request) => ky(request)),
    byKy(url),
    byHeyApi(url),
    byAxios(url),
    byGot(url),
    byUndici(url),
    byBreakwater('Breakwater', { baseUrl: url }),
    byBreakwater('Breakwater, policies off', { baseUrl: url, resilience: { preset: 'off' } }),
    byBreakwater('Breakwater, every policy on', { baseUrl: url, resilience: everyPolicy }),
  ];
}

function byOpenApiFetch(
  name: string,
  url: string,
  fetch?: (request: Request) => Promise<Response>,
): Contender {
  const api = createOpenApiFetch<Paths>({ baseUrl: url, ...(fetch && { fetch }) });
  return {
    name,
    async read(id) {
      const { data, error } = await api.GET('/item/{id}', { params: { path: { id } } });
      if (data === undefined) throw error;
      return data;
    },
  };
}

function byHeyApi(url: string): Contender {
  const client = createHeyApiClient(createConfig({ baseUrl: url }));
  return {
    name: 'hey-api',
    async read(id) {
      const { data } = await getItemByHeyApi({ client, path: { id }, throwOnError: true });
      return data;
    },
  };
}

function byAxios(url: string): Contender {
  const api = axios.create({ baseURL: url });
  return {
    name: 'axios',
    async read(id) {
      const { data } = await api.get<Item>(`/item/${id}`);
      return data;
    },
  };
}

function byGot(url: string): Contender {
  return { name: 'got', read: (id) => got(`${url}/item/${id}`).json<Item>() };
}

function byUndici(url: string): Contender {
  const dispatcher = new Agent();
  return {
    name: 'undici.request',
    async read(id) {
      const { statusCode, body } = await request(`${url}/item/${id}`, { dispatcher });
      if (statusCode !== 200) throw new Error(`The origin answered ${statusCode}.`);
      return parsedItem(await body.json());
    },
    close: () => dispatcher.close(),
  };
}
