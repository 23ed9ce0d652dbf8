import { Keyv } from 'keyv';
import { keyvRemote } from '../../src/runtime/store/keyv-remote.ts';
import { BoundedMemory } from '../../src/runtime/store/memory.ts';
import { openStore } from '../../src/runtime/store/open-store.ts';
import { useFakeTime } from '../support/time.ts';
import { storeContract } from './store.ts';

useFakeTime();

storeContract('bounded memory', async () => {
  const memory = new BoundedMemory<string>(
    { maxEntries: 100, maxBytes: 1_000_000 },
    ({ length }) => length,
    () => Date.now(),
  );
  const keyv = new Keyv({ store: memory, useKeyPrefix: false });
  // As in tiers.ts: memory holds the values themselves.
  keyv.serialize = undefined;
  keyv.deserialize = undefined;
  return {
    remote: keyvRemote(keyv),
    spoil: async (key) => {
      memory.set(key, { value: 'garbage' });
    },
    close: async () => {},
  };
});

storeContract('a plain Keyv', async () => {
  const keyv = new Keyv();
  return {
    remote: keyvRemote(keyv),
    spoil: async (key) => {
      await keyv.set(key, { garbage: true });
    },
    close: async () => {},
  };
});

storeContract('a Keyv in whose storage somebody else writes', async () => {
  const map = new Map<string, unknown>();
  return {
    remote: keyvRemote(new Keyv({ store: map })),
    spoil: async (key) => void map.set(`keyv:${key}`, 'garbage'),
    close: async () => {},
  };
});

storeContract('a storage adapter', async () => {
  const map = new Map<string, unknown>();
  const adapter = {
    opts: {},
    get: async (key: string) => map.get(key),
    set: async (key: string, value: unknown) => {
      map.set(key, value);
    },
    delete: async (key: string) => map.delete(key),
    clear: async () => map.clear(),
    on: () => adapter,
  };
  const { remote } = await openStore(adapter as never, { onError: () => {}, wall: Date.now });
  return {
    remote,
    spoil: async (key) => {
      for (const spelling of [key, `breakwater:${key}`]) map.set(spelling, 'garbage');
    },
    close: async () => {},
  };
});
