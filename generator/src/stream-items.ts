/**
 * Replies that come item by item, as a spec describes them: OpenAPI 3.2 by `itemSchema`; before it, by a
 * `schema` that everybody understood to be the item's.
 */

import type { ItemKind } from './media-type.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own } from './node.ts';

/** What the items are. */
export type Items =
  | { readonly kind: 'json'; readonly schema: unknown }
  | { readonly kind: 'events'; readonly events: readonly EventShape[] };

export interface EventShape {
  /** Value of its `event` field; `undefined` where any will do. */
  readonly name: string | undefined;
  /** Schema of its data, where that is JSON; otherwise it is text. */
  readonly json: { readonly schema: unknown } | undefined;
}

/** A reference followed. */
type Resolve = (schema: unknown) => Node;

/** @param content a Media Type Object */
export function itemsOf(kind: ItemKind, content: Node, resolve: Resolve): Items {
  const { schema, itemSchema } = content;
  if (kind !== 'events') return { kind: 'json', schema: itemSchema ?? itemOf(schema, resolve) };
  if (itemSchema !== undefined) return { kind: 'events', events: eventsOf(itemSchema, resolve) };
  const item = itemOf(schema, resolve);
  const event = resolve(item);
  if (isEvent(event)) return { kind: 'events', events: eventsOf(event, resolve) };
  const json = isText(event) ? undefined : { schema: item };
  return { kind: 'events', events: [{ name: undefined, json }] };
}

/** A list of items says what its items are; a text at most what is in it: JSON Schema 2020-12 §8. */
function itemOf(schema: unknown, resolve: Resolve): unknown {
  const node = resolve(schema);
  if (node.contentSchema !== undefined) return node.contentSchema;
  if (node.type === 'array' && isNode(node.items)) return node.items;
  return node.type === 'string' && node.enum === undefined && node.const === undefined ? undefined : schema;
}

const fields = new Set(['id', 'event', 'data', 'retry', 'comment']);

/** An object of an event's fields, and not what is in its data. */
function isEvent({ properties }: Node): boolean {
  const names = entriesOf(properties).map(([name]) => name);
  return names.includes('data') && names.every((name) => fields.has(name));
}

function isText({ type, properties, items, oneOf, anyOf, allOf, $ref }: Node): boolean {
  if (type === 'string') return true;
  return [type, properties, items, oneOf, anyOf, allOf, $ref].every((each) => each === undefined);
}

/** The alternatives of an item, each with what all of them have in common. */
function eventsOf(itemSchema: unknown, resolve: Resolve): EventShape[] {
  const item = resolve(itemSchema);
  const alternatives = [...listOf(item.oneOf), ...listOf(item.anyOf)].map((each) => resolve(each));
  const shapes = (alternatives.length === 0 ? [{}] : alternatives).map((each) => ({
    ...nodeOf(item.properties),
    ...nodeOf(each.properties),
  }));
  return shapes
    .filter((shape) => !isSentinel(resolve(own(shape, 'data'))))
    .map((shape) => eventOf(shape, resolve));
}

function eventOf(shape: Node, resolve: Resolve): EventShape {
  const { const: value, enum: values } = resolve(own(shape, 'event'));
  const [only, ...others] = listOf(values);
  const name = value ?? (others.length === 0 ? only : undefined);
  const data = own(shape, 'data');
  return { name: typeof name === 'string' ? name : undefined, json: jsonOf(data, resolve(data)) };
}

/** JSON Schema 2020-12 §8: `contentMediaType` and `contentSchema` say what is in a text. */
function jsonOf(written: unknown, { type, contentMediaType, contentSchema }: Node): EventShape['json'] {
  if (typeof contentMediaType === 'string') {
    return /[/+]json\b/i.test(contentMediaType) ? { schema: contentSchema } : undefined;
  }
  if (contentSchema !== undefined) return { schema: contentSchema };
  return type === undefined || type === 'string' ? undefined : { schema: written };
}

/** `[DONE]` and its like: the end, and no item. */
function isSentinel({ const: value, enum: values }: Node): boolean {
  return /^\[done\]$/i.test(String(value ?? listOf(values)[0] ?? ''));
}
