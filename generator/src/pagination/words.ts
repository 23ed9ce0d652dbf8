/**
 * What APIs call the parts of a paginated list. Names are compared without case and punctuation: `page_token`,
 * `pageToken` and `page[token]` are one word.
 */

export function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** The words of a list that is written with spaces between them. */
function words(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/));
}

/** Parameters that take a cursor and nothing else. */
export const cursorInputs = words(
  `cursor pagecursor nextcursor startcursor aftercursor cursorafter pagetoken nextpagetoken nexttoken
  paginationtoken continuationtoken continuation startingafter pageafter afterid startafterid bookmark marker
  scrollid startkey exclusivestartkey`,
);

/** Parameters that may take one: only together with a reply that says so. */
export const possibleCursorInputs = words(
  'after start startafter offset page next token position from continue',
);

/** Members of a reply that are the next cursor, whatever the parameter is called. */
export const nextCursors = words(
  `nextcursor nextpagetoken nexttoken nextpagecursor nextcontinuationtoken continuationtoken nextmarker
  nextbookmark nextstartingafter nextoffsettoken`,
);

/** Members that are it inside an object for paging. */
export const nestedNextCursors = words('after endcursor cursor startingafter pagetoken token next');

/** Objects for paging. */
export const pagingObjects = words(
  `paging pagination page pages pageinfo meta metadata cursors cursor next nextpage responsemetadata links
  listinfo listmetadata resultinfo`,
);

export const nextUrls = words('next nexturl nexturi nextlink nextpageurl nextpageuri nexthref odatanextlink');
export const linkObjects = words('links link hal');

export const pageInputs = words('page pagenumber pageno pagenum pageindex currentpage');
export const offsetInputs = words('offset skip startindex startat pageoffset start');
export const sizeInputs = words(
  `limit perpage pagesize size count maxresults top pagelimit take rows itemsperpage resultsperpage maxitems
  maxpagesize pagelen numresults amount`,
);

export const moreWords = words(
  'hasmore hasnext hasnextpage hasmoreitems hasmoreresults hasmorepages moreavailable more istruncated',
);
export const totalWords = words(
  `total totalcount totalresults totalitems totalrecords totalelements totalsize totalhits totalentries numfound
  numresults totalnumber itemstotal`,
);
export const pagesWords = words(
  'totalpages pagecount numpages pagestotal numberofpages lastpage totalpagecount',
);

/** Lists that are the point of their reply, best first. */
export const itemLists = [
  ...['data', 'items', 'results', 'value', 'values', 'records', 'entries', 'content', 'list', 'elements'],
  ...['objects', 'rows', 'hits', 'resources', 'nodes', 'members'],
];

/** Lists that never are. */
export const otherLists = words(
  `errors warnings links included facets aggregations notices messagesfromserver schemas sort sorts orderby`,
);
