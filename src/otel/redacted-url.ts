/**
 * A URL for those who look at traces, which are more than those who may see credentials: nobody's name and
 * password, no fragment, and of the query the names alone. A key, an address and a search for a person look alike.
 */

const hidden = 'REDACTED';

/** Most have nothing to hide, and are told as they are. */
export function redactedUrl(url: string): string {
  return /[?#@]/.test(url) ? redactedParts(new URL(url)) : url;
}

function redactedParts(url: URL): string {
  const { protocol, host, pathname, search, username, password } = url;
  const user = username === '' && password === '' ? '' : `${hidden}:${hidden}@`;
  return `${protocol}//${user}${host}${pathname}${search === '' ? '' : redactedQuery(search)}`;
}

/** A part without `=` has no name: it may be all value. */
function redactedQuery(search: string): string {
  const parts = search.slice(1).split('&');
  return `?${parts.map((part) => (part.includes('=') ? `${part.split('=', 1)[0]}=${hidden}` : hidden)).join('&')}`;
}
