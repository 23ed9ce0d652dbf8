/**
 * Whether the values of a schema are numbers, booleans, other single ones, arrays or objects: as much of it as the
 * runtime needs to refuse what no style could write as it was meant.
 */

import { isNode, listOf, type Node } from './node.ts';
import { type Context, resolved } from './read-context.ts';

/** Left out for single values that are text, or one of several kinds. */
export type ValueType = 'number' | 'boolean' | 'array' | 'object' | 'any';

type Shape = 'text' | 'number' | 'boolean' | 'array' | 'object' | 'unknown';

/** Whether values of a type are written as one text. */
export function isSingle(type: ValueType | undefined): boolean {
  return type === undefined || type === 'number' || type === 'boolean';
}

export function valueTypeOf(schema: unknown, context: Context): ValueType | undefined {
  // What has no schema is text.
  const shapes = schema === undefined ? new Set<Shape>(['text']) : shapesOf(schema, context, new Map());
  const types = [...shapes].map(typeOfShape);
  const [only, ...others] = types;
  if (others.length > 0) return types.every(isSingle) ? undefined : 'any';
  return types.length === 0 ? 'any' : only;
}

function typeOfShape(shape: Shape): ValueType | undefined {
  if (shape === 'unknown') return 'any';
  return shape === 'text' ? undefined : shape;
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
  if (types.length > 0) return new Set(types.map(shapeOfType));
  const values = Object.hasOwn(schema, 'const') ? [schema.const] : listOf(schema.enum);
  if (values.length > 0) return new Set(values.filter((value) => value !== null).map(shapeOfValue));
  if (has(schema, 'properties', 'additionalProperties', 'patternProperties')) return new Set(['object']);
  if (has(schema, 'items', 'prefixItems')) return new Set(['array']);
  // Of what says no more, TypeScript knows no more either.
  return new Set(has(schema, 'format', 'minimum', 'maximum') ? ['text'] : []);
}

function shapeOfType(type: unknown): Shape {
  if (type === 'integer' || type === 'number') return 'number';
  return type === 'array' || type === 'object' || type === 'boolean' ? type : 'text';
}

function shapeOfValue(value: unknown): Shape {
  if (Array.isArray(value)) return 'array';
  if (isNode(value)) return 'object';
  return typeof value === 'number' || typeof value === 'boolean' ? shapeOfType(typeof value) : 'text';
}

function has(schema: Node, ...words: readonly string[]): boolean {
  return words.some((word) => Object.hasOwn(schema, word));
}
