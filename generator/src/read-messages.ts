/**
 * What comes back: every documented reply.
 */

import { itemKindOf } from './media-type.ts';
import type { Content, Reply } from './model.ts';
import { entriesOf, type Node, nodeOf, textOf } from './node.ts';
import { remove } from './overlay/repair.ts';
import { at } from './pointer.ts';
import { type Context, resolved } from './read-context.ts';
import { itemsOf } from './stream-items.ts';

/** RFC 9110 §15.3.5, §15.3.6, §15.4.5: these never have content. */
const statusesWithoutContent = new Set(['204', '205', '304']);

export function readReplies(responses: Node, method: string, pointer: string, context: Context): Reply[] {
  const usable = entriesOf(responses).filter(
    ([status]) => isStatus(status) || report(status, pointer, context),
  );
  return usable.map(([written, value]) => {
    const node = resolved(value, context);
    const status = /^\dxx$/i.test(written) ? written.toUpperCase() : written;
    const isEmpty = method === 'head' || statusesWithoutContent.has(status);
    return {
      status,
      description: textOf(node.description),
      ...(hasNextLink(node, context) ? { hasNextLink: true as const } : {}),
      ...nextHeaders(node, context),
      contents: isEmpty ? [] : readContents(node.content).map((content) => withItems(content, node, context)),
    };
  });
}

/** A `Link` header may be about anything; its example or description says what it is for. */
function hasNextLink({ headers }: Node, context: Context): boolean {
  const link = entriesOf(headers).find(([name]) => name.toLowerCase() === 'link')?.[1];
  if (link === undefined) return false;
  const { description, example, examples, schema } = resolved(link, context);
  const text = JSON.stringify([
    description,
    example,
    examples,
    nodeOf(schema).example,
    nodeOf(schema).description,
  ]);
  return /\brel=\W*next\b|\bnext page\b|\bpaginat|\bRFC ?(?:5988|8288)\b/i.test(text);
}

/** Those that are worth a look: see pagination/named.ts. */
function nextHeaders({ headers }: Node, context: Context): Pick<Reply, 'nextHeaders'> {
  const found = entriesOf(headers).filter(([name]) =>
    /next|cursor|continu|marker|bookmark|page-?token/i.test(name),
  );
  if (found.length === 0) return {};
  return {
    nextHeaders: found.map(([name, value]) => {
      const { description, schema } = resolved(value, context);
      return { name, description: textOf(description), schema };
    }),
  };
}

function readContents(content: unknown): Content[] {
  return entriesOf(content).map(([mediaType, value]) => {
    const { schema, itemSchema } = nodeOf(value);
    return { mediaType, schema, ...(itemSchema === undefined ? {} : { itemSchema }) };
  });
}

function withItems(content: Content, { content: all }: Node, context: Context): Content {
  const kind = itemKindOf(content.mediaType);
  if (kind === undefined) return content;
  const resolve = (schema: unknown) => resolved(schema, context);
  return { ...content, items: itemsOf(kind, own(all, content.mediaType), resolve) };
}

function own(content: unknown, mediaType: string): Node {
  return nodeOf(entriesOf(content).find(([key]) => key === mediaType)?.[1]);
}

function isStatus(status: string): boolean {
  return /^[1-5](\d\d|xx)$/i.test(status) || status === 'default';
}

function report(status: string, pointer: string, { findings }: Context): false {
  findings.skipped(
    at(pointer, status),
    `${status} is no HTTP status.`,
    'Use a status, a range such as 4XX, or default.',
    { repair: remove(pointer, status) },
  );
  return false;
}
