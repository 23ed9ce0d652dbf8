/**
 * Replies that are many JSON texts: one to a line (https://jsonlines.org), or as RFC 7464 puts them, each
 * after a record separator.
 */

import { Flaw, parsed } from './content.ts';
import type { Flow } from './flow.ts';

/** Between the texts of each kind: the line feed, and RFC 7464's record separator. */
const separators = { lines: '\n', sequence: '\u001e' } as const;

/** What is made of the text of one item. */
export type ItemReader = (text: string) => unknown;

/** The items of such a reply; leaving early lets go of it. */
export async function* jsonItems(
  flow: Flow,
  kind: keyof typeof separators,
  read: ItemReader,
  maxItemBytes: number,
): AsyncGenerator<unknown, undefined, undefined> {
  try {
    for await (const text of texts(flow, separators[kind], maxItemBytes)) {
      // Empty lines, and the line feed that RFC 7464 has behind each text, are no items.
      if (text.trim() === '') continue;
      if (kind === 'sequence' && mayBeCutOff(text)) throw cutOff(text);
      yield read(text);
    }
    return undefined;
  } catch (error) {
    throw flow.explained(error);
  } finally {
    flow.cancel();
  }
}

/** Text between separators, as it comes. UTF-8, whatever the content type says. */
async function* texts(flow: Flow, separator: string, maxItemBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let pending = '';
  for (;;) {
    const chunk = await flow.read();
    const [first = '', ...rest] = decoded(decoder, chunk).split(separator);
    pending += first;
    for (const part of rest) {
      yield pending;
      pending = part;
    }
    if (pending.length > maxItemBytes) throw tooLong(maxItemBytes);
    if (chunk === undefined) break;
  }
  yield pending;
}

function decoded(decoder: TextDecoder, chunk: Uint8Array | undefined): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new Flaw('an item is not UTF-8', chunk ?? new Uint8Array(), cause);
  }
}

/** RFC 7464 §2.4: what does not say itself where it ends, as a number, must not be taken for whole without white space. */
function mayBeCutOff(text: string): boolean {
  return !/[\s"\]}]$/.test(text);
}

function cutOff(text: string): Flaw {
  return new Flaw('an item is cut off', new TextEncoder().encode(text));
}

function tooLong(maxItemBytes: number): Flaw {
  return new Flaw(`an item is longer than \`maxResponseBytes\` (${maxItemBytes})`, new Uint8Array());
}

/** Reads one text as JSON. */
export function jsonItem(text: string): unknown {
  const item = parsed(text);
  if ('value' in item) return item.value;
  throw new Flaw(`an item ${item.flaw}`, new TextEncoder().encode(text));
}
