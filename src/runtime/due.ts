/**
 * What the spec says of a reply, and what is therefore made of its content: the documented media type
 * that its content type falls under decides, and where it falls under none, what is due of its kind.
 */

import { bestMatch, essence, kindOf, type MediaKind } from './media-type.ts';
import type { Reply as Documented, Operation } from './operation.ts';

/** Two of these differ only for who asks: the range is settled by what came. */
export type ContentKind = Exclude<MediaKind, 'any'>;

export interface Due {
  readonly kind: ContentKind;
  /** The documented media type it falls under, as the spec writes it. */
  readonly contentType: string | undefined;
  /** Why it is not what was due, where it is not. */
  readonly flaw: string | undefined;
}

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** What the spec says of a status: by number, by range, by `default`; `undefined` when nothing. */
export function documentedReply({ replies }: Operation, status: number): Documented | undefined {
  const named = placeOf(replies, status);
  return named === undefined ? undefined : replies[named];
}

/** Named, and not just truthy: `null` says that there is no content. */
export function placeOf(replies: Readonly<Record<string, unknown>>, status: number): string | undefined {
  const places = [String(status), `${Math.floor(status / 100)}XX`, 'default'];
  return places.find((place) => Object.hasOwn(replies, place));
}

/**
 * @param documented media types of the reply; none where the spec names none
 * @param contentType what the reply says of itself, if anything
 * @param isFile whether a success is bytes, whatever it is called
 */
export function dueOf(
  documented: readonly string[],
  contentType: string | null,
  status: number,
  isFile = false,
): Due {
  const due = dueOfAny(documented, contentType, status);
  if (isFile && isSuccess(status)) return { ...due, kind: 'bytes' };
  // An error is read to its end and told of at once; only a success may be read item by item.
  const isRead = isSuccess(status) || due.kind === 'json' || due.kind === 'bytes';
  return isRead ? due : { ...due, kind: 'text' };
}

function dueOfAny(documented: readonly string[], came: string | null, status: number): Due {
  const [first] = documented;
  if (came === null || came === '') {
    const kind =
      first === undefined ? (isSuccess(status) ? 'bytes' : 'text') : settled(kindOf(first), 'json');
    return { kind, contentType: first, flaw: undefined };
  }
  const kind = settled(kindOf(came), 'bytes');
  if (first === undefined) return { kind, contentType: undefined, flaw: undefined };
  const match = bestMatch(documented, came);
  if (match !== undefined) {
    return { kind: settled(kindOf(match), wholeKind(kind)), contentType: match, flaw: undefined };
  }
  const alike = documented.find((range) => kindOf(range) === kind);
  if (alike !== undefined) return { kind, contentType: alike, flaw: undefined };
  // A file is a file, and a text a text, whatever it is called on the way.
  const [only, ...others] = new Set(documented.map(kindOf));
  if (others.length === 0 && (only === 'bytes' || only === 'text')) {
    return { kind: only, contentType: first, flaw: undefined };
  }
  const flaw = `its content type is ${typeShown(came)} where ${documented.join(' or ')} is documented`;
  return { kind: wholeKind(kind), contentType: undefined, flaw };
}

function settled(kind: MediaKind, otherwise: ContentKind): ContentKind {
  return kind === 'any' ? otherwise : kind;
}

/** Where any content will do, it is taken as a whole. */
function wholeKind(kind: ContentKind): ContentKind {
  return kind === 'json' || kind === 'text' ? kind : 'bytes';
}

/** A content type comes from outside, and goes into a message only if it is one. */
export function typeShown(contentType: string): string {
  const type = essence(contentType);
  if (type === '') return 'JSON';
  return /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(type) ? type : 'none that can be read';
}
