/**
 * Where the references of a spec lead. Beyond RFC 3986 and RFC 6901, what the world writes: a way through
 * another reference, names that are anchors or identifiers, and places of the spec told as if they were in
 * every file of it.
 */

import type { Files } from './files.ts';
import { type Target, targetOf } from './location.ts';
import { NamedPlaces } from './named-places.ts';
import { nodeOf, own } from './node.ts';
import { at, lookUp, stepsOf } from './pointer.ts';

export interface Destination extends Target {
  /** It is not where the reference says, but at that place of the spec. */
  readonly isBorrowed?: boolean;
}

/** References to references: those that lead in a circle end here. */
const maxHops = 32;

export class Resolver {
  readonly #files: Files;
  readonly #named: NamedPlaces;

  constructor(files: Files) {
    this.#files = files;
    this.#named = new NamedPlaces(files);
  }

  at({ file, pointer }: Target): unknown {
    return lookUp(this.#files.sources.get(file)?.value, pointer);
  }

  /** Of a value that is a reference, where that leads. */
  targetIn(value: unknown, from: Target): Target | undefined {
    const reference = own(value, '$ref');
    return typeof reference === 'string' ? this.target(reference, from) : undefined;
  }

  /** Where a value that may be a reference, and nothing else, really stands. */
  followed(place: Target): Target {
    let here = place;
    for (let hops = 0; hops < maxHops; hops++) {
      const value = this.at(here);
      const target = Object.keys(nodeOf(value)).length === 1 ? this.targetIn(value, here) : undefined;
      if (!target) break;
      here = target;
    }
    return here;
  }

  /** `undefined` where nothing is found. */
  target(reference: string, from: Target): Destination | undefined {
    const target = targetOf(reference, from.file);
    // The whole may be that of the schema around it.
    const isPlain = target && isPointer(target.pointer) && reference !== '#';
    if (isPlain && this.at(target) !== undefined) return target;
    return this.#named.target(reference, from) ?? (target && (this.#detour(target) ?? this.#inSpec(target)));
  }

  /** `#/components/schemas/Pet`, where `components` is a reference itself. */
  #detour(target: Target): Target | undefined {
    let here: Target = { file: target.file, pointer: '#' };
    let hops = 0;
    for (const step of stepsOf(target.pointer)) {
      while (own(this.at(here), step) === undefined && hops++ < maxHops) {
        const reference = own(this.at(here), '$ref');
        const next = typeof reference === 'string' ? targetOf(reference, here.file) : undefined;
        if (!next) return undefined;
        here = next;
      }
      here = { file: here.file, pointer: at(here.pointer, step) };
    }
    return this.at(here) === undefined ? undefined : here;
  }

  /** Some tools resolve `#/definitions/Pet` of any file in the spec. */
  #inSpec({ file, pointer }: Target): Destination | undefined {
    const { entry, sources } = this.#files;
    if (file === entry || !sources.has(file)) return undefined;
    // Where the definitions of OpenAPI 2.0 are once it is upgraded.
    for (const each of [pointer, pointer.replace(/^#\/definitions\//, '#/components/schemas/')]) {
      const there = this.#detour({ file: entry, pointer: each });
      if (there) return { ...there, isBorrowed: true };
    }
    return undefined;
  }
}

/** And no name of an anchor. */
function isPointer(fragment: string): boolean {
  return fragment === '#' || fragment.startsWith('#/');
}
