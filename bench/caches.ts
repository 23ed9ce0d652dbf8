/**
 * The caches that the `cached` and `coalesce` suites compare, each set up as its manual says, with its
 * defaults. What has no origin of its own fetches with the global fetch.
 */

import { createCache } from 'async-cache-dedupe';
import axios from 'axios';
import { setupCache } from 'axios-cache-interceptor';
import { BentoCache, bentostore } from 'bentocache';
import { memoryDriver } from 'bentocache/drivers/memory';
import { Cacheable } from 'cacheable';
import Keyv from 'keyv';
import { Agent, type Dispatcher, interceptors, request } from 'undici';
import { fetchItem } from './contenders.ts';
import type { Contender } from './harness.ts';
import { type Item, parsedItem } from './item.ts';

const ttlSeconds = 3_600;

export function byAxiosCache(url: string): Contender {
  const api = setupCache(axios.create({ baseURL: url }));
  return {
    name: 'axios-cache-interceptor',
    async read(id) {
      const { data } = await api.get<Item>(`/item/${id}`);
      return data;
    },
  };
}

export function byUndiciCache(url: string): Contender {
  return byUndici('undici cache', url, interceptors.cache());
}

export function byUndiciDeduplicate(url: string): Contender {
  return byUndici('undici deduplicate', url, interceptors.deduplicate());
}

function byUndici(
  name: string,
  url: string,
  interceptor: Dispatcher.DispatcherComposeInterceptor,
): Contender {
  const agent = new Agent();
  const dispatcher = agent.compose(interceptor);
  return {
    name,
    async read(id) {
      const { statusCode, body } = await request(`${url}/item/${id}`, { dispatcher });
      if (statusCode !== 200) throw new Error(`The origin answered ${statusCode}.`);
      return parsedItem(await body.json());
    },
    close: () => agent.close(),
  };
}

/** `serialize: false` is what its manual offers to those who promise not to mutate. */
export function byBentocache(url: string, serialize = true): Contender {
  const store = bentostore().useL1Layer(memoryDriver({ serialize }));
  const cache = new BentoCache({ default: 'memory', stores: { memory: store } });
  return {
    name: serialize ? 'bentocache' : 'bentocache, serialize off',
    read: (id) => cache.getOrSet({ key: id, ttl: `${ttlSeconds}s`, factory: () => fetchItem(url, id) }),
    close: () => cache.disconnectAll(),
  };
}

export function byCacheable(url: string): Contender {
  const cache = new Cacheable();
  return {
    name: 'cacheable',
    async read(id) {
      const item = await cache.getOrSet(id, () => fetchItem(url, id), { ttl: `${ttlSeconds}s` });
      if (item === undefined) throw new Error(`cacheable has no item ${id}.`);
      return item;
    },
    close: () => cache.disconnect(),
  };
}

export function byKeyv(url: string): Contender {
  const cache = new Keyv<Item>();
  return {
    name: 'Keyv',
    async read(id) {
      const hit = await cache.get(id);
      if (hit !== undefined) return hit;
      const item = await fetchItem(url, id);
      await cache.set(id, item, ttlSeconds * 1_000);
      return item;
    },
  };
}

export function byAsyncCacheDedupe(url: string): Contender {
  const cache = createCache({ ttl: ttlSeconds }).define('item', (id: string) => fetchItem(url, id));
  return { name: 'async-cache-dedupe', read: (id) => cache.item(id) };
}
