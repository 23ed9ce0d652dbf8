/**
 * A schema that others are `allOf`, and that says by a discriminator which of them a value is, is a union of
 * them wherever it is used as a type: whoever gets a `Pet` gets a `Cat` or a `Dog`. What they have in common
 * is a schema of its own, `PetBase`, and they are made of that: a union of what contains the union would have
 * no end.
 *
 * It stays as it is where that would say less than the spec, or something that cannot be: see `familyOf`.
 */

import { withExplicitDiscriminators } from './discriminators.ts';
import { entriesOf, listOf, type Node, nodeOf, own } from './node.ts';
import { enumsOf } from './open-enums.ts';
import { at } from './pointer.ts';
import { schemaNameOf } from './variants.ts';

type Schemas = ReadonlyMap<string, Node>;

interface Family {
  /** What its members have in common. */
  readonly base: string;
  /** Members by the value that names them; the head itself may be one. */
  readonly members: readonly (readonly [value: string, name: string])[];
}

/** Component schemas as types have them: every discriminator explicit, and every such schema apart from its base. */
export function withFamilies(written: Node): Node {
  const known = answered.get(written) ?? asFamilies(written);
  answered.set(written, known);
  return known;
}

/** Names, types and codecs all begin with them. */
const answered = new WeakMap<Node, Node>();

function asFamilies(written: Node): Node {
  const schemas = withExplicitDiscriminators(written);
  const all: Schemas = new Map(entriesOf(schemas).map(([name, schema]) => [name, nodeOf(schema)]));
  const families = familiesIn(all, written);
  if (families.size === 0) return schemas;
  const mapped = new Set([...families.values()].flatMap(({ members }) => members.map(([, name]) => name)));
  return Object.fromEntries(
    [...all].flatMap(([name, schema]) => {
      const heir = isOtherName(schema) && !mapped.has(name) ? schema : madeOfBases(schema, families);
      const family = families.get(name);
      if (!family) return [[name, heir === schema ? own(schemas, name) : heir] as const];
      const { discriminator, ...base } = heir;
      return [[name, unionOf(name, schema, family)] as const, [family.base, withoutNotes(base)] as const];
    }),
  );
}

/** What each schema that is such a union is one of, by its name. */
export function heirsIn(written: Node): ReadonlyMap<string, readonly unknown[]> {
  const unions = entriesOf(withFamilies(written)).filter(([name, schema]) => {
    return nodeOf(schema).oneOf !== undefined && nodeOf(own(written, name)).oneOf === undefined;
  });
  return new Map(unions.map(([name, schema]) => [name, listOf(nodeOf(schema).oneOf)]));
}

function familiesIn(all: Schemas, written: Node): ReadonlyMap<string, Family> {
  const heads = [...all].filter(([, schema]) => isHead(schema));
  return new Map(
    heads.flatMap(([name, schema]) => {
      const { mapping } = nodeOf(nodeOf(own(written, name)).discriminator);
      const members = membersOf(
        name,
        schema,
        new Set(entriesOf(mapping).map(([, target]) => nameOf(target))),
        all,
      );
      return members ? [[name, { base: freeName(name, all), members }] as const] : [];
    }),
  );
}

/** A union that is written out says for itself what it is. */
function isHead({ discriminator, oneOf, anyOf }: Node): boolean {
  return typeof nodeOf(discriminator).propertyName === 'string' && oneOf === undefined && anyOf === undefined;
}

function nameOf(target: unknown): string {
  return schemaNameOf(target) ?? String(target);
}

/**
 * Who is mapped; where nobody is, who is made of it. Every member is made of the head, or is it, and may have
 * the value that names it, and every value that the head lists names one: otherwise the union would be
 * narrower than the spec, or a member of it `never`.
 */
