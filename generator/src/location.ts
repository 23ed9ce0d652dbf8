/**
 * Where a document is: the absolute path of a file, or the URL it came from. A reference is resolved
 * against the document it stands in, so that nothing remote can ever name a local file.
 */

import { basename, dirname, relative, resolve, sep } from 'node:path';

/** Absolute path, or absolute URL of HTTP. */
export type Location = string;

/** A reference, taken apart: the document it leads to, and the place in it. */
export interface Target {
  readonly file: Location;
  readonly pointer: string;
}

export function isRemote(location: Location): boolean {
  return /^https?:/i.test(location);
}

/** Of what a user wrote, which is relative to the working directory. */
export function locationOf(spec: string): Location {
  return isRemote(spec) && URL.canParse(spec) ? new URL(spec).href : resolve(spec);
}

/**
 * As it may be shown. RFC 3986 §3.2.1: what stands before the `@` of a URL may be a password, and its query
 * may be a token.
 */
export function shown(location: Location): string {
  if (!isRemote(location) || !URL.canParse(location)) return location;
  const { origin, pathname } = new URL(location);
  return origin + pathname;
}

/** Name of the file alone: `openapi.yaml`. */
export function fileNameOf(spec: string): string {
  const name = basename(shown(spec));
  return name === '' ? 'the spec' : name;
}

/** `undefined` for what is neither a file nor a page: another scheme, or no URL at all. */
export function targetOf(reference: string, from: Location): Target | undefined {
  const [path = '', fragment = ''] = reference.split('#', 2);
  const file = path === '' ? from : isRemote(from) ? pageOf(path, from) : fileOf(path, from);
  return file === undefined ? undefined : { file, pointer: `#${fragment}` };
}

function pageOf(path: string, from: Location): Location | undefined {
  if (!URL.canParse(path, from)) return undefined;
  const { href } = new URL(path, from);
  return isRemote(href) ? href : undefined;
}

function fileOf(path: string, from: Location): Location | undefined {
  if (isRemote(path)) return URL.canParse(path) ? new URL(path).href : undefined;
  const isOther = /^[a-z][a-z\d+.-]+:|^\/\//i.test(path) || path.includes('\0');
  return isOther ? undefined : resolve(dirname(from), decoded(path));
}

/** A reference to one file in another: the same on every machine. */
export function fromTo(from: Location, file: Location): string {
  const path = relative(dirname(from), file).replaceAll(sep, '/');
  return path.split('/').map(encodeURIComponent).join('/');
}

/** References are URIs (RFC 3986): a blank in the name of a file is `%20`. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
