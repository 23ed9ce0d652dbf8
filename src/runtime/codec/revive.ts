/**
 * Values of a reply made what their schemas say they are, in place: the body is its caller's own copy by
 * the time it comes here, so that no two callers hold the same `Date`. Nothing here throws: what does not
 * fit stays as it was.
 */

import type { Cases, Codec, JsonType, List, Members, OneOf, Scalar, Variant } from './codec.ts';
import { parseWithSources, type Sources } from './json.ts';
import { scalarFrom } from './scalars.ts';

/** The body of one caller; `text` is what it was parsed from. */
export function revived(codec: Codec, body: unknown, text: string): unknown {
  const walk = new Walk();
  const value = walk.revive(codec, body);
  if (!walk.lacksSources) return value;
  // Some integer is too long for a number. That is rare, and worth reading the text once more.
  const { holder, sources } = parseWithSources(text);
  new Walk(sources).revive({ items: codec }, holder);
  return holder[0];
}

type Container = Readonly<Record<string, unknown>> | readonly unknown[];

/** Where a value stands. */
interface Place {
  readonly holder: Container;
  readonly key: string;
}

class Walk {
  /** Whether an integer came by whose digits are only in the text. */
  lacksSources = false;
  readonly #sources: Sources | undefined;

  constructor(sources?: Sources) {
    this.#sources = sources;
  }

  revive(codec: Codec, value: unknown, place?: Place): unknown {
    if (typeof codec === 'function') return this.revive(codec(), value, place);
    if (typeof codec === 'string') return this.#scalar(codec, value, place);
    if ('every' in codec) return codec.every.reduce((each, part) => this.revive(part, each, place), value);
    if ('oneOf' in codec || 'by' in codec) {
      const chosen = this.#choose(codec, value);
      return chosen ? this.revive(chosen, value, place) : value;
    }
    for (const { holder, key, part } of partsOf(codec, value)) {
      const before = memberOf(holder, key);
      const after = this.revive(part, before, { holder, key });
      if (after !== before) Reflect.set(holder, key, after);
    }
    return value;
  }

  #scalar(scalar: Scalar, value: unknown, place: Place | undefined): unknown {
    if (scalar === 'int64' && !this.#sources && isTooLong(value)) this.lacksSources = true;
    const source = place && this.#sources?.get(place.holder)?.get(place.key);
    return scalarFrom(scalar, value, source) ?? value;
  }

  #choose(codec: OneOf | Cases, value: unknown): Codec | null | undefined {
    if ('by' in codec) {
      const tag = isObject(value) ? memberOf(value, codec.by) : undefined;
      return typeof tag === 'string' ? entryOf(codec.cases, tag) : undefined;
    }
    const alike = codec.oneOf.filter((variant) => isAlike(variant, value));
    const fitting = alike.find((variant) => !variant.codec || this.#fits(variant.codec, value));
    return (fitting ?? alike[0])?.codec;
  }

  /** Whether everything that the codec is about is what it says. */
  #fits(codec: Codec, value: unknown): boolean {
    if (typeof codec === 'function') return this.#fits(codec(), value);
    // Which of them may be null is the schema's affair; null is nobody's date.
    if (value === null) return true;
    if (typeof codec === 'string') {
      return scalarFrom(codec, value) !== undefined || (codec === 'int64' && isTooLong(value));
    }
    if ('every' in codec) return codec.every.every((part) => this.#fits(part, value));
    if ('oneOf' in codec) return codec.oneOf.some((variant) => isAlike(variant, value));
    if ('by' in codec) return this.#choose(codec, value) !== undefined;
    if ('members' in codec ? !isObject(value) : !Array.isArray(value)) return false;
    return partsOf(codec, value).every(({ holder, key, part }) => this.#fits(part, memberOf(holder, key)));
  }
}

interface Part extends Place {
  readonly part: Codec;
}

/** Members or items that a codec is about, as far as the value has them. */
function partsOf(codec: List | Members, value: unknown): Part[] {
  if (!('members' in codec)) {
    if (!Array.isArray(value)) return [];
    return value.flatMap((_, index) => {
      const { places = [], items } = codec;
      const part = index < places.length ? places[index] : items;
      return part ? [{ holder: value, key: String(index), part }] : [];
    });
  }
  if (!isObject(value)) return [];
  const { members, rest } = codec;
  return Object.keys(rest === undefined ? members : value).flatMap((key) => {
    const part = Object.hasOwn(members, key) ? members[key] : rest;
    return part && Object.hasOwn(value, key) ? [{ holder: value, key, part }] : [];
  });
}

function isAlike({ is, among, has = [], types = {}, values = {} }: Variant, value: unknown): boolean {
  if (is !== undefined && ![is].flat().includes(typeOf(value))) return false;
  if (among?.every((each) => each !== value)) return false;
  if (!isObject(value)) return true;
  if (!has.every((name) => Object.hasOwn(value, name))) return false;
  return Object.keys(value).every((name) => {
    const [member, type, known] = [value[name], entryOf(types, name), entryOf(values, name)];
    if (type !== undefined && ![type].flat().includes(typeOf(member))) return false;
    return known === undefined || known.some((each) => each === member);
  });
}

function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  const type = typeof value;
  return type === 'string' || type === 'number' || type === 'boolean' ? type : 'object';
}

/** An integer that has lost digits on its way into a number. */
function isTooLong(value: unknown): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberOf(holder: Container, key: string): unknown {
  return Object.hasOwn(holder, key) ? Reflect.get(holder, key) : undefined;
}

/** Own entries only: a member called `constructor` has no codec by chance. */
function entryOf<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
