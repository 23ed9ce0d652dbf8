/**
 * Enums of replies stay open: a server may learn a new word before its clients do. Closed are those that
 * say which variant of a union a value is, those of one value, and everything that a caller sends.
 *
 * An open enum leaves here without its `enum`, with a mark that type-nodes.ts reads.
 */

import { eachNode, type Kind, withMembers } from './grammar.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own } from './node.ts';
import { schemaNameOf, type Variants } from './variants.ts';

/** What a schema says beyond OpenAPI, from here to type-nodes.ts. */
export interface Mark {
  /** Known values of an open enum, `null` aside. */
  readonly open?: readonly (string | number)[];
  /** The component schema whose known values alone are meant. */
  readonly known?: string;
}

const marks = new WeakMap<object, Mark>();
const markKey = 'x-breakwater-mark';

export function markOf(schema: Node): Mark {
  const key = schema[markKey];
  return isNode(key) ? (marks.get(key) ?? {}) : {};
}

/** By a key of its own: openapi-typescript copies schemas, and a spec cannot write what stands in this map. */
function marked(schema: Node, mark: Mark): Node {
  const key = {};
  marks.set(key, mark);
  return { ...schema, [markKey]: key };
}

export interface OpenValues {
  readonly type: 'string' | 'number';
  readonly values: readonly (string | number)[];
}

/** Values of an enum that may grow; `undefined` for any other schema. */
export function openValues(schema: Node): OpenValues | undefined {
  if (!Array.isArray(schema.enum) || schema.const !== undefined || schema.properties !== undefined)
    return undefined;
  const values = new Set(schema.enum.filter((value) => value !== null));
  if (values.size < 2) return undefined;
  const texts = [...values].filter((value) => typeof value === 'string');
  if (texts.length === values.size) return { type: 'string', values: texts };
  const numbers = [...values].filter((value) => typeof value === 'number');
  return numbers.length === values.size ? { type: 'number', values: numbers } : undefined;
}

/** Whether `null` is one of the values. */
export function takesNull(schema: Node): boolean {
  const isListed = listOf(schema.enum).includes(null);
  return isListed || schema.nullable === true || [schema.type].flat().includes('null');
}

/** Names of the component schemas that are open enums. */
export function openEnums(schemas: Node): ReadonlySet<string> {
  return new Set(entriesOf(schemas).flatMap(([name, schema]) => (openValues(nodeOf(schema)) ? [name] : [])));
}

/** A document as types.ts prints it: every enum that may grow is marked. Nothing is copied that has none. */
export function withOpenEnums(document: Node, variants: Variants): Node {
  const schemas = nodeOf(nodeOf(document.components).schemas);
  const context: Context = { tags: tagsByName(document, schemas), names: openEnums(schemas), schemas };
  const inputs = new Set(variants.values());
  const components = Object.entries(schemas).map(([name, schema]) => {
    const place = { isSent: inputs.has(name), isTag: false, tags: context.tags.get(name) ?? none };
    return [name, opened('schema', schema, place, context)] as const;
  });
  const others = opened(
    'document',
    { ...document, components: { ...nodeOf(document.components), schemas: {} } },
    everywhere,
    context,
  );
  const rest = nodeOf(others);
  return { ...rest, components: { ...nodeOf(rest.components), schemas: Object.fromEntries(components) } };
}

type Tags = ReadonlySet<string>;

const none: Tags = new Set();

interface Context {
  /** Properties that tell variants apart, by component schema. */
  readonly tags: ReadonlyMap<string, Tags>;
  readonly names: ReadonlySet<string>;
  readonly schemas: Node;
}

interface Place {
  /** Inside of something that a caller writes. */
  readonly isSent: boolean;
  /** Whether this schema is of a property that tells variants apart. */
  readonly isTag: boolean;
  /** Which properties of this schema do. */
  readonly tags: Tags;
}

const everywhere: Place = { isSent: false, isTag: false, tags: none };

function opened(kind: Kind, value: unknown, place: Place, context: Context): unknown {
  if (!isNode(value)) return value;
  if (kind !== 'schema') {
    const isSent = place.isSent || kind === 'parameter' || kind === 'requestBody';
    const inside = { ...everywhere, isSent };
    return withMembers(kind, value, (each, child) => opened(each, child, inside, context));
  }
  const isClosed = place.isSent || place.isTag;
  const name = schemaNameOf(value.$ref);
  if (name !== undefined) {
    const { $ref, ...notes } = value;
    return isClosed && context.names.has(name)
      ? marked({ ...notes, type: 'string' }, { known: name })
      : value;
  }
  const values = openValues(value);
  return values ? enumeration(value, values, isClosed) : within(withNull(value), place, context);
}

