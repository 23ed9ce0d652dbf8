/** What a document tells people to type is there: scripts, commands, and their flags. */

import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../generator/src/main.ts';
import { commandsIn, type Told } from './commands.ts';
import { documents, root } from './markdown.ts';

const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
const told = documents.flatMap(commandsIn);

/** Of npm itself; `run`, \`start\` and \`test\` lead to scripts. */
const npm = new Set([
  'ci',
  'install',
  'i',
  'pack',
  'publish',
  'exec',
  'audit',
  'init',
  'ls',
  'version',
  'view',
]);

describe('every command of a document is there', () => {
  test.each(told.map((each) => [`${each.place} ${each.words.join(' ')}`, each] as const))(
    '%s',
    async (_, each) => {
      expect(await wrongWith(each)).toBeUndefined();
    },
  );
});

test('documents have commands to look at', () => {
  expect(told.length).toBeGreaterThan(40);
});

/** What there is not; `undefined` when all is there. */
async function wrongWith({ words }: Told): Promise<string | undefined> {
  const [program = '', first = '', ...rest] = words;
  if (program === 'npm' && npm.has(first)) return undefined;
  if (program === 'npm') return wrongWithScript(first === 'run' ? rest : words.slice(1));
  if (program === 'breakwater') return wrongWithBreakwater(words.slice(1));
  if (program === 'npx' && first === 'breakwater') return wrongWithBreakwater(rest);
  if (program === 'cd') return existsSync(`${root}/${first}`) ? undefined : `folder ${first}`;
  if (program === 'npx')
    return existsSync(`${root}/node_modules/.bin/${first}`) ? undefined : `program ${first}`;
  return `a rule for \`${program} ${first}\``;
}

function wrongWithScript([name = '', ...args]: readonly string[]): string | undefined {
  const script: unknown = scripts[name];
  // What `init` writes into the user's project.
  if (name === 'generate:api') return undefined;
  if (typeof script !== 'string') return `script ${name}`;
  const [file] = /[\w/.-]+\.ts\b/.exec(script.replace(/^.*&& /, '')) ?? [];
  const sources = file === undefined || script.startsWith('vitest') ? [] : sourcesOf(file);
  const flags = args.filter((arg) => /^--./.test(arg)).map((arg) => arg.slice(2));
  return flags.find((flag) => !sources.some((text) => new RegExp(`\\b${flag}\\b`).test(text)));
}

function sourcesOf(file: string): string[] {
  const folder = dirname(file);
  const beside =
    folder === 'scripts' ? [file, 'generator/src/commands/generate.ts'] : globSync(`${folder}/**/*.ts`);
  return beside.filter((each) => !each.includes('node_modules')).map((each) => readFileSync(each, 'utf8'));
}

async function wrongWithBreakwater(args: readonly string[]): Promise<string | undefined> {
  const [command = '', ...rest] = args;
  if (command.startsWith('-') || command === '<command>') return undefined;
  let usage = '';
  const code = await main([command, '--help'], { out: (text) => (usage += text), error: () => {} });
  if (code !== 0 || !usage.startsWith(`Usage: breakwater ${command}`)) return `command ${command}`;
  const flags = rest.filter((arg) => /^--?[a-z]/.test(arg)).map((arg) => arg.split('=')[0] ?? '');
  return flags.find((flag) => flag !== '--help' && !new RegExp(`(^|\\s)${flag}(\\s|,|$)`, 'm').test(usage));
}