function membersOf(
  head: string,
  schema: Node,
  mapped: ReadonlySet<string>,
  all: Schemas,
): Family['members'] | undefined {
  const { propertyName, mapping } = nodeOf(schema.discriminator);
  const property = String(propertyName);
  const members = entriesOf(mapping).flatMap(([value, target]) => {
    const name = schemaNameOf(target);
    const isMember =
      name !== undefined &&
      (mapped.size === 0 ? name === head || isMadeOf(name, head, all) : mapped.has(name));
    return isMember ? [[value, name] as const] : [];
  });
  const heirs = members.filter(([, name]) => name !== head);
  if (heirs.length === 0 || !heirs.every(([, name]) => isMadeOf(name, head, all, mapped.has(name))))
    return undefined;
  const plain = Object.fromEntries(all);
  if (!isText(own(schema.properties, property), all)) return undefined;
  const values = new Set<unknown>(members.map(([value]) => value));
  const listed = enumsOf({ $ref: at('#/components/schemas', head) }, plain)?.get(property) ?? [];
  if (listed.some((value) => !values.has(value))) return undefined;
  const mayBe = ([value, name]: readonly [string, string]) => {
    const own = enumsOf({ $ref: at('#/components/schemas', name) }, plain)?.get(property);
    return own === undefined || own.includes(value);
  };
  return members.every(mayBe) && (listed.length === 0 || members.every(([value]) => listed.includes(value)))
    ? members
    : undefined;
}

/**
 * Whether it is `allOf` the head, by way of others or not, and more than another name for it.
 *
 * @param isMapped The head says that it is an heir, whatever it says itself.
 */
function isMadeOf(
  name: string,
  head: string,
  all: Schemas,
  isMapped = false,
  seen = new Set<string>(),
): boolean {
  if (seen.has(name)) return false;
  seen.add(name);
  const schema = nodeOf(all.get(name));
  const parts = listOf(schema.allOf);
  const isMore = isMapped || !isOtherName(schema);
  return parts.some((part) => {
    const target = schemaNameOf(own(part, '$ref'));
    if (target === undefined) return false;
    return target === head ? isMore : isMadeOf(target, head, all, isMapped, seen);
  });
}

/** Nothing is said of it, or that it is text. */
function isText(property: unknown, all: Schemas): boolean {
  const name = schemaNameOf(own(property, '$ref'));
  const { type } = name === undefined ? nodeOf(property) : nodeOf(all.get(name));
  return type === undefined || [type].flat().includes('string');
}

/** Another name, with `null` beside it, as 3.0 has to write that: nothing is added. */
function isOtherName({ allOf, properties, discriminator, nullable, type }: Node): boolean {
  const isAlone = listOf(allOf).length === 1 && properties === undefined && discriminator === undefined;
  return isAlone && (nullable === true || [type].flat().includes('null'));
}

/** Its parts that are heads become their bases: of a head it is an heir, whatever else that says of its heirs. */
function madeOfBases(schema: Node, families: ReadonlyMap<string, Family>): Node {
  const parts = listOf(schema.allOf);
  const changed = parts.map((part) => {
    const family = families.get(schemaNameOf(own(part, '$ref')) ?? '');
    return family ? { ...nodeOf(part), $ref: at('#/components/schemas', family.base) } : part;
  });
  return changed.some((part, index) => part !== parts[index]) ? { ...schema, allOf: changed } : schema;
}

function unionOf(head: string, schema: Node, { base, members }: Family): Node {
  const { description, title, deprecated, nullable, discriminator } = schema;
  const property = String(nodeOf(discriminator).propertyName);
  const notes = Object.entries({ description, title, deprecated, nullable });
  const heirs = members.filter(([, name]) => name !== head);
  const own = members.filter(([, name]) => name === head).map(([value]) => value);
  const names = [...new Set(heirs.map(([, name]) => name))];
  return {
    ...Object.fromEntries(notes.filter(([, value]) => value !== undefined)),
    oneOf: [
      ...names.map((name) => ({ $ref: at('#/components/schemas', name) })),
      ...(own.length > 0 ? [itself(base, property, own)] : []),
    ],
    // A case that is written out in place has no name to be mapped to: openapi-typescript leaves it as it is.
    discriminator: {
      propertyName: property,
      mapping: Object.fromEntries(heirs.map(([value, name]) => [value, at('#/components/schemas', name)])),
    },
  };
}

/** A value that is no more than its head. */
function itself(base: string, property: string, values: readonly string[]): Node {
  const tag = { type: 'object', required: [property], properties: { [property]: { enum: values } } };
  return { allOf: [{ $ref: at('#/components/schemas', base) }, tag] };
}

/** They stand with the union. */
function withoutNotes({ description, title, deprecated, nullable, ...schema }: Node): Node {
  return schema;
}

function freeName(name: string, all: Schemas): string {
  const names = ['Base', 'Common', 'BaseCommon'].map((suffix) => name + suffix);
  return names.find((each) => !all.has(each)) ?? `${name}BreakwaterBase`;
}
