/** What a document says of one answer of an operation. */

import { concreteOf } from '../../media-type.ts';
import { entriesOf, type Node, nodeOf, own } from '../../node.ts';
import { unescapeStep } from '../../pointer.ts';

/** The Response Object of a status: its own, that of its range, or the default. */
export function responseOf(document: Node, responses: unknown, status: number): Node {
  const names = [String(status), `${String(status)[0]}XX`, 'default'];
  const [given] = names.flatMap((name) => own(responses, name) ?? []);
  return followed(document, given);
}

/** An object of a document, or the component that it refers to. */
export function followed(document: Node, given: unknown): Node {
  const node = nodeOf(given);
  const [, kind, name] = /^#\/components\/(\w+)\/(.+)$/.exec(String(node.$ref ?? '')) ?? [];
  if (kind === undefined || name === undefined) return node;
  return nodeOf(own(nodeOf(own(document.components, kind)), unescapeStep(name)));
}

/** Its Media Type Object of this name, or of a range that it is of. */
export function contentOf({ content }: Node, mediaType: string): Node {
  return nodeOf(entriesOf(content).find(([name]) => concreteOf(name) === mediaType)?.[1]);
}

/** With a media type of its own in place of each range. */
export function withoutRanges(response: Node): Node {
  if (response.content === undefined) return response;
  const contents = entriesOf(response.content).map(([name, content]) => [concreteOf(name), content] as const);
  return { ...response, content: Object.fromEntries(contents) };
}
