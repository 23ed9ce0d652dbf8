/**
 * A schema as one object: references followed, `allOf` merged, with what belongs together kept together.
 */

import { entriesOf, isNode, listOf, type Node, nodeOf } from '../../node.ts';

/** What one reference after another may lead through: `allOf` cycles exist. */
const deepest = 30;

/** Its own words and those of everything it builds on; `refs` are the components it went through. */
export interface Flat {
  readonly schema: Node;
  readonly refs: readonly string[];
}

export class Flattener {
  readonly #schemas: Node;

  /** @param schemas `components.schemas` of a canonical document */
  constructor(schemas: Node) {
    this.#schemas = schemas;
  }

  /** @param known components that are part of it already: once more, they say nothing more */
  flat(schema: unknown, depth = 0, known = new Set<string>()): Flat {
    if (!isNode(schema) || depth > deepest) return { schema: {}, refs: [] };
    const { $ref, allOf, ...rest } = schema;
    const own = { schema: rest, refs: [] };
    const parts = listOf(allOf).map((part) => this.flat(part, depth + 1, known));
    const target = typeof $ref === 'string' ? this.#followed($ref, depth, known) : [];
    return [...target, ...parts, own].reduce(merged, { schema: {}, refs: [] });
  }

  #followed($ref: string, depth: number, known: Set<string>): Flat[] {
    const name = nameOf($ref);
    if (name === undefined || !Object.hasOwn(this.#schemas, name) || known.has(name)) return [];
    known.add(name);
    const { schema, refs } = this.flat(this.#schemas[name], depth + 1, known);
    return [{ schema, refs: [name, ...refs] }];
  }
}

/** Of a component schema, as references.ts writes them. */
export function nameOf($ref: string): string | undefined {
  const [, name] = /^#\/components\/schemas\/(.+)$/.exec($ref) ?? [];
  return name?.replaceAll('~1', '/').replaceAll('~0', '~');
}

function merged(left: Flat, right: Flat): Flat {
  return { schema: mergedSchemas(left.schema, right.schema), refs: [...left.refs, ...right.refs] };
}

/** Both hold; where only one of two words can stand, the narrower does, or else the later. */
function mergedSchemas(left: Node, right: Node): Node {
  const result: Record<string, unknown> = { ...left };
  for (const [keyword, value] of Object.entries(right)) {
    const before = Object.hasOwn(result, keyword) ? result[keyword] : undefined;
    // A spec may have a word that every object knows.
    const merger = Object.hasOwn(mergers, keyword) ? mergers[keyword] : undefined;
    const merged = before === undefined ? value : (merger?.(before, value) ?? value);
    Object.defineProperty(result, keyword, {
      value: merged,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return result;
}

type Merger = (left: unknown, right: unknown) => unknown;

const least: Merger = (left, right) => Math.min(Number(left), Number(right));
const most: Merger = (left, right) => Math.max(Number(left), Number(right));

const mergers: Readonly<Record<string, Merger>> = {
  properties: (left, right) => {
    const both = new Map(entriesOf(left));
    for (const [name, schema] of entriesOf(right)) {
      const before = both.get(name);
      both.set(name, before === undefined || before === schema ? schema : { allOf: [before, schema] });
    }
    return Object.fromEntries(both);
  },
  required: (left, right) => [...new Set([...listOf(left), ...listOf(right)])],
  enum: (left, right) => {
    const common = listOf(left).filter((value) => listOf(right).includes(value));
    return common.length > 0 ? common : right;
  },
  type: (left, right) => {
    const [first, second] = [[left].flat(), [right].flat()];
    const common = first.filter((type) => second.includes(type));
    return common.length > 0 ? common : right;
  },
  additionalProperties: (left, right) => (left === false || right === false ? false : right),
  items: (left, right) => ({ allOf: [left, right] }),
  anyOf: (left, right) => crossed(left, right),
  oneOf: (left, right) => crossed(left, right),
  nullable: (left, right) => left === true && right === true,
  readOnly: (left, right) => left === true || right === true,
  writeOnly: (left, right) => left === true || right === true,
  minimum: most,
  minLength: most,
  minItems: most,
  minProperties: most,
  maximum: least,
  maxLength: least,
  maxItems: least,
  maxProperties: least,
};

/** One of these and one of those. */
function crossed(left: unknown, right: unknown): unknown {
  return listOf(left).flatMap((first) =>
    listOf(right).map((second) => ({ allOf: [nodeOf(first), nodeOf(second)] })),
  );
}
