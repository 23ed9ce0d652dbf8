/**
 * Schemas as types to compare: what a value may be, as the texts of a union's members, or as an object
 * whose properties can be compared one by one. Named schemas stay names; they are compared once.
 */

import { entriesOf, isNode, listOf, type Node, nodeOf, own } from '../node.ts';
import { type Refer, typeText } from '../type-text.ts';
import { type Direction, schemaNameOf } from '../variants.ts';

export interface Property {
  readonly schema: unknown;
  readonly isRequired: boolean;
}

export interface ObjectShape {
  readonly properties: ReadonlyMap<string, Property>;
  /** Named schemas it is made of besides its properties. */
  readonly bases: ReadonlySet<string>;
  /** What any other property is. */
  readonly others: unknown;
}

/** What it takes to read the schemas of one API. */
export interface Schemas {
  /** Names of TypeScript. */
  readonly refer: Refer;
  readonly definitions: ReadonlyMap<string, Node>;
}

/** A type in full, without the words of the documentation: two schemas of one text are one type. */
export function textOf(schema: unknown, schemas: Schemas): string {
  return [...membersOf(schema, schemas)].sort().join(' | ');
}

/** Texts of what a value may be. */
export function membersOf(schema: unknown, schemas: Schemas): ReadonlySet<string> {
  const short = typeText(schema, schemas.refer);
  if (short !== undefined && !short.includes('[]')) return new Set(splitUnion(short));
  const node = nodeOf(schema);
  const variants = variantsOf(node);
  const isUnion = variants.length > 0 && node.properties === undefined && node.allOf === undefined;
  const members = isUnion
    ? variants.flatMap((variant) => [...membersOf(variant, schemas)])
    : [short ?? structure(node, schemas)];
  return new Set(isNullable(node) ? [...members, 'null'] : members);
}

/** Whether it may be `null` by its own words. */
export function isNullable(node: Node): boolean {
  return node.nullable === true || (Array.isArray(node.type) && node.type.includes('null'));
}

/** Of a list, the schema of its items. */
export function itemOf(schema: unknown): unknown {
  const node = nodeOf(schema);
  const isList = [node.type].flat().includes('array') && isNode(node.items);
  return isList ? node.items : undefined;
}

/** `undefined` for what is no object, or one that is more than its properties. */
export function objectOf(schema: unknown, direction: Direction, schemas: Schemas): ObjectShape | undefined {
  const node = nodeOf(schema);
  if (node.$ref !== undefined || variantsOf(node).some((variant) => textOf(variant, schemas) !== 'unknown'))
    return undefined;
  if (node.properties === undefined && node.allOf === undefined && node.additionalProperties === undefined)
    return undefined;
  const parts = listOf(node.allOf);
  const bases = parts.flatMap((part) => schemaNameOf(own(part, '$ref')) ?? []);
  const inline = parts.filter((part) => own(part, '$ref') === undefined);
  const shapes = inline.map((part) => objectOf(part, direction, schemas));
  if (shapes.includes(undefined)) return undefined;
  const properties = new Map(shapes.flatMap((shape) => [...(shape?.properties ?? [])]));
  for (const [name, property] of ownProperties(node, direction, schemas)) properties.set(name, property);
  for (const name of requiredOf(node)) {
    const known = properties.get(name);
    if (known) properties.set(name, { ...known, isRequired: true });
  }
  const more = shapes.flatMap((shape) => [...(shape?.bases ?? [])]);
  const others = [node, ...inline.map(nodeOf)]
    .map((part) => part.additionalProperties)
    .find((each) => each !== undefined);
  return { properties, bases: new Set([...bases, ...more]), others: others === false ? undefined : others };
}

/** Named schemas inside a schema, those behind a discriminator included. */
export function referencesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(referencesIn);
  if (!isNode(schema)) return [];
  const name = schemaNameOf(schema.$ref);
  return [...(name === undefined ? [] : [name]), ...Object.values(schema).flatMap(referencesIn)];
}

function ownProperties(node: Node, direction: Direction, schemas: Schemas): (readonly [string, Property])[] {
  const required = new Set(requiredOf(node));
  return entriesOf(node.properties)
    .filter(([, schema]) => !isHidden(schema, direction, schemas))
    .map(([name, schema]) => [name, { schema, isRequired: required.has(name) }] as const);
}

function variantsOf(node: Node): readonly unknown[] {
  return [...listOf(node.oneOf), ...listOf(node.anyOf)];
}

function requiredOf(node: Node): string[] {
  return listOf(node.required).filter((name) => typeof name === 'string');
}

function isHidden(schema: unknown, direction: Direction, { definitions }: Schemas): boolean {
  const word = direction === 'request' ? 'readOnly' : 'writeOnly';
  const target = definitions.get(schemaNameOf(own(schema, '$ref')) ?? '');
  return own(schema, word) === true || own(target, word) === true;
}

function structure(node: Node, schemas: Schemas): string {
  const text = (schema: unknown) => textOf(schema, schemas);
  const item = itemOf(node);
  if (item !== undefined) return `(${text(item)})[]`;
  const shared = listOf(node.allOf).map(text);
  const required = new Set(requiredOf(node));
  const properties = entriesOf(node.properties).map(([name, schema]) => {
    const mark =
      nodeOf(schema).readOnly === true ? 'readonly ' : nodeOf(schema).writeOnly === true ? 'writeonly ' : '';
    return `${mark}${name}${required.has(name) ? '' : '?'}: ${text(schema)}`;
  });
  const { additionalProperties } = node;
  const others =
    isNode(additionalProperties) || additionalProperties === true
      ? [`[name]: ${text(additionalProperties)}`]
      : [];
  // A variant that only says what is required changes no type.
  const variants = variantsOf(node)
    .map(text)
    .filter((variant) => variant !== 'unknown');
  const members = [...properties, ...others].sort();
  return [
    ...shared,
    ...(members.length > 0 || shared.length + variants.length === 0 ? [`{ ${members.join('; ')} }`] : []),
    ...(variants.length > 0 ? [`(${variants.join(' | ')})`] : []),
  ].join(' & ');
}

/** Of a text without brackets: unions of literals, primitives and names. */
function splitUnion(text: string): string[] {
  return /[<(]/.test(text)
    ? [text]
    : (text.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s|'"]+/g) ?? [text]);
}
