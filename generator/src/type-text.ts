/**
 * Schemas as the text of a TypeScript type, where that is short and says what a reader wants to know:
 * primitives, literals, arrays, maps, unions and named schemas. `undefined` for anything longer.
 */

import { literal } from './emit/text.ts';
import { isNode, listOf, type Node } from './node.ts';
import { isBinary } from './types.ts';
import { schemaNameOf } from './variants.ts';

/** What a component schema is called where the text will stand; the caller imports it. */
export type Refer = (schema: string) => string;

const primitives = new Map([
  ['string', 'string'],
  ['number', 'number'],
  ['integer', 'number'],
  ['boolean', 'boolean'],
  ['null', 'null'],
]);

export function typeText(schema: unknown, refer: Refer): string | undefined {
  if (schema === undefined || schema === true) return 'unknown';
  if (!isNode(schema)) return undefined;
  const text = plainText(schema, refer);
  const isNullable = schema.nullable === true && text !== undefined && text !== 'unknown';
  return isNullable ? union([text, 'null']) : text;
}

/** Members of a union, each once. */
export function union(members: readonly string[]): string {
  const unique = [...new Set(members)];
  return unique.includes('unknown') ? 'unknown' : unique.join(' | ');
}

function plainText(schema: Node, refer: Refer): string | undefined {
  const name = schemaNameOf(schema.$ref);
  if (name !== undefined) return refer(name);
  if (Object.hasOwn(schema, 'const')) return literals([schema.const]);
  if (schema.allOf !== undefined)
    return only(schema, 'allOf') ? typeText(listOf(schema.allOf)[0], refer) : undefined;
  if (schema.oneOf !== undefined || schema.anyOf !== undefined) return unionOf(schema, refer);
  if (Array.isArray(schema.enum))
    return literals(typeNames(schema).includes('null') ? [...schema.enum, null] : schema.enum);
  return typedText(schema, refer);
}

function typedText(schema: Node, refer: Refer): string | undefined {
  const names = typeNames(schema);
  if (names.length === 0)
    return Object.keys(schema).some((word) => structural.has(word)) ? undefined : 'unknown';
  const members = names.map((name) => {
    if (name === 'array') return arrayText(schema, refer);
    if (name === 'object') return mapText(schema, refer);
    return isBinary(schema) ? 'Blob' : primitives.get(name);
  });
  return all(members);
}

/** Words that give an untyped schema a shape. */
const structural = new Set([
  'properties',
  'items',
  'additionalProperties',
  'patternProperties',
  'prefixItems',
  'not',
  '$defs',
]);

function arrayText(schema: Node, refer: Refer): string | undefined {
  if (schema.prefixItems !== undefined || Array.isArray(schema.items)) return undefined;
  const item = typeText(schema.items, refer);
  return item === undefined ? undefined : `${/[ &|]/.test(item) ? `(${item})` : item}[]`;
}

/** An object that is only a map, or of which nothing is known. */
function mapText(schema: Node, refer: Refer): string | undefined {
  if (schema.properties !== undefined || schema.patternProperties !== undefined) return undefined;
  const { additionalProperties } = schema;
  if (additionalProperties === undefined || additionalProperties === false) return undefined;
  const value = additionalProperties === true ? 'unknown' : typeText(additionalProperties, refer);
  return value === undefined ? undefined : `Record<string, ${value}>`;
}

function unionOf(schema: Node, refer: Refer): string | undefined {
  const isPlain =
    schema.properties === undefined && (schema.oneOf === undefined || schema.anyOf === undefined);
  if (!isPlain) return undefined;
  return all([...listOf(schema.oneOf), ...listOf(schema.anyOf)].map((member) => typeText(member, refer)));
}

function only(schema: Node, word: 'allOf'): boolean {
  return (
    listOf(schema[word]).length === 1 &&
    schema.properties === undefined &&
    schema.oneOf === undefined &&
    schema.anyOf === undefined
  );
}

function typeNames(schema: Node): readonly string[] {
  return [schema.type].flat().filter((name) => typeof name === 'string');
}

function all(members: readonly (string | undefined)[]): string | undefined {
  const known = members.filter((member) => member !== undefined);
  return known.length === members.length && known.length > 0 ? union(known) : undefined;
}

function literals(values: readonly unknown[]): string | undefined {
  return all(values.map(literalText));
}

function literalText(value: unknown): string | undefined {
  if (typeof value === 'string') return literal(value);
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  return undefined;
}

/** Indexes a type: `operations['getPet']['responses'][200]`. */
export function indexed(type: string, ...steps: readonly string[]): string {
  return type + steps.map((step) => `[${/^(0|[1-9]\d*)$/.test(step) ? step : literal(step)}]`).join('');
}
