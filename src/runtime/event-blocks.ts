/**
 * The text of `text/event-stream` in blocks: WHATWG HTML §9.2.5 and §9.2.6. A line ends in LF, CR or both; a block
 * with an empty line. One that its stream cuts off is none.
 */

/** What one block says. */
export interface EventBlock {
  /** Its `event` field; `undefined` where that is empty or missing. */
  readonly event: string | undefined;
  /** Its `data` lines, joined by newlines; `undefined` where there is none, so that the block is no event. */
  readonly data: string | undefined;
  /** Its `id` field, which counts with and without data; empty where it takes the last one back. */
  readonly id: string | undefined;
}

export class EventBlocks {
  readonly #onRetry: (timeMs: number) => void;
  #line = '';
  /** A CR was the last there was: an LF now is part of the same end. */
  #isAfterReturn = false;
  #data: string[] = [];
  #dataLength = 0;
  #event: string | undefined;
  #id: string | undefined;

  /** @param onRetry hears of a reconnection time, in milliseconds, as soon as its line is there */
  constructor(onRetry: (timeMs: number) => void) {
    this.#onRetry = onRetry;
  }

  /** Characters that are kept for a block which is not complete. */
  get length(): number {
    return this.#line.length + this.#dataLength;
  }

  /** The blocks that end in this text. */
  *read(text: string): Generator<EventBlock, void, undefined> {
    if (text === '') return;
    const begun = this.#isAfterReturn && text.startsWith('\n') ? text.slice(1) : text;
    this.#isAfterReturn = text.endsWith('\r');
    const [first = '', ...others] = begun.split(begun.includes('\r') ? /\r\n|\r|\n/ : '\n');
    let line = this.#line + first;
    for (const next of others) {
      if (line !== '') this.#take(line);
      else yield this.#block();
      line = next;
    }
    this.#line = line;
  }

  #block(): EventBlock {
    const data = this.#data.length === 0 ? undefined : this.#data.join('\n');
    const block = { event: this.#event, data, id: this.#id };
    this.#data = [];
    this.#dataLength = 0;
    this.#event = undefined;
    this.#id = undefined;
    return block;
  }

  #take(line: string): void {
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const start = line[colon + 1] === ' ' ? colon + 2 : colon + 1;
    const value = colon === -1 ? '' : line.slice(start);
    switch (name) {
      case 'data':
        this.#data.push(value);
        // And the newline after it, so that empty ones count, too.
        this.#dataLength += value.length + 1;
        break;
      case 'event':
        this.#event = value === '' ? undefined : value;
        break;
      case 'id':
        if (!value.includes('\0')) this.#id = value;
        break;
      case 'retry':
        if (/^[0-9]+$/.test(value)) this.#onRetry(Number(value));
    }
  }
}
