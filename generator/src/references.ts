/**
 * Many files into one document whose every `$ref` is `#/components/<kind>/<name>` and leads somewhere.
 * A schema referred to anywhere else moves into the components; other things are written out in place.
 */

import { divided, isImpossible, refines } from './beside.ts';
import { freeName } from './component-name.ts';
import { whyDangling } from './dangling.ts';
import type { Files } from './files.ts';
import { grammar, homes, isHome, type Kind, type Member } from './grammar.ts';
import type { Target } from './location.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own, put, scalarText } from './node.ts';
import { deeplyInOrder, inOrder, keysInOrder } from './order.ts';
import { type Repair, remove, set } from './overlay/repair.ts';
import { at, parted, stepsOf } from './pointer.ts';
import type { Circumstances, Findings } from './problem.ts';
import { Resolver } from './resolver.ts';
import { mended, substitute } from './shapes.ts';

/** Where a value stands. */
interface Place extends Target {}

type Reading = (this: References, kind: Kind, value: unknown, place: Place) => unknown;

/** @param keepsExamples Those of bodies, too, as they stand in the entry: few need them, and they can be most of a spec. */
export function canonical(files: Files, findings: Findings, keepsExamples = false): Node {
  return new References(files, findings, keepsExamples).document();
}

class References {
  readonly #files: Files;
  readonly #resolver: Resolver;
  readonly #findings: Findings;
  readonly #keepsExamples: boolean;
  /** Before OpenAPI 3.1, what stands beside a reference is ignored. */
  readonly #isModern: boolean;
  /** Names of schemas by their place, among them those that are still being read. */
  readonly #names = new Map<string, string>();
  /** Schemas that were referred to where they are no component. */
  readonly #moved = new Map<string, unknown>();
  /** Places being written out: one inside itself would never end. */
  readonly #open = new Set<string>();

  constructor(files: Files, findings: Findings, keepsExamples: boolean) {
    this.#files = files;
    this.#resolver = new Resolver(files);
    this.#keepsExamples = keepsExamples;
    this.#findings = findings;
    const version = own(files.sources.get(files.entry)?.value, 'openapi');
    this.#isModern = /^3\.[1-9]/.test(scalarText(version));
  }

