/**
 * Schemas as the text of a TypeScript type, where that is short and says what a reader wants to know:
 * primitives, literals, arrays, maps, unions and named schemas. `undefined` for anything longer.
 */

import { literal } from './emit/text.ts';
import { isNode, listOf, type Node } from './node.ts';
import { type OpenValues, openValues, takesNull } from './open-enums.ts';
import { isBinary } from './types.ts';
import { schemaNameOf } from './variants.ts';

/** What a component schema is called. */
export type Refer = (schema: string) => string;

/** How the place where the text will stand spells what depends on it; the caller imports what that takes. */
export interface Spelling {
  readonly refer: Refer;
  /** An enum that may grow, from the union of its known values. */
  open(known: string, type: OpenValues['type']): string;
  /** Bytes inside of something else: a file of a form. */
  binary(): string;
  /** A type that JSON has no word for. */
  scalar(schema: Node, type: string): string | undefined;
}

const primitives = new Map([
  ['string', 'string'],
  ['number', 'number'],
  ['integer', 'number'],
  ['boolean', 'boolean'],
  ['null', 'null'],
]);

/** With a `Refer` alone, as JSON has it: enums are their values, dates are strings. */
export function typeText(schema: unknown, how: Spelling | Refer): string | undefined {
  // Asked first without the caller, who imports what the text takes: half a text would be an unused import.
  if (!hasText(schema)) return undefined;
  return textOf(schema, typeof how === 'function' ? plain(how) : how);
}

function hasText(schema: unknown): boolean {
  if (!isNode(schema)) return textOf(schema, asWritten) !== undefined;
  const known = answered.get(schema) ?? textOf(schema, asWritten) !== undefined;
  answered.set(schema, known);
  return known;
}

/** A schema is asked about in every file that mentions it. */
const answered = new WeakMap<Node, boolean>();

function textOf(schema: unknown, spelling: Spelling): string | undefined {
  if (schema === undefined || schema === true) return 'unknown';
  if (!isNode(schema)) return undefined;
  const text = plainText(schema, spelling);
  const isNullable = schema.nullable === true && text !== undefined && text !== 'unknown';
  return isNullable ? union([text, 'null']) : text;
}

function plain(refer: Refer): Spelling {
  return { refer, open: (known) => known, binary: () => 'Blob', scalar: () => undefined };
}

const asWritten = plain((name) => name);

/** Members of a union, each once. */
export function union(members: readonly string[]): string {
  const unique = [...new Set(members)];
  return unique.includes('unknown') ? 'unknown' : unique.join(' | ');
}

function plainText(schema: Node, spelling: Spelling): string | undefined {
  const name = schemaNameOf(schema.$ref);
  if (name !== undefined) return spelling.refer(name);
  if (Object.hasOwn(schema, 'const')) return literals([schema.const]);
  if (schema.allOf !== undefined)
    return only(schema, 'allOf') ? textOf(listOf(schema.allOf)[0], spelling) : undefined;
  if (schema.oneOf !== undefined || schema.anyOf !== undefined) return unionOf(schema, spelling);
  if (Array.isArray(schema.enum)) return enumText(schema, schema.enum, spelling);
  return typedText(schema, spelling);
}

function enumText(schema: Node, values: readonly unknown[], spelling: Spelling): string | undefined {
  const open = openValues(schema);
  const known = literals(open?.values ?? values);
  const text = open && known !== undefined ? spelling.open(known, open.type) : known;
  return text !== undefined && takesNull(schema) ? union([text, 'null']) : text;
}

function typedText(schema: Node, spelling: Spelling): string | undefined {
  const names = typeNames(schema);
  if (names.length === 0 && isBinary(schema)) return spelling.binary();
  if (names.length === 0)
    return Object.keys(schema).some((word) => structural.has(word)) ? undefined : 'unknown';
  const members = names.map((name) => {
    if (name === 'array') return arrayText(schema, spelling);
    if (name === 'object') return mapText(schema, spelling);
    return isBinary(schema) ? spelling.binary() : (spelling.scalar(schema, name) ?? primitives.get(name));
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

function arrayText(schema: Node, spelling: Spelling): string | undefined {
  if (schema.prefixItems !== undefined || Array.isArray(schema.items)) return undefined;
  const item = textOf(schema.items, spelling);
  if (item === undefined) return undefined;
  const isOne = !/[ &|]/.test(item) || /^Open(Number)?<[^<>]*>$/.test(item);
  return `${isOne ? item : `(${item})`}[]`;
}

/** An object that is only a map, or of which nothing is known. */
function mapText(schema: Node, spelling: Spelling): string | undefined {
  if (schema.properties !== undefined || schema.patternProperties !== undefined) return undefined;
  const { additionalProperties } = schema;
  if (additionalProperties === false) return undefined;
  const value =
    additionalProperties === true || additionalProperties === undefined
      ? 'unknown'
      : textOf(additionalProperties, spelling);
  return value === undefined ? undefined : `Record<string, ${value}>`;
}

function unionOf(schema: Node, spelling: Spelling): string | undefined {
  const isPlain =
    schema.properties === undefined && (schema.oneOf === undefined || schema.anyOf === undefined);
  if (!isPlain) return undefined;
  const members = [...listOf(schema.oneOf), ...listOf(schema.anyOf)];
  // Whoever spells the others out imports them for nothing.
  if (members.some(isAnything)) return 'unknown';
  return all(members.map((member) => textOf(member, spelling)));
}

/** Whether its text is `unknown`. */
function isAnything(schema: unknown): boolean {
  if (schema === undefined || schema === true) return true;
  if (!isNode(schema) || schema.$ref !== undefined || Array.isArray(schema.enum)) return false;
  if (Object.hasOwn(schema, 'const')) return false;
  if (schema.allOf !== undefined) return only(schema, 'allOf') && isAnything(listOf(schema.allOf)[0]);
  const variants = [...listOf(schema.oneOf), ...listOf(schema.anyOf)];
  if (variants.length > 0) return schema.properties === undefined && variants.some(isAnything);
  const isShaped = Object.keys(schema).some((word) => structural.has(word));
  return typeNames(schema).length === 0 && !isShaped && !isBinary(schema);
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
