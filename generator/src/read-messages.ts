/**
 * What goes out and what comes back: the body of a request in the one media type the SDK sends it in, and
 * every documented reply.
 */

import { kindOf, type MediaKind } from './media-type.ts';
import type { Body, Content, Reply } from './model.ts';
import { entriesOf, isNode, type Node, nodeOf, textOf } from './node.ts';
import { remove } from './overlay/repair.ts';
import { at } from './pointer.ts';
import { type Context, resolved } from './read-context.ts';

/** Which media type a request is sent in when the spec offers several: the easiest to call first. */
const preference: readonly MediaKind[] = ['json', 'any', 'multipart', 'urlencoded', 'text'];

/** RFC 9110 §15.3.5, §15.3.6, §15.4.5: these never have content. */
const statusesWithoutContent = new Set(['204', '205', '304']);

export function readBody(node: Node, pointer: string, { findings }: Context): Body | undefined {
  if (Object.keys(node).length === 0) return undefined;
  const contents = readContents(node.content);
  const chosen = [...contents].sort((a, b) => rank(a.mediaType) - rank(b.mediaType))[0];
  if (!chosen) {
    const mend = 'Give it a media type and a schema.';
    findings.skipped(pointer, 'The request body has no content.', mend, { repair: remove(pointer) });
    return undefined;
  }
  return {
    mediaType: chosen.mediaType,
    isRequired: node.required === true,
    description: textOf(node.description),
    schema: chosen.schema,
    encoding:
      kindOf(chosen.mediaType) === 'multipart' ? readEncoding(own(node.content, chosen.mediaType)) : [],
  };
}

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
      contents: isEmpty ? [] : readContents(node.content),
      ...(hasNextLink(node, context) ? { hasNextLink: true as const } : {}),
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

function rank(mediaType: string): number {
  const index = preference.indexOf(kindOf(mediaType));
  return index === -1 ? preference.length : index;
}

function readContents(content: unknown): Content[] {
  return entriesOf(content).map(([mediaType, value]) => {
    const { schema, itemSchema } = nodeOf(value);
    return { mediaType, schema, ...(itemSchema === undefined ? {} : { itemSchema }) };
  });
}

/** One concrete media type per property; a list or a range leaves the choice to the value. */
function readEncoding(mediaType: Node): [string, string][] {
  return entriesOf(mediaType.encoding).flatMap(([property, value]) => {
    const type = isNode(value) ? textOf(value.contentType) : undefined;
    return type && !/[,*]/.test(type) ? [[property, type]] : [];
  });
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
