import { expect, test } from 'vitest';
import { compareSurfaces } from '../../../generator/src/diff/index.ts';
import { surfaceOf } from '../../../generator/src/diff/surface.ts';
import { json, reading, withOperation } from '../support.ts';
import { number, object, pets, query, text, truth } from './lists.ts';

const takes = { cursor: text, offset: number, limit: number };
const gives = object({ items: pets, others: pets, nextCursor: text, more: truth });

/** What changes when only the pagination does. */
function changes(before: unknown, after: unknown): string[] {
  const [old, now] = [before, after].map((said) => {
    const operation = { parameters: query(takes), responses: { 200: json(gives) } };
    const { document, api } = reading(withOperation({ ...operation, 'x-pagination': said }));
    return surfaceOf({ document, api });
  });
  if (!old || !now) return [];
  return compareSurfaces(old, now).changes.map(
    ({ impact, subject, what }) => `${impact} ${subject}: ${what}`,
  );
}

const byCursor = { style: 'cursor', parameter: 'cursor', next: '/nextCursor', items: '/items' };
const byOffset = { style: 'offset', parameter: 'offset', items: '/items' };

test.each<[string, unknown, unknown, string[]]>([
  ['nothing', byCursor, byCursor, []],
  [
    'gone',
    byCursor,
    false,
    ['breaking pets.list: is no longer read in pages: its items cannot be iterated over'],
  ],
  ['new', false, byCursor, ['compatible pets.list: is read in pages, by cursor']],
  [
    'of other items',
    byCursor,
    { ...byCursor, items: '/others' },
    ['breaking pets.list: gives the items at `/others`, was `/items`'],
  ],
  [
    'in another style',
    byCursor,
    byOffset,
    ['compatible pets.list: goes on by offset, was cursor: saved cursors do not fit'],
  ],
  [
    'told elsewhere in a reply',
    byCursor,
    { ...byCursor, more: '/more' },
    ['invisible pets.list: finds its next page elsewhere in a reply'],
  ],
])('pagination that is %s', (_case, before, after, expected) => {
  expect(changes(before, after)).toEqual(expected);
});
