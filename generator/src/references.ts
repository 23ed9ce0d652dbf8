/**
 * Many files into one document whose every `$ref` is `#/components/<kind>/<name>` and leads somewhere.
 * A schema referred to anywhere else moves into the components; other things are written out in place.
 */

import { freeName } from './component-name.ts';
import { whyDangling } from './dangling.ts';
import type { Files } from './files.ts';
import { grammar, homes, isHome, type Kind, type Member } from './grammar.ts';
import { type Target, targetOf } from './location.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own, put } from './node.ts';
import { deeplyInOrder, inOrder, keysInOrder } from './order.ts';
import { type Repair, remove, set } from './overlay/repair.ts';
import { at, lookUp, parted, stepsOf } from './pointer.ts';
import type { Circumstances, Findings } from './problem.ts';
import { mended, substitute } from './shapes.ts';

/** Where a value stands. */
interface Place extends Target {}

/** @param keepsExamples Those of bodies, too, as they stand in the entry: few need them, and they can be most of a spec. */
export function canonical(files: Files, findings: Findings, keepsExamples = false): Node {
  return new References(files, findings, keepsExamples).document();
}

class References {
  readonly #files: Files;
  readonly #findings: Findings;
  readonly #keepsExamples: boolean;
  /** Names of schemas by their place, among them those that are still being read. */
  readonly #names = new Map<string, string>();
  /** Schemas that were referred to where they are no component. */
  readonly #moved = new Map<string, unknown>();
  /** Places being written out: one inside itself would never end. */
  readonly #open = new Set<string>();

  constructor(files: Files, findings: Findings, keepsExamples: boolean) {
    this.#files = files;
    this.#keepsExamples = keepsExamples;
    this.#findings = findings;
  }

