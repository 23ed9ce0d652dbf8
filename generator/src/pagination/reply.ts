/**
 * A reply as a flat list of the members that may tell of pages, each by its JSON Pointer: references followed,
 * `allOf` merged, arrays not entered.
 */

import { isXml, kindOf } from '../media-type.ts';
import type { NextHeader, Operation } from '../model.ts';
import { entriesOf, listOf, type Node, nodeOf } from '../node.ts';
import { schemaNameOf } from '../variants.ts';
import { pagingObjects, plain } from './words.ts';

export type Definitions = ReadonlyMap<string, Node>;

export interface Member {
  readonly pointer: string;
  /** As the spec spells it. */
  readonly name: string;
  /** As words.ts compares it. */
  readonly word: string;
  /** Words of the objects it stands in, the outermost first. */
  readonly within: readonly string[];
  readonly type: string | undefined;
  readonly schema: Node;
  /** Only some variants of the reply have it. */
  readonly isOfVariant: boolean;
  /** It is no member of the body, but a header of this name. */
  readonly header?: string;
}

export interface ReplyView {
  /** Type of the whole. */
  readonly type: string | undefined;
  readonly schema: Node;
  readonly members: readonly Member[];
  /** It documents a `Link` header for paging. */
  readonly hasNextLink: boolean;
  /** Other headers that may name the next page. */
  readonly headers: readonly Member[];
}

/** Objects inside objects inside objects are as deep as any API hides its paging. */
const deepest = 3;

/** The first success with a body of JSON or XML. */
export function replyOf(operation: Operation, definitions: Definitions): ReplyView | undefined {
  for (const { status, contents, hasNextLink = false, nextHeaders = [] } of operation.replies) {
    if (!/^2/.test(status) && status !== 'default') continue;
    const read = contents.find(({ mediaType }) => kindOf(mediaType) === 'json' || isXml(mediaType));
    if (read?.schema === undefined) continue;
    const schema = solid(read.schema, definitions);
    const members = membersOf(schema, definitions);
    const headers = nextHeaders.map((header) => memberOf(header, definitions));
    return { type: typeOf(schema), schema, members, hasNextLink, headers };
  }
  return undefined;
}

/** As if it were a member of the body: `X-Next-Cursor` and `x-acme-next-cursor` are a `nextcursor`. */
function memberOf({ name, description, schema: written }: NextHeader, definitions: Definitions): Member {
  const solved = solid(written, definitions);
  const schema = description === undefined ? solved : { ...solved, description };
  const word = plain(name.replace(/^x-(?:\w+-(?=(?:next|continuation)))?/i, ''));
  return {
    pointer: '',
    name,
    word,
    within: [],
    type: typeOf(solved),
    schema,
    isOfVariant: false,
    header: name,
  };
}

/** The member a pointer leads to; the whole for an empty one. */
export function memberAt(reply: Pick<ReplyView, 'members'>, pointer: string): Member | undefined {
  return reply.members.find((member) => member.pointer === pointer);
}

/** Properties of a schema, and of the objects in it that may tell of pages; of variants, those of each. */
export function membersOf(schema: Node, definitions: Definitions, place: Place = root): Member[] {
  const own: Member[] = [];
  for (const [name, value] of entriesOf(schema.properties)) {
    const property = solid(value, definitions);
    const pointer = `${place.pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const word = plain(name);
    const { within, isOfVariant } = place;
    own.push({ pointer, name, word, within, type: typeOf(property), schema: property, isOfVariant });
    if ((property.properties ?? property.oneOf ?? property.anyOf) === undefined) continue;
    const inside = { pointer, within: [...within, word], isOfVariant };
    if (mayTell(inside)) own.push(...membersOf(property, definitions, inside));
  }
  const variants = (place.depth ?? 0) < deepest ? variantsOf(schema) : [];
  const ofVariants = variants.flatMap((variant) =>
    membersOf(solid(variant, definitions), definitions, {
      ...place,
      isOfVariant: true,
      depth: (place.depth ?? 0) + 1,
    }),
  );
  if (ofVariants.length === 0) return own;
  const known = new Set(own.map(({ pointer }) => pointer));
  return [...own, ...ofVariants.filter(({ pointer }) => !known.has(pointer) && known.add(pointer))];
}

/** A list may be in any object of a reply; whatever else is told of its pages is told in objects for that. */
function mayTell({ within }: Place): boolean {
  return within.length < 2 || (within.length < deepest && isAboutPaging({ within }));
}

/** Beside the items, or in an object for paging. */
export function isAboutPaging({ within }: Pick<Member, 'within'>): boolean {
  return within.every(
    (word) => pagingObjects.has(word) || /^(data|result|results|response|hits)$/.test(word),
  );
}

/** Where an object stands in a reply. */
interface Place {
  readonly pointer: string;
  readonly within: readonly string[];
  readonly isOfVariant: boolean;
  /** Variants inside variants. */
  readonly depth?: number;
}

const root: Place = { pointer: '', within: [], isOfVariant: false };

const none: readonly unknown[] = [];

function variantsOf({ oneOf, anyOf }: Node): readonly unknown[] {
  if (oneOf === undefined && anyOf === undefined) return none;
  return [...listOf(oneOf), ...listOf(anyOf)].filter((each) => nodeOf(each).type !== 'null');
}

/** A schema without references, `null` and `allOf` on its outside. */
export function solid(value: unknown, definitions: Definitions, depth = 0): Node {
  const schema = nodeOf(value);
  if (depth > 12) return {};
  const again = (next: unknown) => solid(next, definitions, depth + 1);
  const name = schemaNameOf(schema.$ref);
  if (name !== undefined) return beside(again(definitions.get(name)), schema);
  const variants = variantsOf(schema);
  if (variants.length === 1) return beside(again(variants[0]), schema);
  const parts = listOf(schema.allOf).map(again);
  if (parts.length === 0) return schema;
  const all = [...parts, schema];
  const properties = Object.assign({}, ...all.map((part) => nodeOf(part.properties)));
  return Object.assign({}, ...all, Object.keys(properties).length > 0 ? { properties } : {});
}

/** A schema with what may stand beside a reference to it and says more about this place of it. */
function beside(schema: Node, { description, example, title }: Node): Node {
  if (description === undefined && example === undefined && title === undefined) return schema;
  return {
    ...schema,
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
    ...(title === undefined ? {} : { title }),
  };
}

export function typeOf(schema: Node): string | undefined {
  if (typeof schema.type === 'string' && schema.type !== 'null') return schema.type;
  const [type, ...others] = [schema.type].flat().filter((name) => name !== 'null');
  if (others.length > 0) return undefined;
  if (typeof type === 'string') return type;
  if (schema.properties !== undefined) return 'object';
  return schema.items === undefined ? undefined : 'array';
}
