import { expect, test } from 'vitest';
import { compareSurfaces } from '../../../generator/src/diff/index.ts';
import { surfaceOf } from '../../../generator/src/diff/surface.ts';
import { aDocument, anOperation, reading } from '../support.ts';

const live = { url: 'https://a.io', description: 'Production' };
const trial = { url: 'https://b.io', description: 'Sandbox' };
const regional = (region: Record<string, unknown>) => ({
  ...{ url: 'https://{region}.a.io', description: 'Production' },
  variables: { region },
});

/** What changes of servers when these become those, a line each. */
function changes(
  before: readonly unknown[],
  after: readonly unknown[],
  own?: readonly unknown[][],
): string[] {
  const [old, now] = [before, after].map((servers, index) => {
    const pets = { get: anOperation(own ? { servers: own[index] } : {}) };
    return surfaceOf(reading(aDocument({ servers, paths: { '/pets': pets } })));
  });
  if (!old || !now) throw new Error('Two documents make two surfaces.');
  return compareSurfaces(old, now)
    .changes.filter(({ subject }) => /^(server |baseUrls\.)/.test(subject))
    .map(({ impact, subject, what }) => `${impact} ${subject}: ${what}`);
}

test('servers that stay are no change', () => {
  expect(changes([live, trial], [live, trial])).toEqual([]);
});

test('one more is compatible, one less is breaking: somebody chose it', () => {
  const third = { url: 'https://c.io', description: 'Staging' };
  expect(changes([live, trial], [live, trial, third])).toEqual(['compatible server staging: is new']);
  expect(changes([live, trial, third], [live, trial])).toEqual(['breaking server staging: is gone']);
});

test('a choice where there was none is new by all its names', () => {
  expect(changes([live], [live, trial])).toEqual([
    'compatible server production: is new',
    'compatible server sandbox: is new',
  ]);
});

test('another name is the old one gone and a new one', () => {
  expect(changes([live, trial], [live, { ...trial, description: 'Playground' }])).toEqual([
    'breaking server sandbox: is gone',
    'compatible server playground: is new',
  ]);
});

test('another URL under the same name asks nothing of callers', () => {
  expect(changes([live, trial], [live, { ...trial, url: 'https://new.b.io' }])).toEqual([
    'compatible server sandbox: is `https://new.b.io`, was `https://b.io`',
  ]);
});

test.each([
  [
    'one value less',
    { default: 'eu', enum: ['eu', 'us'] },
    { default: 'eu', enum: ['eu'] },
    ['breaking', 'no longer takes `us`'],
  ],
  [
    'one value more',
    { default: 'eu', enum: ['eu'] },
    { default: 'eu', enum: ['eu', 'us'] },
    ['compatible', 'takes `us` too'],
  ],
  ['any value', { default: 'eu', enum: ['eu'] }, { default: 'eu' }, ['compatible', 'takes any value']],
  [
    'no longer any value',
    { default: 'eu' },
    { default: 'eu', enum: ['eu'] },
    ['breaking', 'takes only `eu`'],
  ],
])('a variable of a URL with %s', (_, before, after, [impact, what]) => {
  expect(changes([regional(before), trial], [regional(after), trial])).toEqual([
    `${impact} server production: variable \`region\` ${what}`,
  ]);
});

test('another default is compatible', () => {
  expect(changes([regional({ default: 'eu' }), trial], [regional({ default: 'us' }), trial])).toContain(
    'compatible server production: variable `region` is `us` by default, was `eu`',
  );
});

test('a variable that is gone is breaking', () => {
  expect(changes([regional({ default: 'eu' }), trial], [live, trial])).toEqual([
    'breaking server production: variable `region` is gone',
    expect.stringContaining('compatible server production: is `https://a.io`'),
  ]);
});

test("an operation's own server is found by its name in `baseUrls`", () => {
  const files = { url: 'https://files.a.io' };
  const uploads = { url: 'https://uploads.a.io' };
  expect(changes([live], [live], [[files], [uploads]])).toEqual([
    'breaking baseUrls.files.a.io: is gone',
    'compatible baseUrls.uploads.a.io: is new',
  ]);
  expect(changes([live], [live], [[files], [{ url: 'https://files.a.io/v2' }]])).toEqual([
    'compatible baseUrls.files.a.io: stands for `https://files.a.io/v2`, was `https://files.a.io`',
  ]);
});
