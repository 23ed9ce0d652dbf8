/**
 * What the runtime must know to make dates and long integers of a reply: per schema, where they are. A
 * schema without any has no codec; one that contains itself refers to itself by name.
 */

import { kindOf } from './media-type.ts';
import type { Reply } from './model.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own } from './node.ts';
import { type Scalar, type Scalars, scalarOf } from './scalars.ts';
import { apart, leavesOf, type Shape, shapeOf } from './variant-shapes.ts';
import { schemaNameOf } from './variants.ts';

/** In step with the runtime's `Codec`. */
export type Codec =
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'schema'; readonly name: string }
  | {
      readonly kind: 'list';
      readonly items: Codec | undefined;
      readonly places: readonly (Codec | undefined)[];
    }
  | { readonly kind: 'members'; readonly members: Table; readonly rest: Codec | undefined }
  | { readonly kind: 'every'; readonly parts: readonly Codec[] }
  | { readonly kind: 'oneOf'; readonly variants: readonly Variant[] }
  | { readonly kind: 'cases'; readonly by: string; readonly cases: Table };

/** `undefined` for what stays as it is. */
type Table = ReadonlyMap<string, Codec | undefined>;

export interface Variant {
  readonly shape: Shape;
  readonly codec: Codec | undefined;
}

export class Codecs {
  readonly #schemas: Node;
  readonly #scalars: Scalars;
  /** Schemas that contain a scalar, however deep. */
  readonly #names: ReadonlySet<string>;

  /** @param schemas component schemas, their discriminators explicit */
  constructor(schemas: Node, scalars: Scalars) {
    this.#schemas = schemas;
    this.#scalars = scalars;
    this.#names = containing(schemas, scalars);
  }

  /** `undefined` where everything is as JSON has it. */
  of(schema: unknown): Codec | undefined {
    if (!isNode(schema)) return undefined;
    const name = schemaNameOf(schema.$ref);
    if (name !== undefined) return this.#names.has(name) ? { kind: 'schema', name } : undefined;
    const parts = [
      // First, because which variant it is shows in the values as they came.
      this.#ofUnion(schema),
      this.#ofTypes(schema),
      this.#ofList(schema),
      this.#ofMembers(schema),
      ...listOf(schema.allOf).map((part) => this.of(part)),
    ];
    return every(parts.filter((part) => part !== undefined));
  }

  /** Of a component schema itself. */
  named(name: string): Codec | undefined {
    return this.of(own(this.#schemas, name));
  }

  /** Of the JSON a reply documents. */
  ofReply({ contents }: Reply): Codec | undefined {
    const schemas = contents.flatMap(({ mediaType, schema, items }) =>
      items === undefined && ['json', 'any'].includes(kindOf(mediaType)) ? [schema] : [],
    );
    return schemas.length > 1 ? this.#ofUnion({ anyOf: schemas }) : this.of(schemas[0]);
  }

  /** Of the items of a reply that is a stream of them, or of the data of its events. */
  ofItems(replies: readonly Reply[]): Codec | undefined {
    const schemas = replies.flatMap(({ contents }) =>
      contents.flatMap(({ items }) => {
        if (items?.kind === 'json') return [items.schema];
        return items?.events.flatMap(({ json }) => (json ? [json.schema] : [])) ?? [];
      }),
    );
    return schemas.length > 1 ? this.#ofUnion({ anyOf: schemas }) : this.of(schemas[0]);
  }

  #ofTypes(schema: Node): Codec | undefined {
    const types = [schema.type].flat().filter((type) => type !== 'null');
    const variants = types.map((type): Variant => {
      const scalar = scalarOf(schema, type, this.#scalars);
      const shape = { is: [type === 'integer' ? 'number' : String(type)] };
      return { shape, codec: scalar && { kind: 'scalar', scalar } };
    });
    if (variants.every(({ codec }) => codec === undefined)) return undefined;
    return variants.length === 1 ? variants[0]?.codec : { kind: 'oneOf', variants };
  }

  #ofList(schema: Node): Codec | undefined {
    const tuple = Array.isArray(schema.items) ? schema.items : schema.prefixItems;
    const places = listOf(tuple).map((item) => this.of(item));
    const items = this.of(schema.items);
    if (items === undefined && places.every((place) => place === undefined)) return undefined;
    return { kind: 'list', items, places };
  }

  #ofMembers(schema: Node): Codec | undefined {
    const all = new Map(entriesOf(schema.properties).map(([name, property]) => [name, this.of(property)]));
    const others = [
      schema.additionalProperties,
      ...entriesOf(schema.patternProperties).map(([, each]) => each),
    ];
    const rest =
      others.filter(isNode).length > 1
        ? this.#ofUnion({ anyOf: others.filter(isNode) })
        : this.of(others.find(isNode));
    // Without a rule for the rest, what has no codec need not be said.
    const members = rest === undefined ? new Map([...all].filter(([, codec]) => codec !== undefined)) : all;
    return rest === undefined && members.size === 0 ? undefined : { kind: 'members', members, rest };
  }