  document(): Node {
    const start = { file: this.#files.entry, pointer: '#' };
    const components = this.#resolver.followed(step(start, 'components'));
    this.#nameComponents(step(components, 'schemas'));
    const document = this.#object('document', nodeOf(this.#at(start)), start);
    // Path items are written out where they are referred to; here they would be operations once more.
    const { pathItems, ...others } = nodeOf(document.components);
    const schemas = inOrder(Object.fromEntries([...entriesOf(others.schemas), ...this.#moved]));
    return { ...document, components: { ...others, schemas } };
  }

  /** A component that is one reference to another file is that file's schema, under this name. */
  #nameComponents(home: Place): void {
    const place = this.#resolver.followed(home);
    for (const [name, schema] of Object.entries(inOrder(nodeOf(this.#at(place))))) {
      this.#names.set(keyOf(step(home, name)), name);
      this.#names.set(keyOf(step(place, name)), name);
      const target = this.#target(schema, place);
      if (target && target.file !== place.file) this.#names.set(keyOf(target), name);
    }
  }

  /** The value as it should be; `undefined` when nothing can be made of it. */
  #value(kind: Kind, value: unknown, place: Place): unknown {
    if (kind === 'schema' && typeof value === 'boolean') return value;
    if (!isNode(value)) return this.#misshapen(kind, value, place);
    if (typeof value.$ref === 'string') return this.#reference(kind, value, value.$ref, place);
    if (kind === 'schema' && typeof value['$dynamicRef'] === 'string')
      return this.#dynamic(value, value['$dynamicRef'], place);
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
      const read = kind === 'components' ? this.#component : this.#value;
      const seen = this.#member(member, child, step(place, key), first, read);
      if (seen !== undefined) put(whole, key, seen);
    }
    return mended(kind, kind === 'schema' ? this.#withMapping(whole, place) : whole, {
      report: (what, mend, repair) => this.#repaired(place, what, mend, repair(place.pointer)),
      textAt: (key, value) => this.#text(value, step(place, key)),
    });
  }

  /** OpenAPI 3.1.1 §4.8.25.1: what a discriminator maps to is a reference as any other, or the name of a component. */
  #withMapping(schema: Node, place: Place): Node {
    const { discriminator } = schema;
    const { mapping } = nodeOf(discriminator);
    if (!isNode(mapping)) return schema;
    const entries = keysInOrder(mapping).map((value) => {
      const written = mapping[value];
      const isName = typeof written !== 'string' || !/[#/]/.test(written);
      const target = isName ? undefined : this.#resolver.target(written, place);
      if (!target || !isNode(this.#at(target))) return [value, written];
      return [value, at('#/components/schemas', this.#schemaName(target))];
    });
    return { ...schema, discriminator: { ...nodeOf(discriminator), mapping: Object.fromEntries(entries) } };
  }

  /** `read` is for the members of a map. */
  #member(
    member: Member,
    written: unknown,
    writtenAt: Place,
    first: readonly unknown[],
    read: Reading,
  ): unknown {
    if (written === undefined) return undefined;
    const mayBeElsewhere = member.shape === 'map' || member.shape === 'list';
    const isReference = mayBeElsewhere && typeof own(written, '$ref') === 'string';
    const place = isReference ? this.#resolver.followed(writtenAt) : writtenAt;
    const value = place === writtenAt ? written : this.#at(place);
    if (Array.isArray(value) && (member.shape === 'list' || member.shape === 'oneOrList')) {
      return value.flatMap((item, index) => {
        const seen = this.#value(member.kind, item, step(place, index));
        return seen === undefined ? [] : [typeof seen === 'boolean' ? {} : seen];
      });
    }
    if (member.shape === 'one' || member.shape === 'oneOrList') return this.#value(member.kind, value, place);
    if (member.shape === 'map' && isNode(value)) return this.#map(member.kind, value, place, first, read);
    if (value === null) return undefined;
    const what = `Expected ${member.shape === 'list' ? 'a list' : 'an object'} here.`;
    this.#skipped(place, what, 'Correct or remove it.');
    return undefined;
  }

  #map(kind: Kind, value: Node, place: Place, first: readonly unknown[], read: Reading): Node | undefined {
    if (typeof own(value, '$ref') === 'string' && Object.keys(value).length === 1) {
      this.#dangling('components', value, place);
      return undefined;
    }
    const copy = {};
    for (const key of keysInOrder(value, first)) {
      if (isExtension(kind, key, place)) continue;
      const seen = read.call(this, kind, value[key], step(place, key));
      if (seen !== undefined) put(copy, key, seen);
    }
    return copy;
  }

  /** Components are written out: a reference to a reference is more than readers expect. */
  #component(kind: Kind, value: unknown, place: Place): unknown {
    const target = this.#target(value, place);
    if (!target) return this.#value(kind, value, place);
    if (kind === 'schema') {
      if (this.#endsInItself(place)) return this.#circular(place);
      if (this.#names.get(keyOf(target)) !== stepsOf(place.pointer).at(-1))
        return this.#value(kind, value, place);
    }
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
      here = this.#target(this.#at(here), here);
    }
    return here !== undefined;
  }

  #reference(kind: Kind, value: Node, reference: string, place: Place): unknown {
    const target = this.#resolver.target(reference, place);
    if (!target) return this.#dangling(kind, value, place);
    if (target.isBorrowed) this.#borrowed(reference, place);
    const home = homes[kind];
    if (kind === 'schema') {
      const $ref = at('#/components/schemas', this.#schemaName(target));
      return this.#isModern && refines(value)
        ? this.#refined($ref, value, place)
        : { ...nodeOf(deeplyInOrder(value)), $ref };
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

  /** JSON Schema 2020-12 §8.2.3.1: what stands beside a reference holds as well. */
  #refined($ref: string, { $ref: _, ...others }: Node, place: Place): Node {
    const [notes, rest] = divided(this.#object('schema', others, place));
    return { ...notes, allOf: [{ $ref }, rest] };
  }

  /** As a `$ref`: which of several it is, who refers to the schema would say. One that stands for any of them is any. */
  #dynamic({ $dynamicRef, ...schema }: Node, reference: string, place: Place): unknown {
    const target = this.#resolver.target(reference, place);
    if (target && !isImpossible(this.#at(target)))
      return this.#reference('schema', { ...schema, $ref: reference }, reference, place);
    const what = `Who refers to this schema decides what \`$dynamicRef: ${reference}\` is: it may be anything.`;
    this.#repaired(place, what, 'Use `$ref`.', remove(place.pointer, '$dynamicRef'));
    return this.#object('schema', schema, place);
  }

  #borrowed(reference: string, place: Place): void {
    const what = `Nothing is found at ${reference} in this file: it is taken from the spec.`;
    this.#findings.repaired(place.pointer, what, 'Begin the reference with the name of the spec.', {
      file: place.file,
    });
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
    const target = this.#target(value, place);
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

  #target(value: unknown, from: Place): Target | undefined {
    return this.#resolver.targetIn(value, from);
  }

  #at(target: Target): unknown {
    return this.#resolver.at(target);
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

function step(place: Place, key: string | number): Place {
  return { file: place.file, pointer: at(place.pointer, key) };
}

function keyOf(target: Target): string {
  return target.file + at('#', ...stepsOf(target.pointer));
}
