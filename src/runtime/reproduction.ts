/**
 * A call as a line for a shell, so that whoever is woken can make it again. What may be a secret is not in it: no body,
 * of headers those alone that say nothing of anybody, of the query the names.
 */

import type { Wish } from './wish.ts';

const hidden = 'REDACTED';

/** Fields whose values are the spec's or the runtime's. RFC 9110 §8.3, §12.5, RFC 7240. */
const harmless: ReadonlySet<string> = new Set(['accept', 'accept-language', 'content-type', 'prefer']);

/** `undefined` where the call could not be written as a request. */
export function curlOf(wish: Wish): string | undefined {
  try {
    const { url, headers, body } = wish.prepare();
    const fields = [...headers].map(
      ([name, value]) => `-H ${quoted(`${name}: ${harmless.has(name.toLowerCase()) ? value : hidden}`)}`,
    );
    const data = body === undefined ? [] : ['--data-binary @body'];
    return ['curl', '-X', wish.operation.method, quoted(withoutValues(url)), ...fields, ...data].join(' ');
  } catch {
    // It failed because of that, and its error says so.
    return undefined;
  }
}

/** As it is sent but for every value of the query. It has no user and no password: base URLs with them are refused. */
function withoutValues(text: string): string {
  const url = new URL(text);
  const parts = url.search === '' ? [] : url.search.slice(1).split('&');
  // A part without `=` has no name: it may be all value.
  url.search = parts
    .map((part) => (part.includes('=') ? `${part.split('=', 1)[0]}=${hidden}` : hidden))
    .join('&');
  url.hash = '';
  return url.href;
}

/** POSIX: within single quotes nothing means anything but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
