/**
 * A config nobody has checked: every key is known, every value of its kind, or it is refused with the place,
 * what is expected there, and what was found.
 */

import type { Config } from './config.ts';
import { schemaLibraries } from './emit/validation/library.ts';
import { didYouMean } from './nearest.ts';
import { isNode, type Node } from './node.ts';
import { ProblemError } from './problem.ts';
import { datesChoices, int64Choices } from './scalars.ts';

/** What a value must be; or, of an object, what its members must be. */
type Rule = { readonly expected: string; fits(value: unknown): boolean } | { readonly members: Rules };
type Rules = Readonly<Record<string, Rule>>;

const text: Rule = {
  expected: 'a text that is not empty',
  fits: (value) => typeof value === 'string' && value !== '',
};
const truth: Rule = { expected: 'true or false', fits: (value) => typeof value === 'boolean' };
const texts = (expected: string): Rule => ({
  expected,
  fits: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string' && each !== ''),
});
const patterns = texts('a list of patterns');
const extension: Rule = {
  expected: "'ts', 'js' or 'none'",
  fits: (value) => value === 'ts' || value === 'js' || value === 'none',
};
const oneOf = (choices: readonly string[]): Rule => ({
  expected: choices.map((choice) => `'${choice}'`).join(' or '),
  fits: (value) => choices.some((choice) => choice === value),
});
const selection: Rule = { members: { tags: patterns, paths: patterns, operations: patterns } };
/** What it says of an operation is checked where the operation is known: see pagination/settle.ts. */
const lists: Rule = { expected: 'an object: by operation, how its list goes on or `false`', fits: isNode };
const shared: Rules = {
  strict: truth,
  filter: { members: { include: selection, exclude: selection, deprecated: truth } },
  pagination: lists,
  importExtension: extension,
  int64: oneOf(int64Choices),
  dates: oneOf(datesChoices),
  schemas: oneOf(schemaLibraries),
  repositories: truth,
  msw: truth,
  contractTest: truth,
  apiMd: truth,
  tsNocheck: truth,
  runtime: text,
  overlays: texts('a list of paths'),
  allowRemote: texts('a list of origins'),
  root: text,
  lock: truth,
};
const job: Rules = { spec: text, out: text, ...shared };

/** Every option of a job, by name. */
export const optionNames: readonly string[] = Object.keys(job);

/** @throws {ProblemError} something in it makes no sense */
export function checkedConfig(value: unknown, file: string): Config {
  const config = objectAt(value, 'The default export', file);
  const { jobs, ...rest } = config;
  if (jobs === undefined) {
    checkJob(config, '', file);
    return trusted(config);
  }
  checkMembers(rest, shared, '', file);
  const entries = Object.entries(objectAt(jobs, '`jobs`', file));
  if (entries.length === 0) throw refusal(file, '`jobs` is empty.', 'Give it a job.');
  for (const [name, each] of entries) {
    if (/[./\\\s]|^-|^$/.test(name))
      throw refusal(
        file,
        `A job cannot be called ${shown(name)}.`,
        'Use a name without dots, slashes and spaces.',
      );
    checkJob(objectAt(each, `\`jobs.${name}\``, file), `jobs.${name}.`, file);
  }
  return trusted(config);
}

function checkJob(value: Node, place: string, file: string): void {
  checkMembers(value, job, place, file);
  for (const key of ['spec', 'out']) {
    if (value[key] === undefined)
      throw refusal(file, `\`${place}${key}\` is missing.`, 'Every job has a `spec` and an `out`.');
  }
}

function checkMembers(value: Node, rules: Rules, place: string, file: string): void {
  for (const [key, member] of Object.entries(value)) {
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (!rule) {
      throw refusal(file, `There is no option \`${place}${key}\`.`, mendOfKey(key, rules));
    }
    if (member === undefined) continue;
    if ('members' in rule)
      checkMembers(objectAt(member, `\`${place}${key}\``, file), rule.members, `${place}${key}.`, file);
    else if (!rule.fits(member))
      throw refusal(
        file,
        `\`${place}${key}\` must be ${rule.expected}; found ${shown(member)}.`,
        'Correct it.',
      );
  }
}

function mendOfKey(key: string, rules: Rules): string {
  if (rules === shared && Object.hasOwn(job, key))
    return 'Where there are `jobs`, it stands in each of them.';
  return didYouMean(key, Object.keys(rules)).trim() || `Use one of ${Object.keys(rules).join(', ')}.`;
}

function objectAt(value: unknown, place: string, file: string): Node {
  if (isNode(value)) return value;
  throw refusal(file, `${place} must be an object; found ${shown(value)}.`, 'Write it with `defineConfig`.');
}

function refusal(file: string, what: string, mend: string): ProblemError {
  return new ProblemError({ file, what, mend });
}

function shown(value: unknown): string {
  return typeof value === 'function' ? 'a function' : (JSON.stringify(value) ?? 'nothing');
}

/** The one place where a config becomes what its types say: its last key has been looked at. */
function trusted(config: Node): Config {
  return config as unknown as Config;
}
