/**
 * The URL of a server from its template. Whatever fills a gap stays in it: no value can name another
 * host, or climb out of its path.
 */

import { OptionsError } from './errors.ts';

/** OpenAPI 3.2 §4.6: what a server's URL leaves open. */
export interface ServerVariable {
  /** Left out where the spec has none: then the user must say. */
  readonly default?: string;
  /** The only values it takes. */
  readonly enum?: readonly string[];
}

/** A URL, or one with `{variables}`; relative where the spec does not say on which host. */
export type Server =
  | string
  | { readonly url: string; readonly variables: Readonly<Record<string, ServerVariable>> };

/** Values by the name of their variable. */
export type ServerVariables = Readonly<Record<string, string | undefined>>;

/**
 * The absolute URL of a server, or `undefined` where the spec and the values do not say enough for one.
 *
 * @throws {OptionsError} A value does not fit into its place.
 */
export function urlOfServer(server: Server, values: ServerVariables): string | undefined {
  if (typeof server === 'string') return isAbsolute(server) ? absolute('server', server) : undefined;
  const { url, variables } = server;
  let isComplete = true;
  const filled = url.replace(/\{([^{}]*)\}/g, (_, name: string, offset: number) => {
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const given = Object.hasOwn(values, name) ? values[name] : undefined;
    if (given !== undefined) return fitted(name, given, variable ?? {}, placeOf(url, offset));
    if (variable?.default === undefined) isComplete = false;
    return variable?.default ?? '';
  });
  return isComplete && isAbsolute(filled) ? absolute('variables', filled) : undefined;
}

/** A URL that paths can be added to, without a slash at its end. */
export function absolute(option: string, value: string): string {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new OptionsError(option, 'an absolute http: or https: URL', value);
  }
  if (url.username !== '' || url.password !== '') {
    throw new OptionsError(option, 'a URL without user and password (use `auth: basic(…)`)', url.origin);
  }
  if (url.search !== '' || url.hash !== '') {
    throw new OptionsError(option, 'a URL without query and fragment', url.origin + url.pathname);
  }
  return url.href.replace(/\/+$/, '');
}

type Place = 'start' | 'scheme' | 'host' | 'path';

/** RFC 3986 §3: scheme, then what is between `//` and the next slash, then the path. */
function placeOf(url: string, offset: number): Place {
  const colon = url.indexOf('://');
  if (colon === -1) return offset === 0 ? 'start' : 'path';
  if (offset < colon) return 'scheme';
  const path = url.indexOf('/', colon + 3);
  return path === -1 || offset < path ? 'host' : 'path';
}

function fitted(
  name: string,
  value: unknown,
  { enum: known, default: usual }: ServerVariable,
  place: Place,
): string {
  const refusal = (expected: string) => new OptionsError(`variables.${name}`, expected, value);
  if (typeof value !== 'string') throw refusal('a string');
  if (known) {
    if (!known.includes(value)) throw refusal(`one of ${known.join(', ')}`);
    return value;
  }
  if (place === 'scheme' && !/^https?$/.test(value)) throw refusal('http or https');
  // A colon for a port, brackets for IPv6; nothing that would end the host (`/`, `?`, `#`) or begin it anew (`@`).
  if (place === 'host' && !/^[\w.:[\]-]+$/.test(value))
    throw refusal('a part of a host: letters, digits, `.`, `-`, `_`, or a port');
  if (place === 'start' && /[\s\p{Cc}\\]/u.test(value)) throw refusal('a URL without spaces');
  return place === 'path' ? pathText(value, usual?.includes('/') === true, refusal) : value;
}

function pathText(value: string, maySplit: boolean, refusal: (expected: string) => OptionsError): string {
  const segments = value.split('/');
  if (segments.length > 1 && !maySplit)
    throw refusal('one segment of a path; use `baseUrl` for another path');
  // RFC 3986 §5.2.4: such a segment would climb.
  if (segments.some((segment) => /^\.+$/.test(segment))) throw refusal('a path that does not climb');
  return segments.map(encodeURIComponent).join('/');
}

function isAbsolute(url: string): boolean {
  return /^https?:\/\/./i.test(url);
}
