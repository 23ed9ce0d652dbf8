/**
 * From JSON Pointers to lines and columns of a YAML text, by the events it was read as.
 */

import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import { locate, type Position, type Wanted } from './locate.ts';

/** A text of one document, and what its parser made of it. */
export interface YamlEvents {
  readonly text: string;
  readonly events: readonly Event[];
}

/** Positions by pointer. A pointer that leads nowhere has that of the last step that exists. */
export function locateInYaml(source: YamlEvents, pointers: Iterable<string>): Map<string, Position> {
  return locate(source.text, pointers, (root) => new Walk(source).document(root));
}

/** Walks the events of one document that is known to be well formed. */
class Walk {
  readonly #text: string;
  readonly #events: readonly Event[];
  #index = 0;
  /** Where the last event ended that has a place: a value that is not written stands there. */
  #end = 0;

  constructor({ text, events }: YamlEvents) {
    this.#text = text;
    this.#events = events;
  }

  document(root: Wanted): void {
    this.#index = 1;
    this.#value(root);
  }

  #value(wanted: Wanted | undefined): void {
    const event = this.#next();
    if (wanted) wanted.offset = this.#offsetOf(event);
    if (event?.type === EVENT_ID.MAPPING) this.#mapping(wanted);
    else if (event?.type === EVENT_ID.SEQUENCE) this.#sequence(wanted);
    else if (event?.type === EVENT_ID.SCALAR && event.valueEnd !== -1) this.#end = event.valueEnd;
  }

  #mapping(wanted: Wanted | undefined): void {
    while (this.#more()) {
      const key = this.#events[this.#index];
      this.#value(undefined);
      const isName = wanted !== undefined && key?.type === EVENT_ID.SCALAR;
      this.#value(isName ? wanted.children.get(getScalarValue(this.#text, key)) : undefined);
    }
  }

  #sequence(wanted: Wanted | undefined): void {
    for (let position = 0; this.#more(); position++) this.#value(wanted?.children.get(String(position)));
  }

  #next(): Event | undefined {
    return this.#events[this.#index++];
  }

  /** Whether there is another member; steps past the end, when there is none. */
  #more(): boolean {
    const event = this.#events[this.#index];
    if (event !== undefined && event.type !== EVENT_ID.POP) return true;
    this.#index++;
    return false;
  }

  #offsetOf(event: Event | undefined): number {
    if (event === undefined) return this.#end;
    if ('start' in event) return event.start;
    if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
    return event.type === EVENT_ID.SCALAR ? this.#offsetOfScalar(event) : this.#end;
  }

  /** With its quote, or the header of its block, which events leave out. */
  #offsetOfScalar({ style, valueStart }: ScalarEvent): number {
    if (valueStart === -1) return this.#end;
    if (style === SCALAR_STYLE.PLAIN) return valueStart;
    if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) return valueStart - 1;
    const header = style === SCALAR_STYLE.LITERAL_BLOCK ? '|' : '>';
    return this.#text.lastIndexOf(header, this.#text.lastIndexOf('\n', valueStart - 1));
  }
}

type ScalarEvent = Extract<Event, { readonly type: typeof EVENT_ID.SCALAR }>;
