import { expect, test } from 'vitest';
import { textOf } from './markdown.ts';

test('the first paragraph of the site and of the README say the same', () => {
  const tagline = /tagline: (.*)/.exec(textOf('site/index.md'))?.[1] ?? 'no tagline';
  expect(textOf('README.md')).toContain(tagline);
});
