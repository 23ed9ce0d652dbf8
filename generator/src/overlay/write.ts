/**
 * The generator's repairs as an OpenAPI Overlay: who applies it has a spec that needs none of them. Members
 * go first, then what is added, then items of lists from the last to the first, so that no step changes
 * what a later one means.
 */

import { stringify } from 'yaml';
import type { Names } from '../names.ts';
import { isNode, own } from '../node.ts';
import { at, lookUp, parted, stepsOf } from '../pointer.ts';
import type { Finding } from '../problem.ts';
import type { Repair } from './repair.ts';

export interface OverlaySubject {
  /** Of the spec, as the overlay's `extends` has it. */
  readonly name: string;
  /** The spec as it was read. */
  readonly document: unknown;
  readonly findings: readonly Finding[];
  readonly names: Names;
}

interface Action {
  readonly target: string;
  readonly update?: unknown;
  readonly remove?: true;
}

/** Text of the overlay: JSON when `file` is called so, else YAML. */
export function overlayText(file: string, subject: OverlaySubject): string {
  const covered = subject.findings.filter((finding) => isCovered(finding, subject.document));
  const left = subject.findings.length - covered.length;
  const overlay = {
    overlay: '1.0.0',
    info: { title: `Repairs of ${subject.name}`, version: '1.0.0' },
    extends: subject.name,
    actions: actionsOf(
      covered.map(({ repair }) => repair).filter((repair) => repair !== undefined),
      subject,
    ),
    // An overlay changes one document, and no syntax.
    ...(left > 0 ? { 'x-left': `${left} problems that no overlay can mend` } : {}),
  };
  const text = /\.json$/i.test(file) ? JSON.stringify(overlay, undefined, 2) : stringify(overlay);
  return text.endsWith('\n') ? text : `${text}\n`;
}

function isCovered({ repair, file }: Finding, document: unknown): boolean {
  if (repair === undefined || file !== undefined) return false;
  if (lookUp(document, repair.pointer) === undefined) return false;
  // Of a document that was upgraded, operations are where they were, and little else is.
  return !isOld(document) || (repair.kind !== 'remove' && stepsOf(repair.pointer).length === 3);
}

function isOld(document: unknown): boolean {
  return own(document, 'swagger') !== undefined;
}

function actionsOf(repairs: readonly Repair[], { document, names }: OverlaySubject): Action[] {
  const named = new Map([...names.operations].map(([operation, { flat }]) => [operation.pointer, flat]));
  const script = new Script(document);
  for (const repair of repairs) {
    const { pointer } = repair;
    if (repair.kind === 'remove') script.remove(pointer);
    else if (repair.kind === 'set') script.set(pointer, repair.key, repair.value);
    else if (repair.kind === 'name') script.set(pointer, 'operationId', named.get(pointer));
    else script.append(pointer, 'parameters', declaration(repair.name, isOld(document)));
  }
  return script.actions();
}

/** What is to be done, in the order in which it can be. */
class Script {
  readonly #document: unknown;
  /** Members and items to remove, by pointer. */
  readonly #members = new Set<string>();
  readonly #items = new Set<string>();
  /** Members to add, by the pointer of their object. */
  readonly #additions = new Map<string, Map<string, unknown>>();

  constructor(document: unknown) {
    this.#document = document;
  }

  remove(pointer: string): void {
    const isItem = Array.isArray(lookUp(this.#document, parted(pointer)[0]));
    (isItem ? this.#items : this.#members).add(pointer);
  }

  /** In a list there is no instead: the item goes. */
  set(pointer: string, key: string, value: unknown): void {
    const place = at(pointer, key);
    if (Array.isArray(lookUp(this.#document, pointer))) this.#items.add(place);
    else {
      // An update would be merged into what is there.
      if (isContainer(lookUp(this.#document, place))) this.#members.add(place);
      this.#add(pointer, key, value);
    }
  }

  append(pointer: string, key: string, item: unknown): void {
    const known = this.#additions.get(pointer)?.get(key);
    this.#add(pointer, key, [...(Array.isArray(known) ? known : []), item]);
  }

  actions(): Action[] {
    const removal = (pointer: string): Action => ({ target: this.#path(pointer), remove: true });
    return [
      ...[...this.#members].map(removal),
      ...[...this.#additions].map(([pointer, members]) => {
        return { target: this.#path(pointer), update: Object.fromEntries(members) };
      }),
      ...[...this.#items].sort(fromTheEnd).map(removal),
    ];
  }

  #add(pointer: string, key: string, value: unknown): void {
    const members = this.#additions.get(pointer) ?? new Map<string, unknown>();
    this.#additions.set(pointer, members.set(key, value));
  }

  /** A Normalized Path: RFC 9535 §2.7. A number is an index in lists alone. */
  #path(pointer: string): string {
    let here = this.#document;
    const steps = stepsOf(pointer).map((step) => {
      const text = Array.isArray(here) ? step : quoted(step);
      here = own(here, step);
      return `[${text}]`;
    });
    return `$${steps.join('')}`;
  }
}

/** A path parameter that is a text. */
function declaration(name: string, isOfOld: boolean) {
  const type = { type: 'string' };
  return { name, in: 'path', required: true, ...(isOfOld ? type : { schema: type }) };
}

function isContainer(value: unknown): boolean {
  return isNode(value) || Array.isArray(value);
}

/** Deeper and later places first. */
function fromTheEnd(a: string, b: string): number {
  const [left, right] = [stepsOf(a), stepsOf(b)];
  const index = left.findIndex((step, position) => step !== right[position]);
  const [one = '', other = ''] = [left[index], right[index]];
  if (index === -1 || one === '' || other === '') return right.length - left.length;
  return /^\d+$/.test(one) && /^\d+$/.test(other) ? Number(other) - Number(one) : one < other ? 1 : -1;
}

function quoted(name: string): string {
  const body = JSON.stringify(name).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${body}'`;
}
