import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { diffCommand } from '../../generator/src/commands/diff.ts';
import { generateCommand } from '../../generator/src/commands/generate.ts';
import { initCommand } from '../../generator/src/commands/init.ts';
import { validateCommand } from '../../generator/src/commands/validate.ts';
import { optionNames } from '../../generator/src/config-check.ts';

const manual = await readFile(new URL('../../docs/generator.md', import.meta.url), 'utf8');
const commands = {
  generate: generateCommand,
  diff: diffCommand,
  validate: validateCommand,
  init: initCommand,
};

test.each(Object.entries(commands))('the manual names every flag of %s', (_, { flags }) => {
  for (const [name, { value, short }] of Object.entries(flags)) {
    const flag = `--${name}${value === undefined ? '' : ` ${value.replaceAll('|', '\\|')}`}`;
    expect(manual).toContain(`\`${flag}\``);
    if (short !== undefined) expect(manual).toContain(`\`-${short}\``);
  }
});

test('the manual names no flag that is not there', () => {
  const known = new Set(Object.values(commands).flatMap(({ flags }) => Object.keys(flags)));
  const named = [...manual.matchAll(/--([a-z\d]+(-[a-z]+)*)/g)].map((match) => match[1] ?? '');
  expect(named.filter((name) => !known.has(name) && name !== 'help' && name !== 'version')).toEqual([]);
});

test.each([...optionNames])('the manual names the option `%s` of a config', (name) => {
  const options = manual.slice(manual.indexOf('## breakwater.config.ts'), manual.indexOf('### Pagination'));
  expect(options).toMatch(new RegExp(`^\\|.*\`${name}\``, 'm'));
});

describe('every flag is tested', async () => {
  const files = [
    'command',
    'generate-modes',
    'filter',
    'lock',
    'config',
    'watch',
    'diff/command',
    'init',
    'pagination/report',
  ];
  const tests = await Promise.all(
    files.map((file) => readFile(new URL(`${file}.test.ts`, import.meta.url), 'utf8')),
  );
  const text = tests.join('\n');
  const flags = new Set(Object.values(commands).flatMap((command) => Object.keys(command.flags)));
  test.each([...flags])('--%s', (flag) => {
    expect(text).toContain(`'--${flag}'`);
  });
});
