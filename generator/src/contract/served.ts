/**
 * The document and its operations as mock servers read them: in a file, until it is disposed of.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Api, Operation } from '../model.ts';
import type { Node } from '../node.ts';
import { answersOf } from './cases.ts';
import type { Served, ServedOperation } from './mock/protocol.ts';

export async function servedFile(
  document: Node,
  api: Api,
): Promise<AsyncDisposable & { readonly file: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-contract-'));
  const file = join(folder, 'document.json');
  const dispose = () => rm(folder, { recursive: true, force: true });
  try {
    await writeFile(
      file,
      JSON.stringify({ document, operations: api.operations.map(served) } satisfies Served),
    );
  } catch (error) {
    await dispose();
    throw error;
  }
  return { file, [Symbol.asyncDispose]: dispose };
}

function served(operation: Operation): ServedOperation {
  const { method, path, replies } = operation;
  const [events] = replies.flatMap(({ contents }) =>
    contents.flatMap(({ items }) => (items?.kind === 'events' ? [items.events] : [])),
  );
  const answers = answersOf(operation).map(({ status, mediaType }) => ({ status, mediaType }));
  return { method, path, answers, events };
}
