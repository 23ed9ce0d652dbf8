/**
 * The few ways in which this page touches its document. Text only ever becomes a text node: there is no way
 * here to make markup of a string, and the page's policy forbids the browser to have one.
 */

export type Child = Node | string;

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className = '',
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

/** An element of the page's own HTML. */
export function found(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}

/** A place for text that changes: it is written to only when it does. */
export class Slot {
  readonly node: HTMLElement;
  /** Of its own: to change its data costs a third of what a new one does. */
  readonly #content: Text;
  #text: string;

  /** What it says already stays until it is set. */
  constructor(node: HTMLElement) {
    this.node = node;
    this.#text = node.textContent ?? '';
    this.#content = document.createTextNode(this.#text);
    node.replaceChildren(this.#content);
  }

  get text(): string {
    return this.#text;
  }

  set(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.#content.data = text;
  }
}

export function slot(tag: keyof HTMLElementTagNameMap = 'span', className = ''): Slot {
  return new Slot(element(tag, className));
}

/** What `mark` has written: to ask the document for it would cost more than to write it. */
const marks = new WeakMap<Element, Map<string, string | null>>();

/** Sets an attribute only when it changes; `null` removes it. Nobody else writes those that it writes. */
export function mark(node: Element, name: string, value: string | null): void {
  const written = marks.get(node) ?? new Map<string, string | null>();
  if (written.get(name) === value) return;
  if (written.size === 0) marks.set(node, written);
  written.set(name, value);
  if (value === null) node.removeAttribute(name);
  else node.setAttribute(name, value);
}

export function show(node: HTMLElement, isShown: boolean): void {
  if (node.hidden === isShown) node.hidden = !isShown;
}
