/**
 * How a list goes from page to page, in the runtime's own words: what the descriptor of an operation gets.
 * In step with `Paging` of the runtime, where each member is explained.
 */

/** How the list of one operation goes on. */
export interface Paging {
  /**
   * `cursor`: a reply says where to go on. `last-item`: after the last item. `offset`: after as many items as have
   * been there. `page`: pages are counted. `url`, `link`: a reply has the next page's URL, in its body or in `Link`.
   */
  readonly style: PagingStyle;
  /** Argument that moves: its name, or a JSON Pointer into the arguments. Of `url` and `link`, none. */
  readonly parameter?: string | undefined;
  /** Where a reply has the next cursor or URL: a JSON Pointer, as all places below. */
  readonly next?: string | undefined;
  /** Name of a header of a reply, in place of `next`. */
  readonly header?: string | undefined;
  /** How a list that is asked for by POST goes on. @default as it began */
  readonly method?: 'GET' | undefined;
  /** Where an item has what names it. Of `last-item` alone. */
  readonly id?: string | undefined;
  /** Number of the first page, or offset of the first item. @default what `current` says of it, else 1; of offsets 0 */
  readonly first?: number | undefined;
  /** Where a reply says which page it is. */
  readonly current?: string | undefined;
  /** Where a page has its items; an empty text is the whole body. */
  readonly items: string;
  /** Where a reply says that more follows; only `false` ends the list. */
  readonly more?: string | undefined;
  /** Where a reply says how many pages there are. */
  readonly pages?: string | undefined;
  /** Where a reply says how many items there are in all. */
  readonly total?: string | undefined;
}

export const pagingStyles = ['cursor', 'last-item', 'offset', 'page', 'url', 'link'] as const;
export type PagingStyle = (typeof pagingStyles)[number];

export const styleNames: Readonly<Record<PagingStyle, string>> = {
  cursor: 'cursor',
  'last-item': 'last item',
  offset: 'offset',
  page: 'page number',
  url: 'next URL',
  link: 'Link header',
};

/** `certain`: somebody said so. `high`: the spec leaves little doubt. `low`: a guess, and not generated. */
export type Confidence = 'certain' | 'high' | 'low';

export interface Pagination {
  readonly paging: Paging;
  readonly confidence: Confidence;
  /** What it rests on, as the end of a sentence. */
  readonly because: string;
}

/** What goes into the descriptor; a guess of low confidence does not. */
export function pagingOf({
  pagination,
}: {
  readonly pagination?: Pagination | undefined;
}): Paging | undefined {
  return pagination && pagination.confidence !== 'low' ? pagination.paging : undefined;
}

/** Members each style takes, those it needs first (a header will do for `next`); every style takes `more` and `total` besides. */
export const pagingMembers: Readonly<
  Record<PagingStyle, { readonly needs: readonly PagingMember[]; readonly takes: readonly PagingMember[] }>
> = {
  cursor: { needs: ['parameter', 'next', 'items'], takes: ['header'] },
  'last-item': { needs: ['parameter', 'id', 'items'], takes: [] },
  offset: { needs: ['parameter', 'items'], takes: ['first'] },
  page: { needs: ['parameter', 'items'], takes: ['first', 'current', 'pages'] },
  url: { needs: ['next', 'items'], takes: ['header', 'method'] },
  link: { needs: ['items'], takes: ['method'] },
};

export type PagingMember = Exclude<keyof Paging, 'style'>;

/** In the order they are written. */
export const memberOrder = [
  ...(['parameter', 'first', 'current', 'next', 'header', 'method', 'id', 'items'] as const),
  ...(['more', 'pages', 'total'] as const),
] satisfies readonly PagingMember[];
