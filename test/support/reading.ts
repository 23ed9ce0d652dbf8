/** Reads a reply as a call does, without a call. */

import type { Operation } from '../../src/runtime/index.ts';
import { type Reading, type Reply, readReply } from '../../src/runtime/reply.ts';

const atLeisure: Reading = {
  signal: new AbortController().signal,
  idleMs: 60_000,
  totalMs: 30_000,
  explain: (error) => error,
  maxBytes: 1024 * 1024,
  demand: 'data',
  reconnection: undefined,
};

export function readOf(
  operation: Operation,
  response: Response,
  reading: Partial<Reading> = {},
): Promise<Reply> {
  return readReply(operation, response, { ...atLeisure, ...reading });
}

/** Everything that comes, once it has come. */
export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const seen: Item[] = [];
  for await (const item of items) seen.push(item);
  return seen;
}
