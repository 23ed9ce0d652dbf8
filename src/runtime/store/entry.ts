/** An entry as memory holds it: what may outlive the process, and what only this process knows of it. */

import { copyJson } from '../copy.ts';
import { copyBy, type Shape, shapeOf } from '../shape.ts';
import type { Snapshot } from './snapshot.ts';

export class Entry {
  readonly snapshot: Snapshot;
  /**
   * Monotonic milliseconds, before its request had left: how long it is trusted without the store that shares it
   * depends on it. Not when it came: a write of which nobody heard may have been between the two.
   */
  readonly askedAt: number;
  /** From then on the next who reads it has it asked for again, ahead of need. */
  readonly refreshAt: number;
  /** The origin was asked and failed: until then it is not asked again as long as this may stand in. */
  restsUntil = 0;
  #shape: Shape | undefined;
  #wasRead = false;

  constructor(snapshot: Snapshot, askedAt: number, refreshAt: number) {
    this.snapshot = snapshot;
    this.askedAt = askedAt;
    this.refreshAt = refreshAt;
  }

  /** The body for one caller, theirs to change. */
  body(): unknown {
    const { body } = this.snapshot;
    if (this.#wasRead) this.#shape ??= shapeOf(body);
    this.#wasRead = true;
    // What is read only once is not worth looking through for its shape.
    return this.#shape ? copyBy(this.#shape, body) : copyJson(body);
  }
}

/** Of the entry, the snapshot, its moments, its tags and its place in memory: measured, and rounded up. */
const overheadBytes = 1_280;

/** Estimated bytes in memory; its URL is there twice, once as a tag. */
export function sizeOf({ snapshot }: Entry): number {
  const { bodyBytes, fields, url } = snapshot;
  return overheadBytes + bodyBytes + fields.length + url.length * 2;
}
