/**
 * Pages that are kept up to date, by server-sent events. One timer for all of them, and none where nobody looks.
 *
 * `snapshot` is everything; `update` is what changed since the last one, rows whole. A page that cannot keep up
 * is sent nothing until it has read what it was sent, then a snapshot; one that does not read at all is dropped.
 */

import { unref } from '../runtime/unref.ts';
import type { Snapshot } from './view.ts';

export interface FeedOptions {
  readonly updateMs: number;
  readonly maxViewers: number;
}

/** Proxies take a connection for dead that says nothing; most of them after a minute. */
const heartbeatMs = 15_000;
/** Of patience with a page that does not read. */
const stuckMs = 30_000;
/** Bytes that may wait for a page; beyond, it is behind. */
const maxWaitingBytes = 256 * 1024;

interface Viewer {
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  /** It has missed something. */
  isBehind: boolean;
  stuckForMs: number;
}

const encoder = new TextEncoder();
const rowLists = ['origins', 'resources', 'tokens'] as const;

export class Feed {
  readonly #take: () => Snapshot;
  readonly #options: FeedOptions;
  readonly #viewers = new Set<Viewer>();
  readonly #sent = new Map<string, string>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #silentForMs = 0;

  constructor(take: () => Snapshot, options: FeedOptions) {
    this.#take = take;
    this.#options = options;
  }

  get viewers(): number {
    return this.#viewers.size;
  }

  /** A connection of its own, or `undefined` when there are too many. */
  open(): ReadableStream<Uint8Array> | undefined {
    if (this.#viewers.size >= this.#options.maxViewers) return undefined;
    let viewer: Viewer | undefined;
    return new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          viewer = { controller, isBehind: false, stuckForMs: 0 };
          const snapshot = this.#take();
          if (this.#viewers.size === 0) this.#changes(snapshot);
          controller.enqueue(frame('snapshot', snapshot, 'retry: 1000\n'));
          this.#viewers.add(viewer);
          this.#timer ??= setInterval(() => this.#tick(), this.#options.updateMs);
          unref(this.#timer);
        },
        cancel: () => {
          if (viewer) this.#drop(viewer);
        },
      },
      { highWaterMark: maxWaitingBytes, size: (chunk) => chunk?.byteLength ?? 0 },
    );
  }

  /** Ends every connection, and the timer. */
  close(): void {
    for (const { controller } of this.#viewers) controller.close();
    this.#viewers.clear();
    this.#rest();
  }

  #tick(): void {
    const snapshot = this.#take();
    const update = this.#changes(snapshot);
    this.#silentForMs = update ? 0 : this.#silentForMs + this.#options.updateMs;
    const isDue = this.#silentForMs >= heartbeatMs;
    if (isDue) this.#silentForMs = 0;
    // An event and not a comment: a page hears nothing of those, and is to know that silence is no news.
    const news = update || isDue ? frame('update', update ?? { at: snapshot.at }) : undefined;
    let whole: Uint8Array | undefined;
    for (const viewer of [...this.#viewers]) {
      if ((viewer.controller.desiredSize ?? 0) <= 0) {
        viewer.isBehind = true;
        viewer.stuckForMs += this.#options.updateMs;
        if (viewer.stuckForMs >= stuckMs) this.#end(viewer);
        continue;
      }
      viewer.stuckForMs = 0;
      if (viewer.isBehind) whole ??= frame('snapshot', snapshot);
      const chunk = viewer.isBehind ? whole : news;
      viewer.isBehind = false;
      if (chunk) viewer.controller.enqueue(chunk);
    }
  }

  /** What differs from what was sent last; `undefined` when nothing does. */
  #changes({ at, ...rest }: Snapshot): object | undefined {
    const changed: Record<string, unknown> = {};
    for (const name of rowLists) {
      const rows = rest[name].filter((row) => this.#isNews(`${name}\n${row.id}`, row));
      if (rows.length > 0) changed[name] = rows;
    }
    for (const [name, value] of Object.entries(rest)) {
      if (!rowLists.some((list) => list === name) && this.#isNews(name, value)) changed[name] = value;
    }
    return Object.keys(changed).length === 0 ? undefined : { at, ...changed };
  }

  #isNews(name: string, value: unknown): boolean {
    const text = JSON.stringify(value);
    if (this.#sent.get(name) === text) return false;
    this.#sent.set(name, text);
    return true;
  }

  #end(viewer: Viewer): void {
    viewer.controller.error(new Error('the page does not read what it is sent'));
    this.#drop(viewer);
  }

  #drop(viewer: Viewer): void {
    this.#viewers.delete(viewer);
    if (this.#viewers.size === 0) this.#rest();
  }

  /** Nobody looks: nothing is computed, and nothing is remembered of what was sent. */
  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#sent.clear();
    this.#silentForMs = 0;
  }
}

/** JSON has no line breaks of its own, so that one `data` line holds it. */
function frame(event: string, value: unknown, before = ''): Uint8Array {
  return encoder.encode(`${before}event: ${event}\ndata: ${JSON.stringify(value)}\n\n`);
}
