/**
 * Whether the values of a schema are single ones, arrays or objects: as much of it as the runtime needs to
 * refuse what no style could write as it was meant.
 */

import { isNode, listOf, type Node } from './node.ts';
import { type Context, resolved } from './read-context.ts';

/** Left out for single values. */
export type ValueType = 'array' | 'object' | 'any';

type Shape = 'single' | 'array' | 'object' | 'unknown';

export function valueTypeOf(schema: unknown, context: Context): ValueType | undefined {
  // What has no schema is text.
  const shapes = schema === undefined ? new Set<Shape>(['single']) : shapesOf(schema, context, new Map());
  const [only] = shapes;
  if (shapes.size !== 1 || only === undefined || only === 'unknown') return 'any';
  return only === 'single' ? undefined : only;
}

/** @param known by schema; of one that is being looked at, nothing yet */
function shapesOf(
  schema: unknown,
  context: Context,
  known: Map<unknown, ReadonlySet<Shape>>,
): ReadonlySet<Shape> {
  const node = resolved(schema, context);
  if (!isNode(schema)) return unknown;
  const found = known.get(node);
  if (found) return found;
  known.set(node, unknown);
  const shapes = shapesWithin(node, context, known);
  known.set(node, shapes);
  return shapes;
}

function shapesWithin(
  node: Node,
  context: Context,
  known: Map<unknown, ReadonlySet<Shape>>,
): ReadonlySet<Shape> {
  const own = ownShapes(node);
  if (own.size > 0) return own;
  const variants = [...listOf(node.oneOf), ...listOf(node.anyOf)];
  if (variants.length > 0) return new Set(variants.flatMap((each) => [...shapesOf(each, context, known)]));
  // All of them are about the same value: whoever says something, says it for the others.
  const parts = listOf(node.allOf).map((each) => shapesOf(each, context, known));
  return parts.find((each) => !each.has('unknown')) ?? unknown;
}

const unknown: ReadonlySet<Shape> = new Set(['unknown']);

function ownShapes(schema: Node): ReadonlySet<Shape> {
  const types = [schema.type].flat().filter((type) => typeof type === 'string' && type !== 'null');
  if (types.length > 0) return new Set(types.map((type) => (isComposite(type) ? type : 'single')));
  const values = Object.hasOwn(schema, 'const') ? [schema.const] : listOf(schema.enum);
  if (values.length > 0) return new Set(values.filter((value) => value !== null).map(shapeOfValue));
  if (has(schema, 'properties', 'additionalProperties', 'patternProperties')) return new Set(['object']);
  if (has(schema, 'items', 'prefixItems')) return new Set(['array']);
  return new Set(has(schema, 'format', 'minimum', 'maximum') ? ['single'] : []);
}

function isComposite(type: unknown): type is 'array' | 'object' {
  return type === 'array' || type === 'object';
}

function shapeOfValue(value: unknown): Shape {
  if (Array.isArray(value)) return 'array';
  return isNode(value) ? 'object' : 'single';
}

function has(schema: Node, ...words: readonly string[]): boolean {
  return words.some((word) => Object.hasOwn(schema, word));
}
