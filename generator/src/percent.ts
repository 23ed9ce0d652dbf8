/**
 * Percent signs in names, hidden from openapi-typescript: it takes the way to a schema apart as a URI, and
 * gives up at the `%` of `discount_%`. They are back before anybody reads its text.
 */

import { eachMember, type Kind } from './grammar.ts';
import { isNode, type Node } from './node.ts';

/** Of a private use area: no spec means anything by it. */
const standIn = '\uE025';

/** The same document, `standIn` for `%` in every name and reference. */
export function withoutPercents(document: Node): Node {
  return hasPercent('document', document) ? Object.fromEntries(entriesOf(document)) : document;
}

/** A name as such a document has it. */
export function withoutPercent(name: string): string {
  return name.replaceAll('%', standIn);
}

/** In the text of TypeScript, whose printer spells the stand-in out. */
export function percentsRestored(text: string): string {
  if (!text.includes(standIn) && !text.includes('\\uE025')) return text;
  return text.replaceAll(standIn, '%').replace(/(?<!\\)((?:\\\\)*)\\uE025/g, '$1%');
}

function hasPercent(kind: Kind, value: unknown): boolean {
  if (!isNode(value)) return false;
  let found = false;
  eachMember(kind, value, (each, child, name) => {
    found ||= name?.includes('%') || hasPercent(each, child);
  });
  return found;
}

function hidden(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item) => hidden(item, key));
  if (isNode(value)) return Object.fromEntries(entriesOf(value, key === 'mapping'));
  // `at` of pointer.ts has written the references; a list of `required` names properties.
  if (typeof value !== 'string') return value;
  if (key === '$ref') return value.replaceAll('%25', standIn);
  return key === 'required' || key === 'propertyName' ? withoutPercent(value) : value;
}

function entriesOf(node: Node, isMapping = false): [string, unknown][] {
  return Object.entries(node).map(([key, value]) => {
    return [withoutPercent(key), hidden(value, isMapping ? '$ref' : key)];
  });
}