  document(): Node {
    const root = nodeOf(this.#at({ file: this.#files.entry, pointer: '#' }));
    this.#nameComponents(nodeOf(root.components));
    // Path items are written out where they are referred to; here they would be operations once more.
    const { pathItems, ...others } = nodeOf(root.components);
    const whole = root.components === undefined ? root : { ...root, components: others };
    const document = this.#object('document', whole, { file: this.#files.entry, pointer: '#' });
    const components = nodeOf(document.components);
    const schemas = inOrder(Object.fromEntries([...entriesOf(components.schemas), ...this.#moved]));
    return { ...document, components: { ...components, schemas } };
  }

  /** A component that is one reference to another file is that file's schema, under this name. */
  #nameComponents(components: Node): void {
    const home = { file: this.#files.entry, pointer: '#/components/schemas' };
    const { value, place } = this.#wholeMap(nodeOf(components.schemas), home);
    for (const [name, schema] of Object.entries(inOrder(value))) {
      this.#names.set(keyOf(step(home, name)), name);
      this.#names.set(keyOf(step(place, name)), name);
      const target = this.#target(schema, place.file);
      if (target && target.file !== this.#files.entry) this.#names.set(keyOf(target), name);
    }
  }

  /** A map that is one reference is the map it leads to. */
  #wholeMap(value: Node, place: Place): { value: Node; place: Place } {
    let here = { value, place };
    for (let hops = 0; hops < maxHops && Object.keys(here.value).length === 1; hops++) {
      const target = this.#target(here.value, here.place.file);
      const whole = target && this.#at(target);
      if (!target || !isNode(whole)) break;
      here = { value: whole, place: target };
    }
    return here;
  }

  /** The value as it should be; `undefined` when nothing can be made of it. */
  #value(kind: Kind, value: unknown, place: Place): unknown {
    if (kind === 'schema' && typeof value === 'boolean') return value;
    if (!isNode(value)) return this.#misshapen(kind, value, place);
    if (typeof value.$ref === 'string' && kind !== 'components')
      return this.#reference(kind, value, value.$ref, place);
    return this.#object(kind, value, place);
  }

  #object(kind: Kind, value: Node, place: Place): Node {
    const members = grammar[kind];
    const whole = {};
    for (const key of keysInOrder(value)) {
      const child = value[key];
      const member = Object.hasOwn(members, key) ? members[key] : undefined;
      if (member === undefined) {
        if (this.#keepsExamples || isShown(kind, key)) put(whole, key, deeplyInOrder(child));
        continue;
      }
      const first = key === 'properties' ? listOf(value.required) : [];
      const seen = this.#member(member, child, step(place, key), first);
      if (seen !== undefined) put(whole, key, seen);
    }
    return mended(kind, kind === 'schema' ? this.#withMapping(whole, place) : whole, {
      report: (what, mend, repair) => this.#repaired(place, what, mend, repair(place.pointer)),
      textAt: (key, value) => this.#text(value, step(place, key)),
    });
  }

  /** OpenAPI 3.1.1 §4.8.25.1: what a discriminator maps to is a reference as any other, or the name of a component. */
  #withMapping(schema: Node, { file }: Place): Node {
    const { discriminator } = schema;
    const { mapping } = nodeOf(discriminator);
    if (!isNode(mapping)) return schema;
    const entries = keysInOrder(mapping).map((value) => {
      const written = mapping[value];
      const isName = typeof written !== 'string' || !/[#/]/.test(written);
      const target = isName ? undefined : targetOf(written, file);
      if (!target || !isNode(this.#at(target))) return [value, written];
      return [value, at('#/components/schemas', this.#schemaName(target))];
    });
    return { ...schema, discriminator: { ...nodeOf(discriminator), mapping: Object.fromEntries(entries) } };
  }

  #member(member: Member, value: unknown, place: Place, first: readonly unknown[]): unknown {
    if (value === undefined) return undefined;
    if (Array.isArray(value) && (member.shape === 'list' || member.shape === 'oneOrList')) {
      return value.flatMap((item, index) => {
        const seen = this.#value(member.kind, item, step(place, index));
        return seen === undefined ? [] : [typeof seen === 'boolean' ? {} : seen];
      });
    }
    if (member.shape === 'one' || member.shape === 'oneOrList') return this.#value(member.kind, value, place);
    if (member.shape === 'map' && isNode(value)) return this.#map(member.kind, value, place, first);
    if (value === null) return undefined;
    const what = `Expected ${member.shape === 'list' ? 'a list' : 'an object'} here.`;
    this.#skipped(place, what, 'Correct or remove it.');
    return undefined;
  }

  #map(kind: Kind, written: Node, writtenAt: Place, first: readonly unknown[]): Node | undefined {
    const { value, place } = this.#wholeMap(written, writtenAt);
    if (typeof own(value, '$ref') === 'string' && Object.keys(value).length === 1) {
      this.#dangling('components', value, place);
      return undefined;
    }
    const copy = {};
    for (const key of keysInOrder(value, first)) {
      if (isExtension(kind, key, place)) continue;
      const seen = this.#component(kind, value[key], step(place, key));
      if (seen !== undefined) put(copy, key, seen);
    }
    return copy;
  }

  /** A member of a map. Components are written out: a reference to a reference is more than readers expect. */
  #component(kind: Kind, value: unknown, place: Place): unknown {
    const target = this.#target(value, place.file);
    const home = homes[kind];
    if (!target || !home || place.file !== this.#files.entry || !isHome(place.pointer, home)) {
      return this.#value(kind, value, place);
    }
    if (kind === 'schema') {
      if (this.#endsInItself(place)) return this.#circular(place);
      if (this.#names.get(keyOf(target)) !== stepsOf(place.pointer)[2])
        return this.#value(kind, value, place);
    }
    if (this.#at(target) === undefined) return this.#dangling(kind, nodeOf(value), place);
    return this.#writtenOut(kind, target) ?? this.#dangling(kind, nodeOf(value), place);
  }

  #circular(place: Place): Node {
    const what = 'This reference leads back to itself.';
    this.#repaired(place, what, 'Give it a type.', remove(place.pointer, '$ref'));
    return {};
  }

  #endsInItself(place: Place): boolean {
    const seen = new Set<string>();
    let here: Place | undefined = place;
    while (here && !seen.has(keyOf(here))) {
      seen.add(keyOf(here));
      here = this.#target(this.#at(here), here.file);
    }
    return here !== undefined;
  }

  #reference(kind: Kind, value: Node, reference: string, place: Place): unknown {
    const target = targetOf(reference, place.file);
    if (!target || this.#at(target) === undefined) return this.#dangling(kind, value, place);
    const home = homes[kind];
    if (kind === 'schema') {
      const beside = nodeOf(deeplyInOrder(value));
      return { ...beside, $ref: at('#/components/schemas', this.#schemaName(target)) };
    }
    if (home && target.file === this.#files.entry && isHome(target.pointer, home)) {
      return { $ref: at('#', ...stepsOf(target.pointer)) };
    }
    const whole = this.#writtenOut(kind, target);
    if (whole === undefined) return this.#dangling(kind, value, place);
    return kind === 'pathItem' ? { ...nodeOf(whole), ...this.#beside(value, place) } : whole;
  }

  /** What a Path Item Object says besides its reference, which alone of those written out may say more. */
  #beside({ $ref, ...others }: Node, place: Place): Node {
    return Object.keys(others).length > 0 ? this.#object('pathItem', others, place) : {};
  }

  #writtenOut(kind: Kind, target: Target): unknown {
    const key = keyOf(target);
    if (this.#open.has(key)) return undefined;
    this.#open.add(key);
    try {
      return this.#value(kind, this.#at(target), target);
    } finally {
      this.#open.delete(key);
    }
  }

  #schemaName(target: Target): string {
    const key = keyOf(target);
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const name = freeName(target, this.#files.entry, new Set(this.#names.values()));
    this.#names.set(key, name);
    this.#moved.set(name, {});
    this.#moved.set(name, this.#value('schema', this.#at(target), target) ?? {});
    return name;
  }

  #dangling(kind: Kind, value: Node, place: Place): unknown {
    const { what, mend } = whyDangling(String(value.$ref), place.file, this.#files);
    const instead = substitute(kind);
    if (instead) this.#repaired(place, what, mend, remove(place.pointer, '$ref'));
    else this.#skipped(place, what, mend);
    return instead;
  }

  /** The text a reference leads to, where a text should stand. */
  #text(value: Node, place: Place): string | undefined {
    const target = this.#target(value, place.file);
    const text = target && this.#at(target);
    if (typeof text === 'string') return text;
    if (typeof value.$ref === 'string') this.#dangling('components', value, place);
    return undefined;
  }

  #misshapen(kind: Kind, value: unknown, place: Place): unknown {
    if (value === null && (kind === 'mediaType' || kind === 'schema')) return {};
    if (kind === 'components' && (value === null || value === undefined)) return undefined;
    const instead = substitute(kind);
    const what = `Expected an object here, found ${Array.isArray(value) ? 'a list' : value === null ? 'nothing' : `a ${typeof value}`}.`;
    const [parent, key] = parted(place.pointer);
    if (instead) this.#repaired(place, what, 'Correct or remove it.', set(parent, key, {}));
    else this.#skipped(place, what, 'Correct or remove it.');
    return instead;
  }

  #repaired(place: Place, what: string, mend: string, repair: Repair): void {
    this.#findings.repaired(place.pointer, what, mend, this.#circumstances(place, repair));
  }

  #skipped(place: Place, what: string, mend: string): void {
    this.#findings.skipped(place.pointer, what, mend, this.#circumstances(place, remove(place.pointer)));
  }

  #circumstances({ file }: Place, repair: Repair): Circumstances {
    return file === this.#files.entry ? { repair } : { file };
  }

  #target(value: unknown, from: string): Target | undefined {
    const reference = own(value, '$ref');
    return typeof reference === 'string' ? targetOf(reference, from) : undefined;
  }

  #at(target: Target): unknown {
    return lookUp(this.#files.sources.get(target.file)?.value, target.pointer);
  }
}

/** Examples can be most of a spec; only those of a schema are ever shown, and one of a header tells what it is for. */
function isShown(kind: Kind, key: string): boolean {
  return kind === 'schema' || kind === 'header' || (key !== 'example' && key !== 'examples');
}

/** OpenAPI 3.1 §4.8.8, §4.8.16: paths and the replies of an operation may be extended; among components it is a name. */
function isExtension(kind: Kind, key: string, { pointer }: Place): boolean {
  return (
    key.startsWith('x-') &&
    (kind === 'pathItem' || kind === 'response') &&
    stepsOf(pointer)[0] !== 'components'
  );
}

/** References to references: those that lead in a circle end here. */
const maxHops = 32;

function step(place: Place, key: string | number): Place {
  return { file: place.file, pointer: at(place.pointer, key) };
}

function keyOf(target: Target): string {
  return target.file + at('#', ...stepsOf(target.pointer));
}
