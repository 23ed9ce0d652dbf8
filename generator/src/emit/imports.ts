/**
 * The imports of one file: what was asked for and nothing else, sorted, and renamed where the file
 * already means something by a name.
 */

import { group } from './layout.ts';
import { literal } from './text.ts';

interface Imported {
  readonly name: string;
  readonly local: string;
  readonly isType: boolean;
}

export class Imports {
  readonly #meanings: ReadonlySet<string>;
  readonly #taken: ReadonlySet<string>;
  readonly #modules = new Map<string, Map<string, Imported>>();
  readonly #namespaces = new Set<string>();

  /** `meanings`: names that mean something else in this file. `taken`: names no alias may have either. */
  constructor(meanings: Iterable<string> = [], taken: Iterable<string> = []) {
    this.#meanings = new Set(meanings);
    this.#taken = new Set([...taken, ...this.#meanings]);
  }

  /** Imports a type; gives the name it has in this file. */
  type(module: string, name: string, local = name): string {
    return this.#add(module, { name, local, isType: true });
  }

  value(module: string, name: string, local = name): string {
    return this.#add(module, { name, local, isType: false });
  }

  /** Imports a type that a spec named: renamed where its name means something else here. */
  foreign(module: string, name: string): string {
    return this.type(module, name, this.#meanings.has(name) ? this.#alias(name) : name);
  }

  namespace(module: string, local: string): void {
    this.#namespaces.add(`import * as ${local} from ${literal(module)};\n`);
  }

  toString(): string {
    const named = [...this.#modules].map(([module, members]) => ({
      module,
      text: statement(module, [...members.values()]),
    }));
    const spaces = [...this.#namespaces].map((text) => ({
      module: /from (.*);/.exec(text)?.[1]?.slice(1, -1) ?? '',
      text,
    }));
    return [...named, ...spaces]
      .sort((a, b) => byPath(a.module, b.module))
      .map(({ text }) => text)
      .join('');
  }

  #add(module: string, imported: Imported): string {
    const members = this.#modules.get(module) ?? new Map<string, Imported>();
    this.#modules.set(module, members);
    const known = members.get(imported.name) ?? imported;
    members.set(imported.name, known);
    return known.local;
  }

  #alias(name: string): string {
    const choices = ['Schema', 'Type', 'SchemaType', 'ComponentSchema'].map((suffix) => name + suffix);
    return choices.find((choice) => !this.#taken.has(choice)) ?? `${name}OfTheSpec`;
  }
}

function statement(module: string, members: readonly Imported[]): string {
  const onlyTypes = members.every((member) => member.isType);
  const names = [...members]
    .sort((a, b) => compare(a.name, b.name))
    .map(({ name, local, isType }) => {
      const renamed = name === local ? name : `${name} as ${local}`;
      return isType && !onlyTypes ? `type ${renamed}` : renamed;
    });
  return `${group(`import ${onlyTypes ? 'type ' : ''}{`, names, `} from ${literal(module)};`)}\n`;
}

/** Packages, then parents, then siblings, as Biome sorts them. */
function byPath(a: string, b: string): number {
  return distance(a) - distance(b) || compare(a, b);
}

function distance(module: string): number {
  if (module.startsWith('../')) return 1;
  return module.startsWith('./') ? 2 : 0;
}

/** Letters before their case, the same on every machine. */
export function compare(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  if (left !== right) return left < right ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}
