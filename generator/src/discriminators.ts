/**
 * Discriminators with every value written down. Left to itself, openapi-typescript takes the name of a
 * schema for the value that names it; what the schema declares, as a `const` or a single `enum`, wins.
 * And it writes the property into a variant that declares none, wherever else that schema is used; here the
 * union says it of its variants.
 */

import { type Kind, withMembers } from './grammar.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own } from './node.ts';
import { at } from './pointer.ts';
import { schemaNameOf } from './variants.ts';

type Schemas = ReadonlyMap<string, Node>;

/** A value of a discriminator, and the schema it stands for. */
interface Case {
  readonly value: string;
  readonly name: string;
}

/** The component schemas, their discriminators complete. */
export function withExplicitDiscriminators(schemas: Node): Node {
  const all: Schemas = new Map(entriesOf(schemas).map(([name, schema]) => [name, nodeOf(schema)]));
  const children = childrenOf(all);
  const visit = (kind: Kind, value: unknown, name?: string): unknown => {
    if (!isNode(value)) return value;
    const whole = withMembers(kind, value, (each, child) => visit(each, child));
    const property = own(whole.discriminator, 'propertyName');
    if (kind !== 'schema' || typeof property !== 'string') return whole;
    const { discriminator, ...rest } = whole;
    const members = variantsIn(value);
    const variants = [...members, ...(name === undefined ? [] : (children.get(name) ?? []))];
    const cases = casesOf(nodeOf(discriminator), property, variants, all);
    const silent = new Set(members.filter((member) => !declares(member, property, all)));
    const spoken = cases.filter((each) => !silent.has(each.name));
    const union = silent.size === 0 ? rest : withValues(rest, property, cases, silent);
    if (spoken.length === 0 && silent.size > 0) return union;
    return { ...union, discriminator: { ...nodeOf(discriminator), mapping: mappingOf(spoken) } };
  };
  return Object.fromEntries(
    entriesOf(schemas).map(([name, schema]) => [name, visit('schema', schema, name)]),
  );
}

/**
 * Without the discriminators of unions whose every variant says itself which one it is: openapi-typescript makes a
 * text of each value, and one of two schemas that share a value gets its name for it.
 */
export function withoutNeedlessDiscriminators(schemas: Node): Node {
  const all: Schemas = new Map(entriesOf(schemas).map(([name, schema]) => [name, nodeOf(schema)]));
  const visit = (kind: Kind, value: unknown): unknown => {
    if (!isNode(value)) return value;
    const whole = withMembers(kind, value, visit);
    const { discriminator, ...union } = whole;
    const property = own(discriminator, 'propertyName');
    if (kind !== 'schema' || typeof property !== 'string') return whole;
    return isNeedless(variantsIn(value), property, all) ? union : whole;
  };
  return Object.fromEntries(entriesOf(schemas).map(([name, schema]) => [name, visit('schema', schema)]));
}

function isNeedless(variants: readonly string[], property: string, schemas: Schemas): boolean {
  const names = [...new Set(variants)];
  const values = names.map((name) => declaredValues(schemas.get(name), property)[0]);
  if (names.length === 0 || values.includes(undefined)) return false;
  if (values.some((value) => typeof value !== 'string') || new Set(values).size < values.length) return true;
  return names.every((name) => isRequired(schemas.get(name), property));
}

function isRequired(schema: Node | undefined, property: string): boolean {
  return [schema, ...listOf(schema?.allOf)].some((part) => listOf(own(part, 'required')).includes(property));
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

function casesOf(
  discriminator: Node,
  property: string,
  variants: readonly string[],
  schemas: Schemas,
): readonly Case[] {
  const written = entriesOf(discriminator.mapping).flatMap(([value, target]) => {
    const name = schemaNameOf(target) ?? String(target);
    return schemas.has(name) ? [{ value, name }] : [];
  });
  const mapped = new Set(written.map(({ name }) => name));
  const unwritten = [...new Set(variants)]
    .filter((name) => !mapped.has(name))
    .map((name) => ({ value: name, name }));
  return [...written, ...unwritten].map(({ value, name }) => {
    return { value: declaredValue(schemas.get(name), property) ?? value, name };
  });
}

function mappingOf(cases: readonly Case[]): Node {
  return Object.fromEntries(cases.map(({ value, name }) => [value, at('#/components/schemas', name)]));
}

function declaredValue(schema: Node | undefined, property: string): string | undefined {
  return declaredValues(schema, property).find((value) => typeof value === 'string');
}

/** What a schema, or a part of it, says is the only value of a property. */
function declaredValues(schema: Node | undefined, property: string): unknown[] {
  return [schema, ...listOf(schema?.allOf)].flatMap((part) => {
    const definition = nodeOf(own(nodeOf(part).properties, property));
    const value =
      definition.const ?? (listOf(definition.enum).length === 1 ? listOf(definition.enum)[0] : undefined);
    return ['string', 'number', 'boolean'].includes(typeof value) ? [value] : [];
  });
}

/** Whether a schema has the property; of one that is more than an object, nobody can say that it has not. */
function declares(name: string, property: string, schemas: Schemas, seen = new Set<string>()): boolean {
  // Where somebody has looked before, it was not.
  if (seen.has(name)) return false;
  seen.add(name);
  const has = (part: unknown): boolean => {
    const target = schemaNameOf(own(part, '$ref'));
    if (target !== undefined) return declares(target, property, schemas, seen);
    const node = nodeOf(part);
    const isUnion = node.oneOf !== undefined || node.anyOf !== undefined;
    return isUnion || own(node.properties, property) !== undefined || listOf(node.allOf).some(has);
  };
  return has(schemas.get(name));
}

/** The union, which says of each silent variant which value of the property stands for it. */
function withValues(
  union: Node,
  property: string,
  cases: readonly Case[],
  silent: ReadonlySet<string>,
): Node {
  const said = (member: unknown): unknown => {
    const name = schemaNameOf(own(member, '$ref'));
    if (name === undefined || !silent.has(name)) return member;
    const values = cases.filter((each) => each.name === name).map(({ value }) => value);
    const value = { oneOf: values.map((each) => ({ const: each })) };
    const tag = { type: 'object', required: [property], properties: { [property]: value } };
    return { allOf: [member, tag] };
  };
  const { oneOf, anyOf } = union;
  return {
    ...union,
    ...(oneOf === undefined ? {} : { oneOf: listOf(oneOf).map(said) }),
    ...(anyOf === undefined ? {} : { anyOf: listOf(anyOf).map(said) }),
  };
}
