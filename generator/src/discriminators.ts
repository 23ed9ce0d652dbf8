/**
 * Discriminators with every value written down. Left to itself, openapi-typescript takes the name of a
 * schema for the value that names it; what the schema declares, as a `const` or a single `enum`, wins.
 */

import { type Kind, mapMembers } from './grammar.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own } from './node.ts';
import { at } from './pointer.ts';
import { schemaNameOf } from './variants.ts';

type Schemas = ReadonlyMap<string, Node>;

/** The component schemas, their discriminators complete. */
export function withExplicitDiscriminators(schemas: Node): Node {
  const all: Schemas = new Map(entriesOf(schemas).map(([name, schema]) => [name, nodeOf(schema)]));
  const children = childrenOf(all);
  const visit = (kind: Kind, value: unknown, name?: string): unknown => {
    if (!isNode(value)) return value;
    const copy = mapMembers(kind, value, visit);
    const discriminator = nodeOf(value.discriminator);
    if (kind !== 'schema' || typeof discriminator.propertyName !== 'string') return copy;
    const variants = [...variantsIn(value), ...(name === undefined ? [] : (children.get(name) ?? []))];
    const mapping = mappingOf(discriminator, discriminator.propertyName, variants, all);
    return { ...copy, discriminator: { ...discriminator, mapping } };
  };
  return Object.fromEntries(
    entriesOf(schemas).map(([name, schema]) => [name, visit('schema', schema, name)]),
  );
}

/** Schemas by what they are `allOf`. */
function childrenOf(schemas: Schemas): ReadonlyMap<string, readonly string[]> {
  const pairs = [...schemas].flatMap(([name, schema]) =>
    listOf(schema.allOf).flatMap((part) => {
      const parent = schemaNameOf(own(part, '$ref'));
      return parent === undefined ? [] : [{ parent, name }];
    }),
  );
  const groups = Map.groupBy(pairs, (pair) => pair.parent);
  return new Map([...groups].map(([parent, members]) => [parent, members.map((member) => member.name)]));
}

function variantsIn(schema: Node): string[] {
  return [...listOf(schema.oneOf), ...listOf(schema.anyOf)].flatMap(
    (item) => schemaNameOf(own(item, '$ref')) ?? [],
  );
}

function mappingOf(
  discriminator: Node,
  property: string,
  variants: readonly string[],
  schemas: Schemas,
): Node {
  const written = entriesOf(discriminator.mapping).flatMap(([value, target]) => {
    const name = schemaNameOf(target) ?? String(target);
    return schemas.has(name) ? [{ value, name }] : [];
  });
  const mapped = new Set(written.map(({ name }) => name));
  const unwritten = [...new Set(variants)]
    .filter((name) => !mapped.has(name))
    .map((name) => ({ value: name, name }));
  const declared = [...written, ...unwritten].map(({ value, name }) => {
    return [declaredValue(schemas.get(name), property) ?? value, at('#/components/schemas', name)] as const;
  });
  return Object.fromEntries(declared);
}

function declaredValue(schema: Node | undefined, property: string): string | undefined {
  const parts = [schema, ...listOf(schema?.allOf)];
  const values = parts.flatMap((part) => {
    const definition = nodeOf(own(nodeOf(part).properties, property));
    const value =
      definition.const ?? (listOf(definition.enum).length === 1 ? listOf(definition.enum)[0] : undefined);
    return typeof value === 'string' ? [value] : [];
  });
  return values[0];
}
