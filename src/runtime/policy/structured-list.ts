/**
 * A list of named items with parameters, as RFC 9651 §4.2 parses it: what RateLimit fields are made of.
 *
 * Only the item types that those fields use have a value here: strings and tokens as names, integers
 * and decimals as numbers. Whatever is no list at all is no list in part either: §4.2 has the whole
 * field ignored. Linear in the length of its input.
 */

export interface NamedItem {
  readonly name: string;
  readonly params: ReadonlyMap<string, number | string>;
}

/** More than any origin has policies; a longer list is not read. */
const longestList = 32;

const quoted = String.raw`"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"`;
const token = String.raw`([A-Za-z*][!#$%&'*+\-.^_\x60|~0-9A-Za-z:/]*)`;
const number = String.raw`(-?\d{1,15}(?:\.\d{1,3})?)`;
const opaque = String.raw`\?[01]|:[A-Za-z0-9+/=]*:`;

const name = new RegExp(`(?:${quoted}|${token})`, 'y');
const param = new RegExp(
  String.raw`; *([a-z*][a-z0-9_\-.*]*)(?:=(?:${quoted}|${number}|${token}|${opaque}))?`,
  'y',
);
const comma = /[ \t]*,[ \t]*/y;

/** The items in their order; undefined when `field` is no such list. */
export function structuredList(field: string): readonly NamedItem[] | undefined {
  const text = field.trim();
  const items: NamedItem[] = [];
  let at = 0;
  while (items.length < longestList) {
    const named = matchAt(name, text, at);
    if (!named) return undefined;
    at = name.lastIndex;
    const params = new Map<string, number | string>();
    for (let found = matchAt(param, text, at); found; found = matchAt(param, text, at)) {
      at = param.lastIndex;
      const [, key = '', string, digits, word] = found;
      // RFC 9651 §4.2.3.2: the last of two parameters with one name counts.
      params.set(key, digits === undefined ? (unquoted(string) ?? word ?? '') : Number(digits));
    }
    items.push({ name: unquoted(named[1]) ?? named[2] ?? '', params });
    if (at === text.length) return items;
    if (!matchAt(comma, text, at)) return undefined;
    at = comma.lastIndex;
  }
  return undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function unquoted(string: string | undefined): string | undefined {
  return string?.replace(/\\(["\\])/g, '$1');
}
