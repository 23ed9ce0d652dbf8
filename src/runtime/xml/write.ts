/** From a value to its XML. What is `undefined` or `null` is left out; order is that of the node. */

import { isMoment, plain } from '../codec/moment.ts';
import {
  contentOf,
  nodesOf,
  qualified,
  settled,
  type XmlContent,
  type XmlMembers,
  type XmlName,
  type XmlNode,
} from './node.ts';

/** Namespaces in scope: URI by prefix, `''` for the default one. */
type Scope = ReadonlyMap<string, string>;

/**
 * The document of a value.
 *
 * @throws {TypeError} A value cannot stand where it is: an object as an attribute, a character that XML has not.
 */
export function writeXml(node: XmlNode, value: unknown): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${nodeText(node, value, new Map())}`;
}

/** Elements of one member. */
function nodeText(node: XmlNode, value: unknown, scope: Scope): string {
  if (isAbsent(value)) return '';
  if (node.list === undefined) return elementText(node, value, contentOf(node), scope);
  if (!Array.isArray(value)) throw new TypeError(`\`${node.name}\` must be an array`);
  if (!node.wrapper) return itemsText(node, value, scope);
  const [declared, inner] = declarations(node.wrapper, undefined, scope);
  return enclosed(node.wrapper, declared, itemsText(node, value, inner));
}

function itemsText(node: XmlNode, items: readonly unknown[], scope: Scope): string {
  // An item that is missing would move those after it.
  return items.map((item) => elementText(node, item ?? '', contentOf(node), scope)).join('');
}

function elementText(name: XmlName, value: unknown, content: XmlContent, scope: Scope): string {
  const kind = settled(content);
  const [declared, inner] = declarations(name, kind, scope);
  if (typeof kind === 'string') {
    if (kind !== 'any' || !isBag(value)) return enclosed(name, declared, escaped(textOf(name, value)));
    return enclosed(name, declared, anyText(value, inner));
  }
  if (!isBag(value)) throw new TypeError(`\`${name.name}\` must be an object`);
  const { attributes, elements } = membersText(kind, value, inner);
  return enclosed(name, declared + attributes, elements);
}

function membersText(
  content: XmlMembers,
  value: Readonly<Record<string, unknown>>,
  scope: Scope,
): { readonly attributes: string; readonly elements: string } {
  const { members, rest } = content;
  let attributes = '';
  let elements = '';
  for (const [property, node] of nodesOf(content)) {
    const member = Object.hasOwn(value, property) ? value[property] : undefined;
    if (isAbsent(member)) continue;
    if (node.as === 'attribute') attributes += ` ${qualified(node)}="${escaped(textOf(node, member))}"`;
    else if (node.as === 'text') elements += escaped(textOf(node, member));
    else elements += nodeText(node, member, scope);
  }
  if (rest === undefined) return { attributes, elements };
  for (const [name, member] of Object.entries(value)) {
    if (!Object.hasOwn(members, name)) elements += othersText(name, member, rest, scope);
  }
  return { attributes, elements };
}

function othersText(name: string, value: unknown, content: XmlContent, scope: Scope): string {
  if (!elementName.test(name)) throw new TypeError('a member has a name that no element can have');
  const items = Array.isArray(value) ? value : [value];
  return items.map((item) => (isAbsent(item) ? '' : elementText({ name }, item, content, scope))).join('');
}

function anyText(value: Readonly<Record<string, unknown>>, scope: Scope): string {
  return Object.entries(value)
    .map(([name, member]) => othersText(name, member, 'any', scope))
    .join('');
}

/** XML 1.0 §2.3, without colons: a prefix is the schema's to give. */
const elementName = /^[\p{L}_][\p{L}\p{N}_.·-]*$/u;

/** What an element declares: its own namespace and those of its members, unless they hold already. */
function declarations(name: XmlName, kind: XmlContent | undefined, scope: Scope): [string, Scope] {
  const inner = new Map(scope);
  let text = '';
  const members = typeof kind === 'object' ? nodesOf(kind).map(([, node]) => node) : [];
  for (const { prefix = '', namespace } of [name, ...members.filter((each) => each.prefix !== undefined)]) {
    if (namespace === undefined || inner.get(prefix) === namespace) continue;
    inner.set(prefix, namespace);
    text += ` xmlns${prefix === '' ? '' : `:${prefix}`}="${escaped(namespace)}"`;
  }
  return [text, inner];
}

function enclosed(name: XmlName, attributes: string, content: string): string {
  const tag = qualified(name);
  return content === '' ? `<${tag}${attributes} />` : `<${tag}${attributes}>${content}</${tag}>`;
}

function textOf({ name }: XmlName, value: unknown): string {
  if (typeof value === 'object' && !isMoment(value)) throw new TypeError(`\`${name}\` must be a text`);
  return plain(value);
}

/** XML 1.0 §2.2: what is no character of a document, escaped or not. */
const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // §2.11, §3.3.3: a reader would make these a newline, or a space.
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

function escaped(text: string): string {
  if (forbidden.test(text)) throw new TypeError('a text holds a character that XML has not');
  return text.replace(/[&<>"\r\n\t]/g, (character) => entities[character] ?? character);
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isBag(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isMoment(value);
}
