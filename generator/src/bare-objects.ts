/**
 * Objects of which nothing else is known: any object. As a type of its own that is a record of unknown members;
 * beside other parts of a whole it says nothing, and an intersection with it would ask for an index signature.
 */

import { entriesOf, isNode, listOf, type Node } from './node.ts';

const notes: ReadonlySet<string> = new Set([
  'type',
  'title',
  'description',
  'example',
  'examples',
  'deprecated',
]);

/** The schema without parts of its `allOf` that are any object, as long as another part is left. */
export function withoutBareParts(schema: Node): Node {
  if (!Array.isArray(schema.allOf)) return schema;
  const telling = listOf(schema.allOf).filter((part) => !isBare(part));
  return telling.length === 0 || telling.length === schema.allOf.length
    ? schema
    : { ...schema, allOf: telling };
}

function isBare(part: unknown): boolean {
  if (!isNode(part) || part.type !== 'object') return false;
  return Object.keys(part).every(
    (key) => notes.has(key) || (key === 'properties' && isEmpty(part.properties)),
  );
}

function isEmpty(properties: unknown): boolean {
  return entriesOf(properties).length === 0;
}
