/**
 * A value that a schema allows: deterministic, by seed. Of alternatives the first that can be met is taken;
 * what contains itself ends as soon as its schema lets it.
 */

import { entriesOf, listOf, type Node, own } from '../../node.ts';
import { type Amount, Exhausted, mostTried, Unsampleable } from './amount.ts';
import { branchesOf, discriminatorValueOf } from './branches.ts';
import { type Flat, Flattener } from './flat.ts';
import { sampleNumber } from './number.ts';
import { Random } from './random.ts';
import { numberOf, sampleText } from './text.ts';

export interface Wish {
  readonly amount: Amount;
  readonly seed: number;
  /** Fewest items and letters, where an empty value is as good as none: in parameters 1. @default 0 */
  readonly floor?: number;
  /**
   * It is sent as text, as parameters are: where exactly one of a number and a text is asked for, a number that is
   * written out would be both. @default false
   */
  readonly isWritten?: boolean;
  /** What a text of bytes becomes. @default a text */
  readonly bytes?: () => unknown;
  /** Whether the other side sends it: what is read-only is there, and what is write-only is not. @default false */
  readonly isReply?: boolean;
  /** Takes the spec's own examples first. @default false */
  readonly prefersExamples?: boolean;
}

/** How often a component may be inside itself, once inside it only what it requires is shown. */
const deepestRecursion = 3;
/** Objects inside objects beyond which only what is required is shown. */
const deepestObject = 7;
/** Values in one sample beyond which only what is required is shown. */
const mostValues = 2_000;
/** Items that show as much as thousands. */
const mostItems = 4;

/** Tries for an item that differs from the others. */
const tries = 30;

export class Sampler {
  readonly #flattener: Flattener;

  /** @param schemas `components.schemas` of a canonical document */
  constructor(schemas: Node) {
    this.#flattener = new Flattener(schemas);
  }

  /** What its values are: `object`, `array`, `string`, … */
  type(schema: unknown): string {
    return typeOf(this.#flattener.flat(schema).schema);
  }

  /** @throws {Unsampleable} no value was found that the schema allows */
  sample(schema: unknown, wish: Wish): unknown {
    if (schema === false) throw new Unsampleable('the schema allows no value');
    return new Sample(this.#flattener, wish).value(schema);
  }
}

/** Where in a value one is. */
interface Place {
  readonly amount: Amount;
  readonly depth: number;
  /** Components this is inside of. */
  readonly open: readonly string[];
}

class Sample {
  readonly #flattener: Flattener;
  readonly #wish: Wish;
  readonly #random: Random;
  #values = 0;

  constructor(flattener: Flattener, wish: Wish) {
    this.#flattener = flattener;
    this.#wish = wish;
    this.#random = new Random(wish.seed);
  }

  value(schema: unknown): unknown {
    return this.#value(schema, { amount: this.#wish.amount, depth: 0, open: [] });
  }

  #value(schema: unknown, place: Place): unknown {
    this.#values += 1;
    if (this.#values > mostTried) throw new Exhausted('its schema can be met in more ways than can be tried');
    const flat = this.#flattener.flat(schema);
    return this.#flatValue(flat.schema, this.#inside(flat, place));
  }

  #flatValue(schema: Node, place: Place): unknown {
    const fixed = this.#fixed(schema, place.amount);
    if (fixed !== undefined) return fixed.value;
    const branches = branchesOf(schema);
    const isExclusive = listOf(schema.oneOf).length > 0;
    if (branches.length > 0) return this.#firstOf(this.#inOrder(branches, isExclusive), place);
    switch (typeOf(schema)) {
      case 'object':
        return this.#object(schema, { ...place, depth: place.depth + 1 });
      case 'array':
        return this.#array(schema, place);
      case 'string':
        return this.#text(schema, place.amount);
      case 'boolean':
        return place.amount !== 'low';
      case 'null':
        return null;
      case 'integer':
        return sampleNumber(schema, true, place.amount);
      default:
        return sampleNumber(schema, false, place.amount);
    }
  }

  #inside({ refs }: Flat, place: Place): Place {
    const open = [...place.open, ...refs];
    const times = Math.max(0, ...refs.map((ref) => place.open.filter((each) => each === ref).length));
    if (times >= deepestRecursion) throw new Unsampleable(`${refs[0]} contains itself without end`);
    const isEnough = times > 0 || place.depth > deepestObject || this.#values > mostValues;
    return { ...place, open, amount: isEnough ? 'required' : place.amount };
  }

