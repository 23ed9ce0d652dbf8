/** Where requests go, by origin: most go to the same few, and need not be taken apart each time. */

import type { Attributes } from '@opentelemetry/api';
import { placeOf } from './conventions.ts';

/** Servers choose where redirects lead: beyond this many all are forgotten. */
const mostPlaces = 100;

export class Places {
  readonly #known = new Map<string, Attributes>();
  /** The one that was asked for before, with its `/`: to compare costs less than to cut out and look up. */
  #last: { readonly prefix: string; readonly place: Attributes } | undefined;

  /** @param url absolute */
  of(url: string): Attributes {
    if (this.#last && url.startsWith(this.#last.prefix)) return this.#last.place;
    const end = url.indexOf('/', url.indexOf('://') + 3);
    const origin = end === -1 ? url : url.slice(0, end);
    const place = this.#placeOf(origin);
    this.#last = { prefix: `${origin}/`, place };
    return place;
  }

  #placeOf(origin: string): Attributes {
    const known = this.#known.get(origin);
    if (known) return known;
    const place = placeOf(origin);
    if (this.#known.size >= mostPlaces) this.#known.clear();
    this.#known.set(origin, place);
    return place;
  }
}
