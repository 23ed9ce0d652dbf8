/** Documents promise by naming tests; a test that is renamed or gone takes its promise along. */

import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const named = /`(test\/[\w/.-]+\.ts)`(?:: “([^”]+)”)?/g;

describe('every test that a document names is there', () => {
  test.each(globSync('docs/*.md'))('%s', (document) => {
    const text = readFileSync(document, 'utf8');
    const missing = [...text.matchAll(named)].filter(([, file = '', title = '']) => {
      const [found] = globSync(file);
      return found === undefined || !readFileSync(found, 'utf8').includes(title);
    });
    expect(missing.map(([whole]) => whole)).toEqual([]);
  });

  test('in docs/resilience.md, by title', () => {
    const titles = [...readFileSync('docs/resilience.md', 'utf8').matchAll(named)].filter(
      ([, , title]) => title,
    );
    expect(titles.length).toBeGreaterThan(50);
  });
});
