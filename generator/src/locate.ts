/**
 * From JSON Pointers to lines and columns of a text; here of JSON. Done only when there is something to report:
 * one pass over the text finds any number of places, and steps over what leads to none of them.
 */

import { stepsOf } from './pointer.ts';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Wanted places as a tree; a node's offset is that of its value. */
export interface Wanted {
  readonly children: Map<string, Wanted>;
  offset?: number;
}

/** Positions by pointer. A pointer that leads nowhere has that of the last step that exists. */
export function locateInJson(text: string, pointers: Iterable<string>): Map<string, Position> {
  return locate(text, pointers, (root) => new Scanner(text).value(root));
}

/** The same of any text: `find` tells the offsets of what is wanted, as far as it exists. */
export function locate(
  text: string,
  pointers: Iterable<string>,
  find: (root: Wanted) => void,
): Map<string, Position> {
  const root: Wanted = { children: new Map() };
  const wanted = [...pointers];
  for (const pointer of wanted) stepsOf(pointer).reduce(childOf, root);
  find(root);
  const lines = lineStarts(text);
  return new Map(
    wanted.map((pointer) => [pointer, positionAt(lines, deepestOffset(root, stepsOf(pointer)))]),
  );
}

function childOf(parent: Wanted, step: string): Wanted {
  const known = parent.children.get(step);
  if (known) return known;
  const child: Wanted = { children: new Map() };
  parent.children.set(step, child);
  return child;
}

/** Of the last step that exists. */
function deepestOffset(root: Wanted, steps: readonly string[]): number {
  let node = root;
  for (const step of steps) {
    const child = node.children.get(step);
    if (child?.offset === undefined) break;
    node = child;
  }
  return node.offset ?? 0;
}

/** Walks JSON that is known to be well formed. */
class Scanner {
  readonly #text: string;
  #index = 0;

  constructor(text: string) {
    this.#text = text;
  }

  value(wanted: Wanted | undefined): void {
    this.#space();
    if (wanted) wanted.offset = this.#index;
    const first = this.#text[this.#index];
    if (first === '{') this.#object(wanted);
    else if (first === '[') this.#array(wanted);
    else if (first === '"') this.#skipString();
    else this.#skipWord();
  }

  #skipWord(): void {
    while (this.#index < this.#text.length && !',]} \n\r\t'.includes(this.#text[this.#index] ?? ''))
      this.#index++;
  }

  #object(wanted: Wanted | undefined): void {
    this.#index++;
    while (this.#more('}')) {
      const start = this.#index;
      this.#skipString();
      const end = this.#index;
      this.#space();
      this.#index++;
      this.value(wanted?.children.get(String(JSON.parse(this.#text.slice(start, end)))));
    }
  }

  #array(wanted: Wanted | undefined): void {
    this.#index++;
    for (let position = 0; this.#more(']'); position++) this.value(wanted?.children.get(String(position)));
  }

  /** Steps to the next member; past the end, when this was the last. */
  #more(end: string): boolean {
    this.#space();
    if (this.#text[this.#index] === ',') this.#index++;
    this.#space();
    if (this.#text[this.#index] !== end && this.#index < this.#text.length) return true;
    this.#index++;
    return false;
  }

  #skipString(): void {
    this.#index++;
    while (this.#index < this.#text.length && this.#text[this.#index] !== '"') {
      this.#index += this.#text[this.#index] === '\\' ? 2 : 1;
    }
    this.#index++;
  }

  #space(): void {
    while (' \n\r\t'.includes(this.#text[this.#index] ?? '-')) this.#index++;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let index = text.indexOf('\n'); index !== -1; index = text.indexOf('\n', index + 1))
    starts.push(index + 1);
  return starts;
}

function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
