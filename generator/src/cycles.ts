/**
 * Schemas that contain themselves. Through a property that is how trees are made; through nothing but
 * `allOf`, `anyOf` or `oneOf` it is a type that TypeScript never finishes; through a list it needs a name
 * of its own (see recursive-types.ts).
 */

import { entriesOf, isNode, listOf, type Node, nodeOf, own } from './node.ts';
import { schemaNameOf } from './variants.ts';

const compositions = ['allOf', 'anyOf', 'oneOf'] as const;

type Composition = (typeof compositions)[number];

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The same schemas, where one that is made of itself is made of the rest of it. A base class that is one of
 * its children keeps them, and they keep what else it says.
 */
export function withoutEndlessTypes(schemas: Node): Node {
  return cut(cut(schemas, ['allOf']), compositions);
}

function cut(schemas: Node, words: readonly Composition[]): Node {
  const endless = inCircles(graphOf(schemas, false));
  if (endless.size === 0) return schemas;
  return Object.fromEntries(
    entriesOf(schemas).map(([name, schema]) => {
      const circle = endless.get(name);
      return [name, circle ? finite(schema, { circle, schemas, words }) : schema];
    }),
  );
}

/** Names of schemas that contain themselves through lists and compositions only. */
export function recursiveThroughLists(schemas: Node): ReadonlySet<string> {
  return new Set(inCircles(graphOf(schemas, true)).keys());
}

interface Cut {
  readonly circle: ReadonlySet<string>;
  readonly schemas: Node;
  /** Where a member of the circle is replaced. */
  readonly words: readonly Composition[];
}

/** In place of a member of the circle stands what that member says of its own. */
function finite(schema: unknown, where: Cut): unknown {
  if (!isNode(schema)) return schema;
  const lists = compositions.flatMap((word) => {
    if (!Array.isArray(schema[word])) return [];
    const isCut = where.words.includes(word);
    return [
      [word, schema[word].map((part) => (isCut ? ownPart(part, where) : finite(part, where)))] as const,
    ];
  });
  return lists.length === 0 ? schema : { ...schema, ...Object.fromEntries(lists) };
}

function ownPart(part: unknown, where: Cut): unknown {
  const name = schemaNameOf(own(part, '$ref'));
  if (name === undefined || !where.circle.has(name)) return finite(part, where);
  const { discriminator, ...rest } = withoutCircle(nodeOf(own(where.schemas, name)), where.circle);
  return rest;
}

function withoutCircle(schema: Node, circle: ReadonlySet<string>): Node {
  const leads = (part: unknown) => [...referredBy(part, false)].some((name) => circle.has(name));
  const parts = compositions.flatMap((word) => {
    return Array.isArray(schema[word]) ? [[word, schema[word].filter((part) => !leads(part))] as const] : [];
  });
  const { allOf, anyOf, oneOf, ...rest } = schema;
  return { ...rest, ...Object.fromEntries(parts.filter(([, list]) => list.length > 0)) };
}

function graphOf(schemas: Node, withLists: boolean): Graph {
  const edges = entriesOf(schemas).map(([name, schema]) => [name, referredBy(schema, withLists)] as const);
  return new Map(edges.filter(([, targets]) => targets.size > 0));
}

/** Schemas whose type must be known to know this one's. */
function referredBy(schema: unknown, withLists: boolean, found = new Set<string>()): Set<string> {
  if (!isNode(schema)) return found;
  const name = schemaNameOf(schema.$ref);
  if (name !== undefined) found.add(name);
  for (const word of compositions)
    for (const part of listOf(schema[word])) referredBy(part, withLists, found);
  if (!withLists) return found;
  referredBy(schema.items, withLists, found);
  for (const item of listOf(schema.prefixItems)) referredBy(item, withLists, found);
  return found;
}

/** Of each node that leads back to itself, all it shares a circle with. */
function inCircles(graph: Graph): ReadonlyMap<string, ReadonlySet<string>> {
  const reached = new Map([...graph.keys()].map((name) => [name, reachableFrom(name, graph)]));
  return new Map(
    [...reached].flatMap(([name, targets]) => {
      if (!targets.has(name)) return [];
      return [[name, new Set([...targets].filter((target) => reached.get(target)?.has(name)))] as const];
    }),
  );
}

function reachableFrom(start: string, graph: Graph): ReadonlySet<string> {
  const seen = new Set(graph.get(start));
  for (const name of seen) for (const next of graph.get(name) ?? []) seen.add(next);
  return seen;
}