  #ofUnion(schema: Node): Codec | undefined {
    if (schema.oneOf === undefined && schema.anyOf === undefined) return undefined;
    const cases = this.#ofCases(schema);
    if (cases) return cases;
    const leaves = leavesOf(schema, this.#schemas);
    const codecs = leaves.map((leaf) => this.of(leaf));
    if (codecs.every((codec) => codec === undefined)) return undefined;
    const shapes = apart(leaves.map((leaf) => shapeOf(leaf, this.#schemas)));
    const variants = shapes.map((shape, index): Variant => ({ shape, codec: codecs[index] }));
    // A text that is a date is a date, even where any other text would do.
    return {
      kind: 'oneOf',
      variants: [...variants.filter(({ codec }) => codec), ...variants.filter(({ codec }) => !codec)],
    };
  }

  /** By the discriminator, where every variant has a value of it; `undefined` where that does not decide. */
  #ofCases(schema: Node): Codec | undefined {
    const { propertyName, mapping } = nodeOf(schema.discriminator);
    const members = [...listOf(schema.oneOf), ...listOf(schema.anyOf)].filter(
      (each) => nodeOf(each).type !== 'null',
    );
    const targets = entriesOf(mapping).map(([value, target]) => [value, schemaNameOf(target)] as const);
    const mapped = new Set(targets.map(([, name]) => name));
    const isComplete = members.every((member) => mapped.has(schemaNameOf(own(member, '$ref'))));
    if (typeof propertyName !== 'string' || !isComplete || mapped.has(undefined)) return undefined;
    const cases = new Map(
      targets.map(([value, name = '']) => [
        value,
        this.#names.has(name) ? ({ kind: 'schema', name } as const) : undefined,
      ]),
    );
    const used = [...cases].filter(([, codec]) => codec !== undefined);
    return used.length === 0 ? undefined : { kind: 'cases', by: propertyName, cases: new Map(used) };
  }
}

/** All of them at once; objects without a rule for the rest are one object. */
function every(parts: readonly Codec[]): Codec | undefined {
  const plain = parts.flatMap((part) => (part.kind === 'members' && part.rest === undefined ? [part] : []));
  const names = plain.flatMap(({ members }) => [...members.keys()]);
  if (plain.length < 2 || new Set(names).size < names.length)
    return parts.length > 1 ? { kind: 'every', parts } : parts[0];
  const merged: Codec = {
    kind: 'members',
    members: new Map(plain.flatMap(({ members }) => [...members])),
    rest: undefined,
  };
  return every([...parts.filter((part) => !plain.some((each) => each === part)), merged]);
}

/** Names of component schemas that a codec refers to. */
export function namesIn(codec: Codec | undefined): string[] {
  switch (codec?.kind) {
    case 'schema':
      return [codec.name];
    case 'list':
      return [codec.items, ...codec.places].flatMap(namesIn);
    case 'members':
      return [codec.rest, ...codec.members.values()].flatMap(namesIn);
    case 'every':
      return codec.parts.flatMap(namesIn);
    case 'oneOf':
      return codec.variants.flatMap((variant) => namesIn(variant.codec));
    case 'cases':
      return [...codec.cases.values()].flatMap(namesIn);
    default:
      return [];
  }
}

function containing(schemas: Node, scalars: Scalars): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  const found = new Set<string>();
  for (const [name, schema] of entriesOf(schemas)) {
    for (const part of partsOf(schema)) {
      const target = schemaNameOf(part.$ref);
      if (target !== undefined) users.set(target, [...(users.get(target) ?? []), name]);
      else if ([part.type].flat().some((type) => scalarOf(part, type, scalars))) found.add(name);
    }
  }
  for (const name of found) for (const user of users.get(name) ?? []) found.add(user);
  return found;
}

/** The schema and everything in it that a value can consist of. */
function partsOf(schema: unknown): Node[] {
  if (!isNode(schema)) return [];
  if (schemaNameOf(schema.$ref) !== undefined) return [schema];
  const maps = [schema.properties, schema.patternProperties].flatMap((map) =>
    entriesOf(map).map(([, each]) => each),
  );
  const lists = [schema.allOf, schema.anyOf, schema.oneOf, schema.prefixItems, schema.items].flatMap((list) =>
    listOf(list),
  );
  return [schema, ...[...maps, ...lists, schema.items, schema.additionalProperties].flatMap(partsOf)];
}
