/**
 * What tells the variants of a union apart where no discriminator does: their types, the members they must
 * have, and the types and values of their members. What they all share is left out.
 */

import { entriesOf, isNode, listOf, type Node, nodeOf, own } from './node.ts';
import { schemaNameOf } from './variants.ts';

type Literal = string | number | boolean | null;

/** In step with the runtime's `Variant`. */
export interface Shape {
  readonly is?: readonly string[];
  readonly among?: readonly Literal[];
  readonly has?: readonly string[];
  readonly types?: ReadonlyMap<string, readonly string[]>;
  readonly values?: ReadonlyMap<string, readonly Literal[]>;
}

/** The members of a union, and of the unions in it that are nothing else; each once, however many ways lead to it. */
export function leavesOf(union: Node, schemas: Node, seen = new Set([union])): unknown[] {
  return [...listOf(union.oneOf), ...listOf(union.anyOf)].flatMap((member) => {
    const node = resolved(member, schemas);
    if (seen.has(node)) return [];
    seen.add(node);
    const isUnion = node.oneOf !== undefined || node.anyOf !== undefined;
    // One that knows its variants by itself is one variant here.
    const isPlain =
      node.properties === undefined && node.allOf === undefined && node.discriminator === undefined;
    return isUnion && isPlain ? leavesOf(node, schemas, seen) : [member];
  });
}

export function shapeOf(schema: unknown, schemas: Node): Shape {
  const node = resolved(schema, schemas);
  const parts = wholeOf(node, schemas);
  const properties = parts.flatMap((part) => entriesOf(part.properties));
  const types = typesOf(node, schemas);
  const among = literalsOf(node);
  return {
    ...(types.length > 0 ? { is: types } : {}),
    ...(among.length > 0 ? { among } : {}),
    has: [...new Set(parts.flatMap((part) => listOf(part.required)))].filter(
      (name) => typeof name === 'string',
    ),
    types: table(properties, (property) => typesOf(resolved(property, schemas), schemas)),
    values: table(properties, (property) => literalsOf(resolved(property, schemas))),
  };
}

/** The same shapes without what does not tell them apart. */
export function apart(shapes: readonly Shape[]): Shape[] {
  const objects = shapes.filter(mayBeObject);
  const shared = (part: (shape: Shape) => unknown): boolean => {
    const [first, ...others] = objects.map((shape) => JSON.stringify(part(shape)));
    return others.every((each) => each === first);
  };
  return shapes.map((shape) => {
    const { is, among } = shape;
    const plain: Shape = { ...(is ? { is } : {}), ...(among ? { among } : {}) };
    if (!mayBeObject(shape) || objects.length < 2) return plain;
    const has = (shape.has ?? []).filter((name) => !objects.every((each) => each.has?.includes(name)));
    const values = new Map(
      [...(shape.values ?? [])].filter(([name]) => !shared((each) => each.values?.get(name))),
    );
    const types = new Map(
      [...(shape.types ?? [])].filter(
        ([name]) => !values.has(name) && !shared((each) => each.types?.get(name)),
      ),
    );
    return {
      ...plain,
      ...(has.length > 0 ? { has } : {}),
      ...(types.size > 0 ? { types } : {}),
      ...(values.size > 0 ? { values } : {}),
    };
  });
}

function mayBeObject({ is }: Shape): boolean {
  return is === undefined || is.includes('object');
}

function table<Value>(
  properties: readonly (readonly [string, unknown])[],
  read: (property: unknown) => readonly Value[],
): ReadonlyMap<string, readonly Value[]> {
  return new Map(
    properties
      .map(([name, property]) => [name, read(property)] as const)
      .filter(([, list]) => list.length > 0),
  );
}

function resolved(schema: unknown, schemas: Node): Node {
  const seen = new Set<string>();
  let node = nodeOf(schema);
  for (
    let name = schemaNameOf(node.$ref);
    name !== undefined && !seen.has(name);
    name = schemaNameOf(node.$ref)
  ) {
    seen.add(name);
    node = nodeOf(own(schemas, name));
  }
  return node;
}

/** The schema and everything it is `allOf`. */
function wholeOf(node: Node, schemas: Node, seen = new Set<Node>()): Node[] {
  if (seen.has(node)) return [];
  seen.add(node);
  const parts = listOf(node.allOf).map((part) => resolved(part, schemas));
  return [node, ...parts.flatMap((part) => wholeOf(part, schemas, seen))];
}

/** JSON's types of its values; none where that is not said. */
function typesOf(node: Node, schemas: Node): string[] {
  const written = wholeOf(node, schemas).flatMap((part) => {
    if (part.type !== undefined)
      return [part.type].flat().map((type) => (type === 'integer' ? 'number' : String(type)));
    return isNode(part.properties) ? ['object'] : [];
  });
  const values =
    written.length > 0 ? [] : literalsOf(node).map((value) => (value === null ? 'null' : typeof value));
  const types = [...new Set([...written, ...values])];
  return node.nullable === true && types.length > 0 ? [...new Set([...types, 'null'])] : types;
}

function literalsOf(node: Node): Literal[] {
  const values = node.const === undefined ? listOf(node.enum) : [node.const];
  return values.filter(isLiteral);
}

function isLiteral(value: unknown): value is Literal {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
