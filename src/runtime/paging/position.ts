/**
 * From one page to where the next one is, for every style of paging: no I/O, nothing remembered.
 */

import { linkTo } from './link-header.ts';
import type { CursorPaging, OffsetPaging, PagePaging, Paging, UrlPaging } from './paging.ts';
import { valueAt, withValueAt } from './pointer.ts';

/** Where a page is: a value for the argument that moves, or a URL that the server named. */
export type Position = Moved | Named;

export interface Moved {
  readonly value: string | number | bigint;
  /** Items on the pages before, where pages are counted and all of them have been seen. */
  readonly seen?: number;
}

export interface Named {
  /** As the server wrote it: it may be relative. */
  readonly url: string;
}

/** What is known of a page once it is there. */
export interface Turned {
  readonly args: object;
  /** `undefined` for where the arguments lead by themselves. */
  readonly position: Position | undefined;
  readonly body: unknown;
  readonly headers: Headers;
  readonly items: readonly unknown[];
}

/** A reply that is not what its paging says. */
export class PageFlaw extends Error {}

/** @throws {PageFlaw} There is something else than items where the items should be. */
export function itemsOf(paging: Paging, body: unknown): readonly unknown[] {
  const items = valueAt(body, paging.items) ?? [];
  if (Array.isArray(items)) return items;
  throw new PageFlaw(`has no list at ${placeName(paging.items)}`);
}

export function totalOf({ total }: Paging, body: unknown): number | undefined {
  return total === undefined ? undefined : numberAt(body, total);
}

/**
 * Where the page after this one is; `undefined` after the last.
 *
 * @throws {PageFlaw} What names it is no cursor, number or URL.
 */
export function positionAfter(paging: Paging, page: Turned): Position | undefined {
  const { body, items } = page;
  if (paging.more !== undefined && valueAt(body, paging.more) === false) return undefined;
  if (paging.style === 'cursor') return moved(nextIn(paging, page), paging.header ?? paging.next);
  if (paging.style === 'last-item') return moved(valueAt(items.at(-1), paging.id), paging.id);
  if (paging.style === 'offset') return offsetAfter(paging, page);
  if (paging.style === 'page') return pageAfter(paging, page);
  if (paging.style === 'url') return named(nextIn(paging, page), paging.header ?? paging.next);
  return named(linkTo('next', page.headers.get('link') ?? ''), 'Link');
}

function nextIn(paging: CursorPaging | UrlPaging, { body, headers }: Turned): unknown {
  return paging.header === undefined ? valueAt(body, paging.next) : headers.get(paging.header);
}

/** The arguments of the page at a position. */
export function argumentsAt(paging: Paging, args: object, { value }: Moved): object {
  return 'parameter' in paging ? withValueAt(args, pointerTo(paging.parameter), value) : args;
}

/** A name of an argument, or a pointer into the arguments. */
function pointerTo(parameter: string): string {
  return parameter.startsWith('/') ? parameter : `/${parameter.replaceAll('~', '~0')}`;
}

/** An empty page goes on where the server says so; zero is where a list begins, so no page comes after it. */
function moved(value: unknown, pointer: string): Moved | undefined {
  if (value === undefined || value === null || value === '' || value === false) return undefined;
  if (value === 0 || value === '0') return undefined;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return { value };
  throw new PageFlaw(`has neither text nor a number at ${placeName(pointer)}`);
}

function named(url: unknown, place: string): Named | undefined {
  if (url === undefined || url === null || url === '' || url === false) return undefined;
  if (typeof url === 'string') return { url };
  throw new PageFlaw(`has no URL at ${placeName(place)}`);
}

function offsetAfter(paging: OffsetPaging, { args, position, body, items }: Turned): Moved | undefined {
  const { first = 0 } = paging;
  const value = valueNow(paging, args, position, first) + items.length;
  const total = totalOf(paging, body);
  const isLast = items.length === 0 || (total !== undefined && value - first >= total);
  return isLast ? undefined : { value };
}

function pageAfter(paging: PagePaging, { args, position, body, items }: Turned): Moved | undefined {
  const asked = position ?? valueAt(args, pointerTo(paging.parameter));
  const first = paging.first ?? (asked === undefined ? currentOf(paging, body) : undefined) ?? 1;
  const now = valueNow(paging, args, position, first);
  const before = position && 'value' in position ? position.seen : now === first ? 0 : undefined;
  const seen = before === undefined ? undefined : before + items.length;
  const pages = paging.pages === undefined ? undefined : numberAt(body, paging.pages);
  const total = totalOf(paging, body);
  // A short page proves nothing: servers cap the size that was asked for.
  const isEmpty = items.length === 0 && (paging.more === undefined || valueAt(body, paging.more) !== true);
  const isLast =
    isEmpty ||
    (pages !== undefined && now - first + 1 >= pages) ||
    (total !== undefined && seen !== undefined && seen >= total);
  return isLast ? undefined : { value: now + 1, ...(seen !== undefined && { seen }) };
}

function currentOf({ current }: PagePaging, body: unknown): number | undefined {
  if (current === undefined) return undefined;
  const number = numberAt(body, current);
  if (number !== undefined) return number;
  throw new PageFlaw(`has no number at ${placeName(current)}`);
}

function valueNow(
  { parameter }: OffsetPaging | PagePaging,
  args: object,
  position: Position | undefined,
  first: number,
): number {
  const value = position && 'value' in position ? position.value : valueAt(args, pointerTo(parameter));
  const number = Number(value ?? first);
  if (Number.isSafeInteger(number)) return number;
  throw new PageFlaw(`cannot be followed by another: its \`${parameter}\` is no whole number`);
}

function numberAt(body: unknown, pointer: string): number | undefined {
  const value = valueAt(body, pointer);
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
}

function placeName(pointer: string): string {
  return pointer === '' ? 'its root' : `\`${pointer}\``;
}
