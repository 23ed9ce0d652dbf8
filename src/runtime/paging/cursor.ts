/**
 * A position as text that another process can take up again. It is not signed: whoever can change it
 * chooses where in this one list to go on, by a value of the argument that moves or by a query; never
 * a path, an origin, a header or another operation.
 */

import { InvalidRequestError } from '../errors.ts';
import type { Moved, Named, Position } from './position.ts';

const version = 1;

/** `undefined` for a position that is not told by a query alone, so that a path would have to be believed. */
export function cursorOf(
  operation: string,
  position: Position,
  from: Position | undefined,
): string | undefined {
  if ('value' in position) {
    const { value, seen } = position;
    const text = typeof value === 'bigint' ? String(value) : value;
    return encoded([version, operation, 'value', text, ...(seen === undefined ? [] : [seen])]);
  }
  const query = queryOf(position);
  const isMoved = query !== '' && (from === undefined || !('url' in from) || query !== queryOf(from));
  return isMoved ? encoded([version, operation, 'query', query]) : undefined;
}

/** @throws {InvalidRequestError} It is none, or of another operation or style. */
export function positionFrom(cursor: unknown, operation: string, isNamed: boolean): Position {
  const parts = typeof cursor === 'string' ? decoded(cursor) : undefined;
  const position = Array.isArray(parts) ? positionOf(parts, operation) : undefined;
  if (position && 'url' in position === isNamed) return position;
  const message = `${operation} was given a \`from\` that is no cursor of one of its pages. Pass what \`page.cursor\` gave.`;
  throw new InvalidRequestError(message, { operation });
}

function positionOf(parts: readonly unknown[], operation: string): Position | undefined {
  const [format, name, kind, value, seen] = parts;
  if (format !== version || name !== operation) return undefined;
  if (kind === 'query') return namedBy(value);
  return kind === 'value' ? movedTo(value, seen) : undefined;
}

/** Only a query: RFC 3986 §5.2.2 then leaves the operation's own path and origin as they are. */
function namedBy(query: unknown): Named | undefined {
  return typeof query === 'string' && /^\?[^#]+$/.test(query) ? { url: query } : undefined;
}

function movedTo(value: unknown, seen: unknown): Moved | undefined {
  if (typeof value !== 'string' && !Number.isFinite(value)) return undefined;
  const position = { value: typeof value === 'string' ? value : Number(value) };
  if (seen === undefined) return position;
  return Number.isSafeInteger(seen) ? { ...position, seen: Number(seen) } : undefined;
}

/** The query of a URL that may be relative to anything. */
function queryOf({ url }: Named): string {
  return URL.parse(url, 'https://relative.invalid')?.search ?? '';
}

/** RFC 4648 §5, without padding: it goes into a query or a path as it is. */
function encoded(parts: readonly unknown[]): string {
  const ascii = JSON.stringify(parts).replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return btoa(ascii).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}
