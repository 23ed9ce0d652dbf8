/**
 * Many files into one document whose every `$ref` is `#/components/<kind>/<name>` and leads somewhere.
 * A schema referred to anywhere else moves into the components; other things are written out in place.
 */

import { basename } from 'node:path';
import { type Files, type Target, targetOf } from './files.ts';
import { grammar, homes, type Kind, type Member } from './grammar.ts';
import { entriesOf, isNode, type Node, nodeOf, own } from './node.ts';
import { at, lookUp, stepsOf } from './pointer.ts';
import type { Findings } from './problem.ts';
import { mended } from './shapes.ts';
import { pascalCase } from './words.ts';

/** Where a value stands. */
interface Place extends Target {}

export function canonical(files: Files, findings: Findings): Node {
  return new References(files, findings).document();
}

class References {
  readonly #files: Files;
  readonly #findings: Findings;
  /** Names of schemas by their place, among them those that are still being read. */
  readonly #names = new Map<string, string>();
  /** Schemas that were referred to where they are no component. */
  readonly #moved = new Map<string, unknown>();
  /** Places being written out: one inside itself would never end. */
  readonly #open = new Set<string>();

  constructor(files: Files, findings: Findings) {
    this.#files = files;
    this.#findings = findings;
  }

  document(): Node {
    const root = nodeOf(this.#at({ file: this.#files.entry, pointer: '#' }));
    this.#nameComponents(nodeOf(root.components));
    const document = this.#object('document', root, { file: this.#files.entry, pointer: '#' });
    const components = nodeOf(document.components);
    const schemas = Object.fromEntries([...entriesOf(components.schemas), ...this.#moved]);
    return { ...document, components: { ...components, schemas } };
  }

  /** A component that is one reference to another file is that file's schema, under this name. */
  #nameComponents(components: Node): void {
    for (const [name, schema] of entriesOf(components.schemas)) {
      this.#names.set(keyOf({ file: this.#files.entry, pointer: at('#/components/schemas', name) }), name);
      const target = this.#target(schema, this.#files.entry);
      if (target && target.file !== this.#files.entry) this.#names.set(keyOf(target), name);
    }
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
    const copy = Object.entries(value).flatMap(([key, child]) => {
      const member = Object.hasOwn(members, key) ? members[key] : undefined;
      const seen = member ? this.#member(member, child, step(place, key)) : child;
      return seen === undefined ? [] : [[key, seen] as const];
    });
    return mended(kind, Object.fromEntries(copy), (what, mend) => {
      this.#findings.repaired(place.pointer, what, mend, place.file);
    });
  }

  #member(member: Member, value: unknown, place: Place): unknown {
    if (value === undefined) return undefined;
    if (Array.isArray(value) && (member.shape === 'list' || member.kind === 'schema')) {
      return value.flatMap((item, index) => {
        const seen = this.#value(member.kind, item, step(place, index));
        return seen === undefined ? [] : [typeof seen === 'boolean' ? {} : seen];
      });
    }
    if (member.shape === 'one') return this.#value(member.kind, value, place);
    if (member.shape === 'map' && isNode(value)) return this.#map(member.kind, value, place);
    if (value === null) return undefined;
    this.#findings.skipped(
      place.pointer,
      `Expected ${member.shape === 'list' ? 'a list' : 'an object'} here.`,
      'Correct or remove it.',
      place.file,
    );
    return undefined;
  }

  #map(kind: Kind, value: Node, place: Place): Node {
    const target = Object.keys(value).length === 1 ? this.#target(value, place.file) : undefined;
    const whole = target && this.#at(target);
    if (target && isNode(whole)) return this.#map(kind, whole, target);
    const entries = Object.entries(value).flatMap(([key, child]) => {
      if (key.startsWith('x-') && kind !== 'schema' && kind !== 'header') return [];
      const seen = this.#component(kind, child, step(place, key));
      return seen === undefined ? [] : [[key, seen] as const];
    });
    return Object.fromEntries(entries);
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
    return this.#writtenOut(kind, target) ?? this.#dangling(kind, nodeOf(value), place);
  }

  #circular(place: Place): Node {
    this.#findings.repaired(
      place.pointer,
      'This reference leads back to itself.',
      'Give it a type.',
      place.file,
    );
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
    if (kind === 'schema') return { ...value, $ref: at('#/components/schemas', this.#schemaName(target)) };
    if (home && target.file === this.#files.entry && isHome(target.pointer, home)) {
      return { $ref: at('#', ...stepsOf(target.pointer)) };
    }
    return this.#writtenOut(kind, target) ?? this.#dangling(kind, value, place);
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
    const name = this.#freeName(target);
    this.#names.set(key, name);
    this.#moved.set(name, {});
    this.#moved.set(name, this.#value('schema', this.#at(target), target) ?? {});
    return name;
  }

  /** From the last step that says something, with as many before it as it takes to be alone. */
  #freeName(target: Target): string {
    const taken = new Set(this.#names.values());
    const file = basename(target.file).replace(/\.\w+$/, '');
    const steps = [file, ...stepsOf(target.pointer).filter((step) => !silent.test(step))];
    for (let length = 1; length <= steps.length; length++) {
      const name = pascalCase(steps.slice(-length).join(' '));
      if (name !== '' && !taken.has(name)) return name;
    }
    return pascalCase(`${target.file} ${target.pointer}`);
  }

  #dangling(kind: Kind, value: Node, place: Place): unknown {
    const reference = String(value.$ref);
    const remote = !targetOf(reference, place.file);
    const what = remote
      ? `Remote reference ${reference} is not followed.`
      : `Nothing is found at ${reference}.`;
    const mend = remote
      ? 'Keep a local copy, and refer to that.'
      : 'Correct the reference, or add what it refers to.';
    const instead = substitute(kind);
    if (instead) this.#findings.repaired(place.pointer, what, mend, place.file);
    else this.#findings.skipped(place.pointer, what, mend, place.file);
    return instead;
  }

  #misshapen(kind: Kind, value: unknown, place: Place): unknown {
    if (value === null && (kind === 'mediaType' || kind === 'schema')) return {};
    if (kind === 'components' && (value === null || value === undefined)) return undefined;
    const instead = substitute(kind);
    const what = `Expected an object here, found ${value === null ? 'nothing' : `a ${typeof value}`}.`;
    if (instead) this.#findings.repaired(place.pointer, what, 'Correct or remove it.', place.file);
    else this.#findings.skipped(place.pointer, what, 'Correct or remove it.', place.file);
    return instead;
  }

  #target(value: unknown, from: string): Target | undefined {
    const reference = own(value, '$ref');
    return typeof reference === 'string' ? targetOf(reference, from) : undefined;
  }

  #at(target: Target): unknown {
    return lookUp(this.#files.sources.get(target.file)?.value, target.pointer);
  }
}

/** Steps that say what a thing is, not which one. */
const silent =
  /^(components|schemas|definitions|properties|items|allOf|anyOf|oneOf|paths|responses|content|schema|parameters|\d|)$/;

/** What stands in for something unusable: an answer or a schema of which nothing is known. */
function substitute(kind: Kind): Node | undefined {
  return kind === 'schema' || kind === 'response' || kind === 'mediaType' || kind === 'header'
    ? {}
    : undefined;
}

function isHome(pointer: string, home: string): boolean {
  const steps = stepsOf(pointer);
  return steps.length === 3 && steps[0] === 'components' && steps[1] === home;
}

function step(place: Place, key: string | number): Place {
  return { file: place.file, pointer: at(place.pointer, key) };
}

function keyOf(target: Target): string {
  return target.file + at('#', ...stepsOf(target.pointer));
}
