/**
 * Whether a walk from page to page gets anywhere. A server that names a page again would be walked
 * for ever; one that ignores the number of a page would give the first one for ever.
 */

import { PageFlaw, type Position } from './position.ts';

/** After Brent, "An improved Monte Carlo factorization algorithm", 1980, §2: one position remembered finds a cycle of any length. */
export class Progress {
  #milestone: string | undefined;
  #untilNext = 1;
  #steps = 0;
  #lastPage: string | undefined;

  /** Takes a step, and says whether it leads somewhere new, as far as is remembered. */
  advances(to: Position): boolean {
    const place = 'url' in to ? to.url : String(to.value);
    if (place === this.#milestone) return false;
    this.#steps += 1;
    if (this.#steps < this.#untilNext) return true;
    this.#milestone = place;
    this.#untilNext *= 2;
    this.#steps = 0;
    return true;
  }

  /**
   * For pages that are asked for by number.
   *
   * @throws {PageFlaw} It begins and ends as the page before it, and is as long.
   */
  turn(items: readonly unknown[]): void {
    const [first, last] = [items[0], items.at(-1)];
    const page = isObject(first) ? JSON.stringify([items.length, first, last], plainly) : undefined;
    if (page !== undefined && page === this.#lastPage) {
      throw new PageFlaw('is the page before it once more: its number seems to be ignored');
    }
    this.#lastPage = page;
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function plainly(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
