/**
 * A value that a schema asks for, as the text of TypeScript: with what it requires and no more. `undefined` where
 * that would be long, or where its type cannot be told from here; then its caller has to know.
 */

import type { Flattener } from '../../contract/sample/flat.ts';
import { entriesOf, isNode, listOf, type Node } from '../../node.ts';
import { type Scalars, scalarOf } from '../../scalars.ts';
import { isBinary } from '../../types.ts';
import { block, group } from '../layout.ts';
import { key, literal } from '../text.ts';

/** Deeper than this, a sample explains nothing. */
const deepest = 3;
/** Longer than this, it is no example any more. */
const longest = 320;

export interface Sampling {
  readonly flattener: Flattener;
  readonly scalars: Scalars;
}

/** @param name what the value is, for texts that could be anything */
export function sampleText(
  schema: unknown,
  name: string,
  sampling: Sampling,
  indent: string,
): string | undefined {
  const text = new Sample(sampling).value(schema, name, indent, 0);
  return text !== undefined && text.length <= longest ? text : undefined;
}

/** Words that make of a type more than can be told from here. */
const telling = ['not', '$defs', 'patternProperties', 'discriminator'];

class Sample {
  readonly #flattener: Flattener;
  readonly #scalars: Scalars;

  constructor({ flattener, scalars }: Sampling) {
    this.#flattener = flattener;
    this.#scalars = scalars;
  }

  value(schema: unknown, name: string, indent: string, depth: number): string | undefined {
    if (schema === undefined) return literal(name);
    if (!isNode(schema) || depth > deepest) return undefined;
    const flat = this.#flat(schema);
    if (telling.some((word) => flat[word] !== undefined)) return undefined;
    const values = Object.hasOwn(flat, 'const') ? [flat.const] : listOf(flat.enum);
    if (values.length > 0) return literalOf(values.find((value) => value !== null) ?? null);
    const branches = [...listOf(flat.oneOf), ...listOf(flat.anyOf)];
    if (branches.length > 0) return this.#firstOf(flat, branches, name, indent, depth);
    return this.#typed(flat, name, indent, depth);
  }

  #flat(schema: unknown): Node {
    const isFlat = isNode(schema) && schema.$ref === undefined && schema.allOf === undefined;
    return isFlat ? schema : this.#flattener.flat(schema).schema;
  }

  /** Of alternatives the first that is a value; objects may differ in ways that only their types tell. */
  #firstOf(schema: Node, branches: readonly unknown[], name: string, indent: string, depth: number) {
    if (schema.properties !== undefined || schema.required !== undefined) return undefined;
    if (schema.oneOf !== undefined && schema.anyOf !== undefined) return undefined;
    for (const branch of branches) {
      const text = this.value(branch, name, indent, depth);
      if (text !== undefined && !text.startsWith('{') && text !== 'null') return text;
    }
    return undefined;
  }

  #typed(schema: Node, name: string, indent: string, depth: number): string | undefined {
    const type = typeOf(schema);
    if (isBinary(schema)) return `new Blob(['text'])`;
    switch (type) {
      case 'object':
        return this.#object(schema, indent, depth);
      case 'array':
        return this.#array(schema, name, indent, depth);
      case 'string':
        return this.#text(schema, name);
      case 'boolean':
        return 'true';
      case 'integer':
      case 'number':
        return this.#number(schema, type);
      case undefined:
        return Object.keys(schema).every((word) => silent.has(word)) ? literal(name) : undefined;
      default:
        return undefined;
    }
  }

  #object(schema: Node, indent: string, depth: number): string | undefined {
    const properties = new Map(entriesOf(schema.properties));
    const members: string[] = [];
    for (const name of listOf(schema.required)) {
      if (typeof name !== 'string' || !properties.has(name)) return undefined;
      const property = properties.get(name);
      if (this.#flat(property).readOnly === true) continue;
      const value = this.value(property, name, `${indent}  `, depth + 1);
      if (value === undefined) return undefined;
      members.push(`${key(name)}: ${value}`);
    }
    return objectText(members, indent);
  }

  #array(schema: Node, name: string, indent: string, depth: number): string | undefined {
    if (schema.prefixItems !== undefined || Array.isArray(schema.items)) return undefined;
    const item = this.value(schema.items ?? {}, name, indent, depth + 1);
    return item === undefined || item.includes('\n') ? undefined : `[${item}]`;
  }

  #text(schema: Node, name: string): string | undefined {
    const scalar = scalarOf(schema, 'string', this.#scalars);
    if (scalar === 'Date') return `new Date('2026-01-31T12:00:00Z')`;
    if (scalar !== undefined) return undefined;
    const { example, format } = schema;
    const examples = [example, ...listOf(schema.examples), formats.get(String(format)), name];
    const chosen = examples.find((each) => typeof each === 'string' && each.length > 0 && each.length <= 40);
    return literal(typeof chosen === 'string' ? chosen : 'text');
  }

  #number(schema: Node, type: string): string | undefined {
    const { minimum } = schema;
    if (scalarOf(schema, type, this.#scalars) === 'int64') return '1n';
    return String(typeof minimum === 'number' && minimum > 1 ? minimum : 1);
  }
}

/** Members on one line where they fit one. */
export function objectText(members: readonly string[], indent: string): string {
  const isLong = members.some((member) => member.includes('\n'));
  return (isLong ? block : group)('{', members, '}', indent);
}

function typeOf(schema: Node): string | undefined {
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  const [type = types[0]] = types.filter((each) => each !== 'null');
  if (type !== undefined) return type;
  return schema.properties === undefined ? undefined : 'object';
}

function literalOf(value: unknown): string | undefined {
  if (typeof value === 'string') return literal(value);
  return value === null || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** Words that leave open what a value is: it has the type `unknown`. */
const silent = new Set(['title', 'description', 'example', 'examples', 'default', 'deprecated', 'nullable']);

const formats = new Map([
  ['date-time', '2026-01-31T12:00:00Z'],
  ['date', '2026-01-31'],
  ['email', 'ada@example.com'],
  ['uri', 'https://example.com'],
  ['uuid', '123e4567-e89b-42d3-a456-426614174000'],
]);
