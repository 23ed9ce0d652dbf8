/**
 * Places that have a name of their own: JSON Schema 2020-12 §8.2, `$id` and `$anchor`, and the `$self` of
 * OpenAPI 3.2. They are looked for once somebody refers to one.
 */

import type { Files } from './files.ts';
import type { Location, Target } from './location.ts';
import { isNode, nodeOf, own } from './node.ts';
import { keysInOrder } from './order.ts';
import { at, lookUp, stepsOf } from './pointer.ts';

/** What relative references are resolved against where nothing says it. */
const nowhere = 'https://nowhere.invalid/';

interface Known {
  /** By absolute URI. */
  readonly resources: Map<string, Target>;
  /** By absolute URI with the name of the anchor as its fragment. */
  readonly anchors: Map<string, Target>;
}

export class NamedPlaces {
  readonly #files: Files;
  #found: Known | undefined;

  constructor(files: Files) {
    this.#files = files;
  }

  /** `undefined` where the reference names nothing. */
  target(reference: string, from: Target): Target | undefined {
    const known = this.#known();
    if (known.resources.size + known.anchors.size === 0) return undefined;
    const uri = resolved(reference, this.#baseOf(from));
    if (!uri) return undefined;
    const anchored = known.anchors.get(uri.href);
    if (anchored) return anchored;
    const fragment = uri.hash;
    uri.hash = '';
    const resource = known.resources.get(uri.href);
    if (!resource) return undefined;
    const target = { file: resource.file, pointer: at(resource.pointer, ...stepsOf(fragment)) };
    return lookUp(this.#files.sources.get(target.file)?.value, target.pointer) === undefined
      ? undefined
      : target;
  }

  /** The nearest `$id` around a place, or what its document calls itself. */
  #baseOf({ file, pointer }: Target): string {
    let here = this.#files.sources.get(file)?.value;
    let base = baseOfDocument(here, file);
    for (const step of stepsOf(pointer)) {
      here = own(here, step);
      base = identified(here, base) ?? base;
    }
    return base;
  }

  #known(): Known {
    this.#found ??= this.#find();
    return this.#found;
  }

  #find(): Known {
    const known = { resources: new Map(), anchors: new Map() };
    for (const [file, { value }] of this.#files.sources) {
      const base = baseOfDocument(value, file);
      if (own(value, '$self') !== undefined) known.resources.set(base, { file, pointer: '#' });
      collect(value, base, { file, steps: [], known });
    }
    return known;
  }
}

interface Walk {
  readonly file: Location;
  /** Where it is. */
  readonly steps: string[];
  readonly known: Known;
}

function collect(value: unknown, base: string, walk: Walk): void {
  if (typeof value !== 'object' || value === null) return;
  const { steps, known } = walk;
  const place = () => ({ file: walk.file, pointer: at('#', ...steps) });
  const id = identified(value, base);
  if (id !== undefined) known.resources.set(id, place());
  const here = id ?? base;
  for (const name of anchorsOf(value)) {
    // The first is the one that is meant where several have the name.
    if (!known.anchors.has(`${here}#${name}`)) known.anchors.set(`${here}#${name}`, place());
  }
  // An object has no order, and the first name counts.
  for (const key of Array.isArray(value) ? value.keys() : keysInOrder(nodeOf(value))) {
    steps.push(String(key));
    collect(own(value, String(key)), here, walk);
    steps.pop();
  }
}

function baseOfDocument(document: unknown, file: Location): string {
  const place = resolved(file, nowhere)?.href ?? nowhere;
  const self = own(document, '$self');
  return (typeof self === 'string' ? resolved(self, place)?.href : undefined) ?? place;
}

function identified(value: unknown, base: string): string | undefined {
  const id = isNode(value) ? own(value, '$id') : undefined;
  return typeof id === 'string' && !id.startsWith('#')
    ? resolved(id, base)?.href.replace(/#$/, '')
    : undefined;
}

function anchorsOf(value: object): string[] {
  return ['$anchor', '$dynamicAnchor'].flatMap((keyword) => {
    const name = own(value, keyword);
    return typeof name === 'string' ? [name] : [];
  });
}

function resolved(reference: string, base: string): URL | undefined {
  return URL.canParse(reference, base) ? new URL(reference, base) : undefined;
}
