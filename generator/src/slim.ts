/**
 * Objects as openapi-typescript may see them: what it reads, in the shape it expects, and nothing else. It
 * looks for discriminators wherever an object has one, in a default or an extension too.
 */

import { type Change, copyOf, type Kind, memberOf } from './grammar.ts';
import { isNode, type Node, put } from './node.ts';

type Reading = (value: unknown) => unknown;

const text: Reading = (value) => (typeof value === 'string' ? value : undefined);
const flag: Reading = (value) => (typeof value === 'boolean' ? value : undefined);
const texts: Reading = (value) =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
const anything: Reading = (value) => value;
/** For a comment, as openapi-typescript would write it there. */
const printed: Reading = (value) => (isObject(value) ? JSON.stringify(value, undefined, 2) : value);
const printedList: Reading = (value) => (Array.isArray(value) ? value.map(printed) : undefined);
/** A value that is a type; one that looks like a schema would be taken for one. */
const literal: Reading = (value) => (looksLikeSchema(value) ? undefined : value);
const literals: Reading = (value) =>
  Array.isArray(value) && !value.some(looksLikeSchema) ? value : undefined;

const notes = { title: text, summary: text, description: text, deprecated: flag };

const facts: Readonly<Partial<Record<Kind, Readonly<Record<string, Reading>>>>> = {
  schema: {
    ...notes,
    $ref: text,
    type: anything,
    enum: literals,
    const: literal,
    format: text,
    default: printed,
    example: printed,
    examples: printedList,
    nullable: flag,
    readOnly: flag,
    writeOnly: flag,
    required: texts,
    discriminator: anything,
    contentMediaType: text,
    contentEncoding: text,
  },
  parameter: { ...notes, $ref: text, name: text, in: text, required: flag },
  header: { ...notes, $ref: text, required: flag },
  requestBody: { ...notes, $ref: text, required: flag },
  response: { ...notes, $ref: text },
  mediaType: {},
  components: {},
  operation: { ...notes, operationId: text },
};

/** A copy without what is not read, its members as `change` makes them: all of it is new, to be written into. */
export function slim(kind: Kind, node: Node, change: Change): Node {
  const copy = {};
  for (const key of Object.keys(node)) {
    const member = memberOf(kind, key);
    const value = member ? copyOf(member, node[key], key, change) : readingOf(kind, key)?.(node[key]);
    if (value !== undefined) put(copy, key, value);
  }
  return copy;
}

function readingOf(kind: Kind, key: string): Reading | undefined {
  const known = facts[kind];
  if (!known) return anything;
  return Object.hasOwn(known, key) ? known[key] : undefined;
}

function looksLikeSchema(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(looksLikeSchema);
  if (!isNode(value)) return false;
  const telling = ['discriminator', 'allOf', 'oneOf'].some((word) => Object.hasOwn(value, word));
  return telling || Object.values(value).some(looksLikeSchema);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}