/** A property of another type than openapi-typescript's own would lose its `nullable`; in a list of types it stays. */
function withNull(schema: Node): Node {
  if (schema.nullable !== true) return schema;
  const { nullable, ...rest } = schema;
  const isPlain = typeof rest.type === 'string' && rest.format !== undefined && rest.enum === undefined;
  return isPlain ? { ...rest, type: [rest.type, 'null'] } : schema;
}

function enumeration(schema: Node, { type, values }: OpenValues, isClosed: boolean): Node {
  if (isClosed) return schema;
  const { enum: _known, nullable, ...rest } = schema;
  return marked({ ...rest, type: takesNull(schema) ? [type, 'null'] : type }, { open: values });
}

function within(schema: Node, { isSent, tags }: Place, context: Context): Node {
  const more = tagsOf(schema, context.schemas);
  const own = more.length === 0 ? tags : new Set([...tags, ...more]);
  return withMembers('schema', schema, (kind, child, key, name) => {
    const isPart = key === 'allOf' || key === 'anyOf' || key === 'oneOf';
    const isTag = key === 'properties' && name !== undefined && own.has(name);
    return opened(kind, child, { isSent, isTag, tags: isPart ? own : none }, context);
  });
}

/** Properties that tell variants apart, by the component schemas that have them. */
function tagsByName(document: Node, schemas: Node): ReadonlyMap<string, Tags> {
  const found = new Map<string, Set<string>>();
  const note = (name: string, tags: Iterable<string>): void => {
    const known = found.get(name) ?? new Set();
    const fresh = [...tags].filter((tag) => !known.has(tag));
    if (fresh.length === 0) return;
    found.set(name, new Set([...known, ...fresh]));
    for (const part of listOf(nodeOf(own(schemas, name)).allOf)) {
      const base = schemaNameOf(own(part, '$ref'));
      if (base !== undefined) note(base, fresh);
    }
  };
  eachNode('document', document, (kind, schema) => {
    if (kind !== 'schema') return;
    const tags = tagsOf(schema, schemas);
    if (tags.length === 0) return;
    for (const name of variantNames(schema)) note(name, tags);
  });
  for (const [name, schema] of entriesOf(schemas)) {
    note(name, tagsOf(nodeOf(schema), schemas));
    for (const part of listOf(nodeOf(schema).allOf)) {
      const base = nodeOf(own(schemas, schemaNameOf(own(part, '$ref')) ?? ''));
      if (base.discriminator !== undefined) note(name, tagsOf(base, schemas));
    }
  }
  return found;
}

/** The discriminator, or else what is an enum in every variant and has no value in common. */
function tagsOf(schema: Node, schemas: Node): string[] {
  const { propertyName } = nodeOf(schema.discriminator);
  if (typeof propertyName === 'string') return [propertyName];
  if (schema.oneOf === undefined && schema.anyOf === undefined) return [];
  const [first, ...others] = variantsOf(schema)
    .map((variant) => enumsOf(variant, schemas))
    .filter((enums) => enums !== undefined);
  if (!first || others.length === 0) return [];
  return [...first].flatMap(([property, values]) => {
    const lists = [values, ...others.map((enums) => enums.get(property) ?? [])];
    const isTelling = lists.every((list) => list.length > 0) && areApart(lists);
    return isTelling ? [property] : [];
  });
}

function areApart(lists: readonly (readonly unknown[])[]): boolean {
  return new Set(lists.flat()).size === lists.flat().length;
}

function variantsOf(schema: Node): readonly unknown[] {
  return schema.oneOf === undefined && schema.anyOf === undefined
    ? []
    : [...listOf(schema.oneOf), ...listOf(schema.anyOf)];
}

function variantNames(schema: Node): string[] {
  return variantsOf(schema).flatMap((variant) => schemaNameOf(own(variant, '$ref')) ?? []);
}

/** Values of the enums among an object's properties; `undefined` for what is no object. */
export function enumsOf(
  variant: unknown,
  schemas: Node,
  seen = new Set<unknown>(),
): Map<string, readonly unknown[]> | undefined {
  const name = schemaNameOf(own(variant, '$ref'));
  const schema = name === undefined ? nodeOf(variant) : nodeOf(own(schemas, name));
  // Whatever leads to it again says nothing more.
  if (seen.has(schema)) return undefined;
  seen.add(schema);
  const parts = listOf(schema.allOf).map((part) => enumsOf(part, schemas, seen));
  const known = parts.filter((part) => part !== undefined);
  if (!isNode(schema.properties) && known.length === 0) return undefined;
  const enums = new Map(known.flatMap((part) => [...part]));
  for (const [property, definition] of entriesOf(schema.properties)) {
    const target = schemaNameOf(own(definition, '$ref'));
    const node = target === undefined ? nodeOf(definition) : nodeOf(own(schemas, target));
    const values = node.const === undefined ? listOf(node.enum) : [node.const];
    if (values.length > 0) enums.set(property, values);
  }
  return enums;
}
