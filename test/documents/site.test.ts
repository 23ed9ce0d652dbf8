import { describe, expect, test } from 'vitest';
import { type Site, sourcesOf, wrongsOf } from '../../scripts/docs/site.ts';

function aSite(body: string): Site {
  return new Map([
    ['/', '<a href="/cache">cache</a>'],
    ['/cache', `<h2 id="keys">Keys</h2>${body}`],
    ['/decisions/', ''],
  ]);
}

const isFile = (path: string) => path === '/source/docs/examples/hmac.ts' || path === '/assets/health.png';

describe('a link of the built site', () => {
  test.each([
    'href="/cache#keys"',
    'href="#keys"',
    'href="/decisions/"',
    'href="https://example.com/gone"',
    'href="mailto:ada@example.com"',
    'href="/source/docs/examples/hmac.ts"',
    'src="/assets/health.png"',
  ])('is fine: %s', (link) => {
    expect(wrongsOf(aSite(`<a ${link}>`), isFile)).toEqual([]);
  });

  test.each([
    'href="/cash"',
    'href="/cache#kees"',
    'href="#kees"',
    'href="/decisions"',
    'src="/assets/gone.png"',
  ])('is dead, and told by its page: %s', (link) => {
    const [, target] = /"(.*)"/.exec(link) ?? [];
    expect(wrongsOf(aSite(`<a ${link}>`), isFile)).toEqual([`/cache has a dead link: ${target}`]);
  });

  test('in a script is none', () => {
    expect(wrongsOf(aSite('<script>const text = \' href="/gone"\';</script>'), isFile)).toEqual([]);
  });
});

test('sources that are linked to are copied beside', () => {
  const body = '<a href="/source/docs/examples/hmac.ts"><a href="/source/docs/examples/hmac.ts">';
  expect(sourcesOf(aSite(body))).toEqual(['docs/examples/hmac.ts']);
});
