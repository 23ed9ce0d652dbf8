import { expect, test } from 'vitest';
import { linkTo } from '../../../src/runtime/paging/link-header.ts';

test.each<[string, string, string | undefined]>([
  ['nothing', '', undefined],
  ['one link', '</contacts?page=2>; rel="next"', '/contacts?page=2'],
  ['a token for a value', '</contacts?page=2>; rel=next', '/contacts?page=2'],
  ['any case, and blanks', ' < /b > ;\tREL = "NEXT"', ' /b '],
  ['the relation among several', '</a>; rel="prev", </b>; rel="next", </c>; rel="last"', '/b'],
  ['a link with several relations', '</b>; rel="last next"', '/b'],
  ['a comma and a semicolon inside a target', '</b?ids=1,2;3>; rel="next"', '/b?ids=1,2;3'],
  [
    'a quoted string that looks like a link',
    '</a>; title="</x>; rel=next, \\"y\\""; rel="up", </b>; rel="next"',
    '/b',
  ],
  ['the first rel of a link alone', '</a>; rel="prev"; rel="next"', undefined],
  ['other parameters around it', '</b>; type="text/html"; rel="next"; title*=UTF-8\'\'n%c3%a4chste', '/b'],
  ['a parameter without a value', '</b>; crossorigin; rel="next"', '/b'],
  ['a link about something else', '</a>; rel="next"; anchor="/other", </b>; rel="next"', '/b'],
  ['empty elements of the list', ', ,</b>; rel="next",', '/b'],
  ['semicolons with nothing between them', '</a>; rel=prev; , </b>;; rel=next;', '/b'],
  ['no next', '</a>; rel="prev"', undefined],
  ['a relation that only contains the word', '</a>; rel="next-archive"', undefined],
  ['what is no link', 'next=/b', undefined],
  ['a target without end', '</b; rel="next"', undefined],
])('%s: %s', (_case, field, target) => {
  expect(linkTo('next', field)).toBe(target);
});
