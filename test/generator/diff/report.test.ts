import { expect, test } from 'vitest';
import { asMarkdown, asText } from '../../../generator/src/diff/report.ts';
import { withOperation } from '../support.ts';
import { differenceOf, type Parts, parameter } from './changes.ts';

const breaking = differenceOf(
  withOperation(parameter({})),
  withOperation({ summary: 'Pets.', deprecated: true }),
);

test('the gravest change says which version it takes', () => {
  const release = (before: Parts, after: Parts) =>
    differenceOf(withOperation(before), withOperation(after)).release;
  expect(breaking.release).toBe('major');
  expect(release({}, parameter({}))).toBe('minor');
  expect(release({}, { summary: 'Pets.' })).toBe('patch');
  expect(release({}, {})).toBe('none');
});

test('as text', () => {
  expect(asText(breaking)).toBe(`1 breaking, 1 compatible: a major version.

breaking
  pets.list: argument \`limit\` is gone

compatible
  pets.list: is deprecated`);
  expect(asText({ release: 'none', changes: [] })).toBe('Nothing changes for callers: no new version.');
});

test('as Markdown', () => {
  expect(asMarkdown(breaking)).toBe(`## API changes: a major version

1 breaking, 1 compatible.

### Breaking

- \`pets.list\`: argument \`limit\` is gone

### Compatible

- \`pets.list\`: is deprecated`);
});

test('nothing of a spec is Markdown, or moves a cursor', () => {
  const hostile = parameter({ name: '`<img>`\u001b[31m\u202e' });
  const difference = differenceOf(withOperation(hostile), withOperation({}));
  expect(asMarkdown(difference)).toContain("- `pets.list`: argument `'<img>'\\u001b[31m\\u202e` is gone");
  expect(asText(difference)).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
});
