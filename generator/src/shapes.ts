/**
 * Small wrongs inside one object of a document, put right: a `required` that is no list, a type that does
 * not exist, a parameter without a name. Each is reported by what was found and how to mend it.
 */

import { type Kind, textKeys } from './grammar.ts';
import { entriesOf, isNode, listOf, type Node } from './node.ts';
import { type Repair, remove, set } from './overlay/repair.ts';

/** Says what is wrong, and what would be right at a place given. */
type Report = (what: string, mend: string, repair: (pointer: string) => Repair) => void;

export interface Mending {
  readonly report: Report;
  /** The text that an object in the place of a text refers to. */
  readonly textAt: (key: string, value: Node) => string | undefined;
}

const types = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

export function mended(kind: Kind, node: Node, { report, textAt }: Mending): Node {
  const texts = withTexts(withoutStrangeReference(node, report), textAt);
  return kind === 'schema' ? mendedSchema(texts, report) : texts;
}

/** Whoever refers to something says so in a text. */
function withoutStrangeReference(node: Node, report: Report): Node {
  if (!Object.hasOwn(node, '$ref') || typeof node.$ref === 'string') return node;
  const { $ref, ...rest } = node;
  report('`$ref` is a text.', 'Write a JSON Pointer, or remove it.', instead('$ref', []));
  return rest;
}

/** What stands in for something unusable: an answer or a schema of which nothing is known. */
export function substitute(kind: Kind): Node | undefined {
  return kind === 'schema' || kind === 'response' || kind === 'mediaType' || kind === 'header'
    ? {}
    : undefined;
}

/** `title: 404` is a number in YAML, and text to everybody who wrote it; a reference, the text it leads to. */
function withTexts(node: Node, textAt: Mending['textAt']): Node {
  const others = textKeys.filter((key) => Object.hasOwn(node, key) && typeof node[key] !== 'string');
  if (others.length === 0) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      if (!others.includes(key)) return [[key, value]];
      const isPlain = typeof value === 'number' || typeof value === 'boolean';
      const text = isNode(value) ? textAt(key, value) : isPlain ? String(value) : undefined;
      return text === undefined ? [] : [[key, text]];
    }),
  );
}

function mendedSchema(schema: Node, report: Report): Node {
  const { required, discriminator, unevaluatedProperties, ...others } = schema;
  const { type, enum: values, const: only, ...rest } = withoutEmptiness(others, report);
  if (!isOfJson(only)) report(noNumber, 'Remove it.', instead('const', []));
  return {
    ...rest,
    ...(only !== undefined && isOfJson(only) ? { const: only } : {}),
    ...othersOf(unevaluatedProperties, schema),
    ...(type === undefined ? {} : mendedType(type, report)),
    ...(values === undefined ? {} : mendedEnum(values, report)),
    ...(required === undefined ? {} : mendedRequired(required, report)),
    ...(discriminator === undefined ? {} : mendedDiscriminator(discriminator, report)),
  };
}

/** An object is no text: of a type and values that exclude each other, what says more of the schema stays. */
function withoutEmptiness(schema: Node, report: Report): Node {
  const { type, enum: values, properties } = schema;
  const isExcluded = type === 'object' || type === 'array';
  const isPlain = (value: unknown) => typeof value !== 'object' || value === null;
  if (!isExcluded || !Array.isArray(values) || values.length === 0 || !values.every(isPlain)) return schema;
  const wrong = isNode(properties) || schema.items !== undefined ? 'enum' : 'type';
  const what = `No ${type} is one of the values in \`enum\`: \`${wrong}\` is left out.`;
  report(what, `Remove \`${wrong}\`, or the other.`, instead(wrong, []));
  const { [wrong]: _, ...rest } = schema;
  return rest;
}

/**
 * JSON Schema 2020-12 §11.3: `unevaluatedProperties` says of the members nobody names what
 * `additionalProperties` says, and is read by that name from here on.
 */
function othersOf(unevaluated: unknown, schema: Node): Node {
  if (schema.additionalProperties !== undefined) return {};
  const isOpen = isNode(unevaluated) ? !Object.hasOwn(unevaluated, 'not') : unevaluated === true;
  return isOpen ? { additionalProperties: unevaluated } : {};
}

function mendedType(type: unknown, report: Report): Node {
  const named = Array.isArray(type) ? type : [type];
  const known = named.filter((name) => typeof name === 'string' && types.has(name));
  if (known.length === named.length && known.length > 0) return { type };
  const mend = `Use one of ${[...types].join(', ')}.`;
  report(`There is no type ${JSON.stringify(type)}.`, mend, instead('type', known));
  return known.length > 0 ? { type: known } : {};
}

function mendedEnum(values: unknown, report: Report): Node {
  const known = listOf(values).filter(isOfJson);
  if (Array.isArray(values) && known.length > 0) {
    if (known.length < values.length) report(noNumber, 'Remove it.', instead('enum', known));
    return { enum: known };
  }
  report('`enum` is a list of at least one value.', 'List the values, or remove it.', instead('enum', []));
  return {};
}

/** YAML knows `.inf` and `.nan`. */
const noNumber = 'JSON has no infinite number, and none that is NaN.';

function isOfJson(value: unknown): boolean {
  return typeof value !== 'number' || Number.isFinite(value);
}

function mendedRequired(required: unknown, report: Report): Node {
  const names = listOf(required).filter((name) => typeof name === 'string');
  if (Array.isArray(required) && names.length === required.length) return { required };
  report(
    '`required` of a schema is a list of property names.',
    'List the names in the object that has the properties.',
    instead('required', names),
  );
  return names.length > 0 ? { required: names } : {};
}

/** The list that is left; nothing where it would be empty. */
function instead(key: string, list: readonly unknown[]): (pointer: string) => Repair {
  return (pointer) => (list.length > 0 ? set(pointer, key, list) : remove(pointer, key));
}

function mendedDiscriminator(discriminator: unknown, report: Report): Node {
  // OpenAPI 2.0 §5.2.21: the name of the property alone.
  if (typeof discriminator === 'string') return { discriminator: { propertyName: discriminator } };
  if (!isNode(discriminator) || typeof discriminator.propertyName !== 'string') {
    report(
      'A discriminator is an object with a `propertyName`.',
      'Name the property that tells the variants apart.',
      instead('discriminator', []),
    );
    return {};
  }
  const mapping = entriesOf(discriminator.mapping).filter((entry) => typeof entry[1] === 'string');
  return {
    discriminator: {
      ...discriminator,
      ...(mapping.length > 0 ? { mapping: Object.fromEntries(mapping) } : {}),
    },
  };
}
