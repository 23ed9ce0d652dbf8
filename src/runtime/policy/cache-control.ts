/**
 * The directives of a `Cache-Control` field: RFC 9111 §5.2.
 *
 * Whatever is malformed is read so that less is stored and less is reused: a freshness that cannot be read is
 * none, and a restriction is heeded however it is written.
 */

/** A directive as it was written. */
export interface Directive {
  /** Without its quotes; `undefined` where there is none. */
  readonly value: string | undefined;
  readonly isQuoted: boolean;
  /** Whether it is spelled as the grammar has it. */
  readonly isSound: boolean;
}

export type Directives = ReadonlyMap<string, readonly Directive[]>;

/** Everywhere, or only for these response fields: RFC 9111 §5.2.2.4 and §5.2.2.7. */
export type Restriction = true | readonly string[];

/** Of a response: RFC 9111 §5.2.2, RFC 5861, RFC 8246. Durations in seconds. */
export interface ResponseDirectives {
  readonly maxAge?: number | undefined;
  readonly sharedMaxAge?: number | undefined;
  readonly staleWhileRevalidate?: number | undefined;
  readonly staleIfError?: number | undefined;
  readonly noCache?: Restriction | undefined;
  readonly private?: Restriction | undefined;
  readonly noStore: boolean;
  readonly public: boolean;
  readonly mustRevalidate: boolean;
  readonly proxyRevalidate: boolean;
  readonly mustUnderstand: boolean;
}

/** Of a request: RFC 9111 §5.2.1. Durations in seconds. */
export interface RequestDirectives {
  readonly maxAge?: number | undefined;
  /** `Infinity` where any staleness is accepted. */
  readonly maxStale?: number | undefined;
  readonly minFresh?: number | undefined;
  readonly noCache?: boolean | undefined;
  readonly noStore?: boolean | undefined;
  readonly onlyIfCached?: boolean | undefined;
}

/** RFC 9111 §1.2.2: greater numbers count as this one. */
export const longestSeconds = 2_147_483_648;

const wordPattern = String.raw`[!#$%&'*+\-.^_\x60|~0-9A-Za-z]+`;
const word = new RegExp(`^${wordPattern}$`);
/** A name, and where there is one a value; white space around `=` is no grammar, and is read all the same. */
const directive = new RegExp(
  String.raw`\s*(${wordPattern})(?:(\s*)=(\s*)(?:"((?:[^"\\]|\\.)*)"|([^",]*)))?\s*(?=,|$)`,
  'y',
);

export function directivesOf(field: string | null): Directives {
  const found = new Map<string, Directive[]>();
  if (field === null) return found;
  for (let at = 0; at < field.length; at += 1) {
    directive.lastIndex = at;
    const match = directive.exec(field);
    if (!match) {
      // No directive at all: on to whatever follows the next comma.
      const comma = field.indexOf(',', at);
      const end = comma < 0 ? field.length : comma;
      note(found, /^\s*([\w-]*)/.exec(field.slice(at, end))?.[1] ?? '', {
        value: undefined,
        isQuoted: false,
        isSound: false,
      });
      at = end;
      continue;
    }
    const [, name = '', before = '', after = '', quoted, bare] = match;
    const value = quoted === undefined ? bare?.trim() : quoted.replace(/\\(.)/g, '$1');
    const isSound =
      before === '' && after === '' && (value === undefined || quoted !== undefined || word.test(value));
    note(found, name, { value, isQuoted: quoted !== undefined, isSound });
    at = directive.lastIndex;
  }
  return found;
}

function note(found: Map<string, Directive[]>, name: string, seen: Directive): void {
  if (name === '') return;
  const key = name.toLowerCase();
  found.set(key, [...(found.get(key) ?? []), seen]);
}

export function responseDirectives(directives: Directives): ResponseDirectives {
  const has = (name: string): boolean => directives.has(name);
  return {
    maxAge: secondsOf(directives.get('max-age')),
    sharedMaxAge: secondsOf(directives.get('s-maxage')),
    staleWhileRevalidate: secondsOf(directives.get('stale-while-revalidate')),
    staleIfError: secondsOf(directives.get('stale-if-error')),
    noCache: restrictionOf(directives.get('no-cache')),
    private: restrictionOf(directives.get('private')),
    noStore: has('no-store'),
    public: has('public'),
    mustRevalidate: has('must-revalidate'),
    proxyRevalidate: has('proxy-revalidate'),
    mustUnderstand: has('must-understand'),
  };
}

export function requestDirectives(directives: Directives): RequestDirectives {
  const has = (name: string): boolean => directives.has(name);
  const maxStale = directives.get('max-stale');
  return {
    maxAge: secondsOf(directives.get('max-age')),
    maxStale: maxStale?.[0]?.value === undefined && maxStale ? Number.POSITIVE_INFINITY : secondsOf(maxStale),
    minFresh: secondsOf(directives.get('min-fresh')),
    noCache: has('no-cache'),
    noStore: has('no-store'),
    onlyIfCached: has('only-if-cached'),
  };
}

/** As they are written into a request. */
export function writeRequestDirectives(wants: RequestDirectives): string | undefined {
  const parts = [
    ...(wants.noCache ? ['no-cache'] : []),
    ...(wants.noStore ? ['no-store'] : []),
    ...(wants.onlyIfCached ? ['only-if-cached'] : []),
    ...(wants.maxAge === undefined ? [] : [`max-age=${wants.maxAge}`]),
    ...(wants.minFresh === undefined ? [] : [`min-fresh=${wants.minFresh}`]),
    ...(wants.maxStale === undefined
      ? []
      : [wants.maxStale === Number.POSITIVE_INFINITY ? 'max-stale' : `max-stale=${wants.maxStale}`]),
  ];
  return parts.length === 0 ? undefined : parts.join(', ');
}

/**
 * Seconds of a directive; 0 where they cannot be read, or where two say different things: RFC 9111 §4.2.1 has
 * such a response considered stale.
 */
function secondsOf(found: readonly Directive[] | undefined): number | undefined {
  if (!found) return undefined;
  const all = found.map(({ value, isSound }) => (isSound ? deltaSeconds(value ?? '') : undefined));
  const [first] = all;
  return first !== undefined && all.every((each) => each === first) ? first : 0;
}

/** RFC 9111 §1.2.2; `undefined` for what is no number of seconds. */
export function deltaSeconds(text: string): number | undefined {
  return /^\d+$/.test(text) ? Math.min(Number(text), longestSeconds) : undefined;
}

/** Only a sound list of field names limits a restriction; anything else leaves it whole. */
function restrictionOf(found: readonly Directive[] | undefined): Restriction | undefined {
  if (!found) return undefined;
  const fields: string[] = [];
  for (const { value, isQuoted, isSound } of found) {
    const names = (value ?? '').split(',').map((name) => name.trim().toLowerCase());
    if (!isQuoted || !isSound || !names.every((name) => word.test(name))) return true;
    fields.push(...names);
  }
  return fields;
}
