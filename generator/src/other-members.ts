/**
 * The members of an object that nobody names. TypeScript wants every named member to fit the index signature
 * (TS2411), or no literal is of the type; a schema wants no such thing. So the signature takes the named ones in.
 */

import { entriesOf, isNode, type Node } from './node.ts';

/** The schema with `additionalProperties` that its `properties` are part of. */
export function withFittingOthers(schema: Node): Node {
  const { properties, additionalProperties } = schema;
  if (!isNode(additionalProperties) || Object.keys(additionalProperties).length === 0) return schema;
  const shapes = new Map([additionalProperties, ...named(properties)].map((each) => [shapeOf(each), each]));
  if (shapes.size < 2) return schema;
  return { ...schema, additionalProperties: { anyOf: [...shapes.values()] } };
}

function named(properties: unknown): unknown[] {
  return entriesOf(properties).map(([, property]) => property);
}

/** What of a schema its type depends on. */
function shapeOf(schema: unknown): string {
  if (!isNode(schema)) return JSON.stringify(schema);
  const { description, title, default: _, example, examples, deprecated, readOnly, ...shape } = schema;
  return JSON.stringify(shape);
}
