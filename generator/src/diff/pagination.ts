/**
 * How a list went from page to page, and how it goes now.
 */

import type { Operation } from '../model.ts';
import { type Paging, pagingOf, styleNames } from '../pagination/paging.ts';
import { type Change, code, type Impact } from './change.ts';

type Note = (impact: Impact, what: string) => Change;

export function comparePagination([before, after]: readonly [Operation, Operation], note: Note): Change[] {
  const [old, now] = [pagingOf(before), pagingOf(after)];
  if (!old || !now) {
    if (old) return [note('breaking', 'is no longer read in pages: its items cannot be iterated over')];
    return now ? [note('compatible', `is read in pages, by ${styleNames[now.style]}`)] : [];
  }
  if (old.items !== now.items)
    return [note('breaking', `gives the items at ${place(now.items)}, was ${place(old.items)}`)];
  if (wayOf(old) !== wayOf(now)) {
    const what = `goes on by ${styleNames[now.style]}, was ${styleNames[old.style]}: saved cursors do not fit`;
    return [note('compatible', what)];
  }
  return JSON.stringify(old) === JSON.stringify(now)
    ? []
    : [note('invisible', 'finds its next page elsewhere in a reply')];
}

/** What a saved cursor depends on. */
function wayOf({ style, parameter }: Paging): string {
  return JSON.stringify([style, parameter]);
}

function place(pointer: string): string {
  return pointer === '' ? 'the root' : code(pointer);
}
