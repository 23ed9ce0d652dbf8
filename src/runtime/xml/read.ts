/**
 * From a document of XML to the value its schema describes. Elements are found by their names without
 * prefixes; what is not what the schema says stays a text.
 */

import { parseXml, XmlElement } from '@rgrove/parse-xml';
import { scalarFrom } from '../codec/scalars.ts';
import {
  contentOf,
  nodesOf,
  qualified,
  settled,
  type XmlContent,
  type XmlMembers,
  type XmlNode,
  type XmlText,
} from './node.ts';

/**
 * @throws {Error} It is no XML, or has a document type: entities of their own are not read.
 */
export function readXml(node: XmlNode, text: string): unknown {
  const { root, hasDocumentType } = parsed(text);
  if (hasDocumentType) throw new Error('it has a document type declaration');
  if (!root) throw new Error('it has no element');
  if (node.list === undefined) return contentFrom(root, contentOf(node));
  return childrenOf(root)
    .filter((child) => localName(child) === node.name)
    .map((child) => contentFrom(child, contentOf(node)));
}

function parsed(text: string): { readonly root: XmlElement | null; readonly hasDocumentType: boolean } {
  const document = parseXml(text, { preserveDocumentType: true });
  const hasDocumentType = document.children.some((child) => child.type === 'doctype');
  return { root: document.root, hasDocumentType };
}

function contentFrom(element: XmlElement, content: XmlContent): unknown {
  const kind = settled(content);
  if (typeof kind === 'object') return membersFrom(element, kind);
  if (kind !== 'any' || childrenOf(element).length === 0) return textFrom(element.text, kind);
  return membersFrom(element, { members: {}, rest: 'any' });
}

function membersFrom(element: XmlElement, content: XmlMembers): Record<string, unknown> {
  const { rest } = content;
  const children = childrenOf(element);
  const value: Record<string, unknown> = {};
  const seen = new Set<XmlElement>();
  for (const [property, node] of nodesOf(content)) {
    const member = memberFrom(element, children, node, seen);
    if (member !== undefined) set(value, property, member);
  }
  if (rest === undefined) return value;
  const others = Map.groupBy(
    children.filter((child) => !seen.has(child)),
    localName,
  );
  for (const [name, group] of others) {
    const items = group.map((child) => contentFrom(child, rest));
    set(value, name, items.length === 1 ? items[0] : items);
  }
  return value;
}

function memberFrom(
  element: XmlElement,
  children: readonly XmlElement[],
  node: XmlNode,
  seen: Set<XmlElement>,
): unknown {
  const content = contentOf(node);
  if (node.as === 'attribute') {
    const text = element.attributes[qualified(node)] ?? element.attributes[node.name];
    return text === undefined || typeof content === 'object' ? undefined : textFrom(text, content);
  }
  if (node.as === 'text')
    return typeof content === 'object' ? undefined : textFrom(ownText(element), content);
  const { name } = node.wrapper ?? node;
  const found = children.filter((child) => localName(child) === name);
  for (const child of found) seen.add(child);
  if (node.list === undefined) return found[0] && contentFrom(found[0], content);
  const items = node.wrapper
    ? found
        .slice(0, 1)
        .flatMap(childrenOf)
        .filter((child) => localName(child) === node.name)
    : found;
  if (found.length === 0 && node.list === 'optional') return undefined;
  return items.map((item) => contentFrom(item, content));
}

function textFrom(text: string, kind: XmlText): unknown {
  if (kind === 'string' || kind === 'any') return text;
  const trimmed = text.trim();
  if (kind === 'number') return trimmed !== '' && Number.isFinite(Number(trimmed)) ? Number(trimmed) : text;
  if (kind === 'boolean') {
    // XML Schema Part 2 §3.2.2: 1 and 0 are booleans too.
    return /^(true|1)$/.test(trimmed) ? true : /^(false|0)$/.test(trimmed) ? false : text;
  }
  const isInteger = kind === 'int64' && /^-?\d+$/.test(trimmed);
  return (isInteger ? scalarFrom(kind, Number(trimmed), trimmed) : scalarFrom(kind, trimmed)) ?? text;
}

/** Text beside elements, without the line breaks that lay them out. */
function ownText(element: XmlElement): string {
  const texts = element.children.flatMap((child) =>
    'text' in child && !(child instanceof XmlElement) ? [child.text] : [],
  );
  return texts.join('').trim();
}

function childrenOf(element: XmlElement): XmlElement[] {
  return element.children.filter((child) => child instanceof XmlElement);
}

function localName({ name }: XmlElement): string {
  return name.slice(name.indexOf(':') + 1);
}

/** A name from outside may be `__proto__`. */
function set(value: Record<string, unknown>, name: string, member: unknown): void {
  Object.defineProperty(value, name, { value: member, writable: true, enumerable: true, configurable: true });
}
