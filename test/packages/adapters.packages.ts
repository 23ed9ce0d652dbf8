/** A storage adapter of Keyv as npm has them, one that keeps everything in a file: as it is, and in a Keyv. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keyv, type KeyvStoreAdapter } from 'keyv';
import { openStore } from '../../src/runtime/store/open-store.ts';
import { type Subject, storeContract } from '../contracts/store.ts';
import { tool } from './install.ts';

interface Package {
  readonly KeyvFile: new (options: { filename: string; writeDelay: number }) => KeyvStoreAdapter;
}

const { KeyvFile }: Package = await import(tool('keyv-file/lib/index.js'));

async function subjectOf(give: (adapter: KeyvStoreAdapter) => Keyv | KeyvStoreAdapter): Promise<Subject> {
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-adapters-'));
  const adapter = new KeyvFile({ filename: join(folder, 'entries.json'), writeDelay: 1 });
  const { remote, close } = await openStore(give(adapter), { onError: () => {}, wall: Date.now });
  return {
    remote,
    spoil: async (key) => {
      for (const spelling of [key, `keyv:${key}`]) await adapter.set(spelling, 'garbage');
    },
    close: async () => {
      close();
      await adapter.disconnect?.();
      await rm(folder, { recursive: true });
    },
  };
}

storeContract('an adapter from npm', () => subjectOf((adapter) => adapter));
storeContract('a Keyv with an adapter from npm', () => subjectOf((store) => new Keyv({ store })));
