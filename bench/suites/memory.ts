/**
 * What memory says it holds, beside what V8 says: the heap before and after, each after full collections.
 */

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { textOf } from '../item.ts';
import { type BenchOptions, createBenchClient, getItem } from '../sdk.ts';
import type { Suite } from '../suite.ts';

setFlagsFromString('--expose-gc');
const collect: NodeJS.GCFunction = runInNewContext('gc');

const mebibyte = 1024 * 1024;
const boundBytes = 64 * mebibyte;

interface Kind {
  readonly name: string;
  readonly text: (id: string) => string;
  readonly reads: number;
  readonly maxBytes: number;
}

/** A kilobyte of each, but for the last. */
const kinds: readonly Kind[] = [
  { name: 'records, no bound', text: textOf, reads: 100_000, maxBytes: Number.MAX_SAFE_INTEGER },
  { name: 'records', text: textOf, reads: 100_000, maxBytes: boundBytes },
  bounded('one text', (id) => ({ id, text: 'x'.repeat(1_000) })),
  bounded('whole numbers', (id) => ({ id, all: Array.from({ length: 250 }, (_, index) => index) })),
  bounded('empty objects', (id) => ({ id, all: Array.from({ length: 330 }, () => ({})) })),
  bounded('nearly nothing', (id) => ({ id })),
];

function bounded(name: string, body: (id: string) => object): Kind {
  return { name, text: (id) => JSON.stringify(body(id)), reads: 100_000, maxBytes: boundBytes };
}

export const memory: Suite = {
  name: 'memory',
  title: 'Entries in memory',
  async run(_, effort) {
    const share = effort.rounds < 10 ? 0.02 : 1;
    const rows = [];
    for (const kind of kinds) rows.push(await held(kind, share));
    const columns = ['entries', 'counted MiB', 'held MiB', 'held / counted', 'held each'];
    const note = `${100_000 * share} reads of different keys, 1 KB but for the last; the bound is ${boundBytes / mebibyte} MiB.`;
    return { sheets: [{ title: 'Counted and held', columns: columns, rows, note }] };
  },
};

async function held({ name, text, reads, maxBytes }: Kind, share: number): Promise<readonly string[]> {
  const client = createBenchClient(optionsFor(text, maxBytes));
  // Whatever is made once is there before.
  for (let call = 0; call < 100; call += 1) await getItem(client, { id: `small-warm-${call}` });
  await client.cache.invalidate({ all: true });
  const before = await heldBytes();
  for (let call = 0; call < reads * share; call += 1) await getItem(client, { id: `small-${call}` });
  const heldHere = (await heldBytes()) - before;
  const { entries, sizeBytes } = client.cache.stats();
  await client.close();
  return [
    name,
    entries.toLocaleString('en'),
    (sizeBytes / mebibyte).toFixed(1),
    (heldHere / mebibyte).toFixed(1),
    (heldHere / sizeBytes).toFixed(2),
    `${Math.round(heldHere / entries).toLocaleString('en')} B`,
  ];
}

/** Answers at once, with the header fields that an answer mostly has. */
function optionsFor(text: (id: string) => string, maxBytes: number): BenchOptions {
  const headers = {
    'content-type': 'application/json',
    date: 'Sat, 31 Jan 2026 09:30:00 GMT',
    etag: '"33a64df551425fcc55e4d42a148795d9f25f89d4"',
    'x-request-id': '7b2e1f0c-0d5c-4f0e-9f0f-0f6a7c0e9a11',
    vary: 'accept-encoding',
  };
  return {
    baseUrl: 'http://bench.invalid',
    transport: async ({ url }) =>
      new Response(text(new URL(url).pathname.slice('/item/'.length)), { headers }),
    cache: { ttl: { item: 3_600 }, maxEntries: 1_000_000, maxBytes },
  };
}

async function heldBytes(): Promise<number> {
  for (let pass = 0; pass < 3; pass += 1) {
    collect();
    // What is finalised takes a turn of the event loop.
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
