/**
 * The pages of one run, each fetched once: a lock has them fetched to compare them, and what then reads the
 * spec finds them here.
 */

import type { Journey, Page } from './download.ts';

export class Pages {
  readonly #pages = new Map<string, Page>();

  /** @throws {ProblemError} it cannot be had, or may not be asked for */
  async get(url: URL, journey: Journey): Promise<Page> {
    journey.check(url);
    const known = this.#pages.get(url.href);
    if (known) {
      journey.check(known.url);
      return known;
    }
    const { download } = await import('./download.ts');
    const page = await download(url, journey);
    this.#pages.set(url.href, page);
    this.#pages.set(page.url.href, page);
    return page;
  }
}