  /** What the schema leaves no choice about, or has an example for. */
  #fixed(schema: Node, amount: Amount): { value: unknown } | undefined {
    if (Object.hasOwn(schema, 'const')) return { value: schema.const };
    const values = listOf(schema.enum);
    const discriminator = discriminatorValueOf(schema);
    // A single declared value wins over the name of a schema; of several, the one that the alternative is.
    const isOpen = values.length === 0 || values.includes(discriminator);
    if (discriminator !== undefined && isOpen) return { value: discriminator };
    const real = values.filter((value) => value !== null);
    if (values.length > 0) return { value: (amount === 'high' ? real.at(-1) : real[0]) ?? null };
    const example = schema.example ?? listOf(schema.examples)[0];
    return this.#wish.prefersExamples && example !== undefined ? { value: example } : undefined;
  }

  /** Null only where nothing else is left. */
  #inOrder(branches: readonly Node[], isExclusive: boolean): Node[] {
    const textFirst = isExclusive && this.#wish.isWritten === true;
    const rank = (branch: Node) => {
      const type = typeOf(this.#flattener.flat(branch).schema);
      return type === 'null' ? 2 : textFirst && type !== 'string' ? 1 : 0;
    };
    return branches.toSorted((left, right) => rank(left) - rank(right));
  }

  #firstOf(branches: readonly Node[], place: Place): unknown {
    let refusal: unknown;
    for (const branch of branches) {
      try {
        return this.#value(branch, place);
      } catch (error) {
        if (!(error instanceof Unsampleable) || error instanceof Exhausted) throw error;
        refusal ??= error;
      }
    }
    throw refusal;
  }

  #object(schema: Node, place: Place): unknown {
    const properties = new Map(entriesOf(schema.properties));
    const required = new Set(listOf(schema.required).filter((name) => typeof name === 'string'));
    const without = new Set(listOf(own(schema, 'without')));
    const fewest = Math.max(numberOf(schema, 'minProperties') ?? 0, this.#wish.floor ?? 0);
    const most = numberOf(schema, 'maxProperties') ?? Number.POSITIVE_INFINITY;
    const members = new Map<string, unknown>();
    const hiding = this.#wish.isReply ? 'writeOnly' : 'readOnly';
    const isHidden = (property: unknown) => this.#flattener.flat(property).schema[hiding] === true;
    for (const name of required) {
      const property = properties.get(name);
      if (property === undefined) members.set(name, this.#value(this.#otherSchema(schema) ?? {}, place));
      else if (!isHidden(property)) members.set(name, this.#value(property, place));
    }
    for (const [name, property] of properties) {
      const isWanted = place.amount === 'required' ? members.size < fewest : members.size < most;
      if (!isWanted || members.has(name) || without.has(name) || isHidden(property)) continue;
      this.#attempt(() => members.set(name, this.#value(property, place)));
    }
    this.#addOthers(
      schema,
      members,
      properties.size === 0 && place.amount !== 'required' ? 1 : fewest,
      place,
    );
    return Object.fromEntries(members);
  }

  /** Members without a name of their own, as far as they are needed. */
  #addOthers(schema: Node, members: Map<string, unknown>, wanted: number, place: Place): void {
    const other = this.#otherSchema(schema);
    if (other === undefined) return;
    for (let index = 1; members.size < wanted && index <= wanted; index += 1) {
      this.#attempt(() => members.set(`key${index}`, this.#value(other, place)));
    }
  }

  /** `undefined` where there may be none, and nobody said that there may be. */
  #otherSchema({ additionalProperties }: Node): unknown {
    return additionalProperties === true
      ? { type: 'string' }
      : additionalProperties === false
        ? undefined
        : additionalProperties;
  }

  #attempt(body: () => void): void {
    try {
      body();
    } catch (error) {
      // It is optional: without it, the value is as good.
      if (!(error instanceof Unsampleable) || error instanceof Exhausted) throw error;
    }
  }

  #array(schema: Node, place: Place): unknown[] {
    const fewest = Math.max(numberOf(schema, 'minItems') ?? 0, this.#wish.floor ?? 0);
    const count = countOf(schema, place.amount, fewest);
    const prefix = listOf(schema.prefixItems);
    const items: unknown[] = [];
    const distinct = listOf(this.#flattener.flat(schema.items).schema.enum);
    for (let index = 0; index < count; index += 1) {
      const item = prefix[index] ?? schema.items ?? {};
      const isListed = own(schema, 'uniqueItems') === true && distinct.length > 0;
      try {
        const value = isListed ? distinct[index] : this.#value(item, place);
        if (isListed && index >= distinct.length) break;
        const isTaken = own(schema, 'uniqueItems') === true && items.some((each) => isSame(each, value));
        if (!isTaken) items.push(value);
        else if (items.length < fewest) items.push(this.#another(item, items, place));
      } catch (error) {
        if (!(error instanceof Unsampleable) || error instanceof Exhausted || items.length < fewest)
          throw error;
        break;
      }
    }
    return items;
  }

  /** One that is not among them yet. */
  #another(item: unknown, items: readonly unknown[], place: Place): unknown {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const value = this.#value(item, { ...place, amount: 'full' });
      if (!items.some((each) => isSame(each, value))) return value;
    }
    throw new Unsampleable('no further item was found that differs from the others');
  }

  #text(schema: Node, amount: Amount): unknown {
    const isBytes = schema.format === 'binary' || schema.contentMediaType === 'application/octet-stream';
    if (isBytes && this.#wish.bytes) return this.#wish.bytes();
    return sampleText(schema, amount, this.#wish.floor ?? 0, this.#random);
  }
}

function countOf(schema: Node, amount: Amount, fewest: number): number {
  const most = numberOf(schema, 'maxItems') ?? Number.POSITIVE_INFINITY;
  const usual = {
    required: 0,
    full: 1,
    low: numberOf(schema, 'minItems') ?? 1,
    high: Math.min(most, mostItems),
  };
  return Math.min(Math.max(usual[amount], fewest), Math.max(most, fewest));
}

/** The first that is not null; what nobody says is read from the words that stand there. */
function typeOf(schema: Node): string {
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  const [type = types[0]] = types.filter((each) => each !== 'null');
  if (type !== undefined) return type;
  if (schema.properties !== undefined || schema.additionalProperties !== undefined) return 'object';
  if (schema.required !== undefined) return 'object';
  if (schema.items !== undefined || schema.prefixItems !== undefined) return 'array';
  const hasBounds = ['minimum', 'maximum', 'multipleOf'].some((word) => own(schema, word) !== undefined);
  return hasBounds ? 'number' : 'string';
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
