/**
 * What a document refers to, found by the grammar: a `$ref` in an example, a default or an extension is
 * somebody's data, and nothing is read because of it.
 */

import { type Grammar, type Kind, type Member, one, textKeys } from './grammar.ts';
import { isNode, type Node, own } from './node.ts';

/** A reference, and what is expected where it leads. */
export interface Wanted {
  readonly reference: string;
  readonly member: Member | 'text';
}

/** References in a value, in the order in which they stand. */
export function wantedIn(value: unknown, member: Member, members: Grammar): Wanted[] {
  const found: Wanted[] = [];
  new Walk(members, found).member(value, member);
  return found;
}

class Walk {
  readonly #members: Grammar;
  readonly #found: Wanted[];

  constructor(members: Grammar, found: Wanted[]) {
    this.#members = members;
    this.#found = found;
  }

  member(value: unknown, member: Member): void {
    if (Array.isArray(value)) for (const item of value) this.#value(item, member.kind);
    else if (member.shape !== 'map') this.#value(value, member.kind);
    else if (isNode(value)) {
      const reference = Object.keys(value).length === 1 ? own(value, '$ref') : undefined;
      if (typeof reference === 'string') this.#found.push({ reference, member });
      for (const key of Object.keys(value)) this.#value(value[key], member.kind);
    }
  }

  #value(value: unknown, kind: Kind): void {
    if (!isNode(value)) return;
    const reference = value.$ref;
    if (typeof reference === 'string') this.#found.push({ reference, member: one(kind) });
    this.#texts(value);
    const members = this.#members[kind];
    for (const key of Object.keys(value)) {
      const member = Object.hasOwn(members, key) ? members[key] : undefined;
      if (member) this.member(value[key], member);
    }
  }

  /** `description: { $ref: intro.md }`. */
  #texts(value: Node): void {
    for (const key of textKeys) {
      const text = value[key];
      if (typeof text !== 'object') continue;
      const reference = own(text, '$ref');
      if (typeof reference === 'string') this.#found.push({ reference, member: 'text' });
    }
  }
}
