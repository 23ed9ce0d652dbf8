/**
 * How a list goes from page to page, as plain data: the generator writes it into the descriptor of an
 * operation, paginate.ts obeys it.
 *
 * Places in a reply are JSON Pointers (RFC 6901); `''` is the whole body. The argument that moves is
 * named by its argument, `cursor`, or by a pointer into the arguments, `/body/start_cursor`.
 */

interface List {
  /** Where a page has its items. Absent or null there: a page without items. */
  readonly items: string;
  /** Where a reply says that more follows; only `false` ends the list, what is absent says nothing. */
  readonly more?: string;
  /** Where a reply says how many items there are in all. */
  readonly total?: string;
}

/** Where a reply says what comes next: at a place in its body, or in a header. */
type Next =
  | { readonly next: string; readonly header?: never }
  | { readonly header: string; readonly next?: never };

/** How the next page is asked for where the first is no GET. @default as the first, with the same body */
interface Followed {
  readonly method?: 'GET';
}

/** The reply names the next page by a word that only the server understands; absent, null, empty or zero on the last page. */
export type CursorPaging = List & Next & { readonly style: 'cursor'; readonly parameter: string };

/** The next page begins after the last item of this one: Stripe's `starting_after`. */
export interface LastItemPaging extends List {
  readonly style: 'last-item';
  readonly parameter: string;
  /** Where an item has what names it. */
  readonly id: string;
}

/** The next page begins after as many items as have been there. */
export interface OffsetPaging extends List {
  readonly style: 'offset';
  readonly parameter: string;
  /** Offset of the first item. @default 0 */
  readonly first?: number;
}

/** Pages are counted. */
export interface PagePaging extends List {
  readonly style: 'page';
  readonly parameter: string;
  /** Number of the first page. @default what `current` says of it, else 1 */
  readonly first?: number;
  /** Where a reply says which page it is, for lists of which nobody knows whether they begin at 0 or 1. */
  readonly current?: string;
  /** Where a reply says how many pages there are. */
  readonly pages?: string;
}

/** The reply has the URL of the next page; absent, null or empty on the last page. */
export type UrlPaging = List & Next & Followed & { readonly style: 'url' };

/** The reply has the URL of the next page in its `Link` header: RFC 8288, relation `next`. */
export interface LinkPaging extends List, Followed {
  readonly style: 'link';
}

export type Paging = CursorPaging | LastItemPaging | OffsetPaging | PagePaging | UrlPaging | LinkPaging;
