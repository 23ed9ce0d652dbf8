import { expect, test } from 'vitest';
import { compareSurfaces } from '../../../generator/src/diff/index.ts';
import { surfaceOf } from '../../../generator/src/diff/surface.ts';
import { aDocument, anOperation, reading } from '../support.ts';

const key = { type: 'apiKey', in: 'header', name: 'X-Key' };
const oauth = { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/token', scopes: {} } } };
const schemes = { key, tenant: { ...key, name: 'X-Tenant' }, oauth };

/** What changes from one document to another, a line each. */
function changes(before: unknown, after: unknown): string[] {
  const [old, now] = [reading(before), reading(after)];
  return compareSurfaces(surfaceOf(old), surfaceOf(now)).changes.map(
    ({ impact, subject, what }) => `${impact} ${subject}: ${what}`,
  );
}

/** An API with one operation that asks for this. */
const asking = (security: unknown) =>
  aDocument({
    paths: { '/pets': { get: anOperation({ security }) } },
    components: { securitySchemes: schemes },
  });

test.each<[string, unknown, unknown, string[]]>([
  ['the same', [{ key: [] }], [{ key: [] }], []],
  ['open now', [{ key: [] }], [], ['compatible pets.list: needs no credentials']],
  ['no longer open', [], [{ key: [] }], ['breaking pets.list: needs credentials']],
  [
    'open to those who have none, now',
    [{ key: [] }],
    [{}, { key: [] }],
    ['compatible pets.list: is opened by `nothing` too'],
  ],
  [
    'one way more',
    [{ key: [] }],
    [{ key: [] }, { oauth: [] }],
    ['compatible pets.list: is opened by `oauth` too'],
  ],
  [
    'one way less',
    [{ key: [] }, { oauth: [] }],
    [{ oauth: [] }],
    ['breaking pets.list: is no longer opened by `key`'],
  ],
  [
    'one more on the way',
    [{ key: [] }],
    [{ key: [], tenant: [] }],
    [
      'breaking pets.list: is no longer opened by `key`',
      'compatible pets.list: is opened by `key and tenant` too',
    ],
  ],
  [
    'a scope more',
    [{ oauth: ['a'] }],
    [{ oauth: ['a', 'b'] }],
    ['breaking pets.list: needs the scope `b` of `oauth`'],
  ],
  [
    'a scope less',
    [{ oauth: ['a', 'b'] }],
    [{ oauth: ['a'] }],
    ['compatible pets.list: no longer needs the scope `b` of `oauth`'],
  ],
])('what an operation asks for: %s', (_what, before, after, expected) => {
  expect(changes(asking(before), asking(after))).toEqual(expected);
});

test('what all operations ask for is what each asks for', () => {
  const whole = (security: unknown) =>
    aDocument({
      paths: { '/pets': { get: anOperation() } },
      components: { securitySchemes: schemes },
      security,
    });
  expect(changes(whole([]), whole([{ key: [] }]))).toEqual(['breaking pets.list: needs credentials']);
  expect(changes(whole([{ key: [] }]), asking([{ key: [] }]))).toEqual([]);
});

test.each<[string, Record<string, unknown>, string[]]>([
  ['is gone', {}, ['breaking auth.key: is gone']],
  ['has company', { key, oauth }, ['compatible auth.oauth: is new']],
  [
    'is of another kind',
    { key: { type: 'http', scheme: 'basic' } },
    ['breaking auth.key: is `http basic`, was `apiKey`'],
  ],
  [
    'goes elsewhere',
    { key: { ...key, name: 'X-Other' } },
    ['compatible auth.key: is sent, or got, in another way'],
  ],
  ['has other words', { key: { ...key, description: 'A key.' } }, []],
])('a security scheme %s', (_what, securitySchemes, expected) => {
  const having = (each: unknown) =>
    aDocument({ paths: { '/pets': { get: anOperation() } }, components: { securitySchemes: each } });
  expect(changes(having({ key }), having(securitySchemes))).toEqual(expected);
});
