/**
 * `breakwater init`: an existing project gets an SDK, and what it takes to generate it again. The SDK comes
 * first: a spec that cannot be used leaves the project as it was.
 */

import { spawn } from 'node:child_process';
import { basename, join, posix, relative, resolve, sep } from 'node:path';
import { findConfig } from '../config-file.ts';
import { generate } from '../generate.ts';
import { configName, configText } from '../init/config-text.ts';
import { extended } from '../init/manifest.ts';
import { findProject, type PackageManager, type Project } from '../init/project.ts';
import { shown } from '../location.ts';
import { formatRefusal, ProblemError, printable } from '../problem.ts';
import { withProgress } from '../progress.ts';
import { packageVersion } from '../version.ts';
import { writeWhole } from '../whole-file.ts';
import { type Command, exit, type Terminal, UsageError } from './command.ts';
import { parseFlags } from './flags.ts';
import { describeReport } from './generate-report.ts';

const flags = {
  out: {
    type: 'string',
    short: 'o',
    value: '<dir>',
    about: 'folder of the SDK; default: src/api, or api without src',
  },
  yes: { type: 'boolean', short: 'y', about: 'ask nothing' },
  install: { type: 'boolean', about: 'install the dependencies, too' },
} as const;

export const initCommand: Command = {
  synopsis: ['init [spec] [options]'],
  about: `Sets up the project in this folder: SDK, breakwater.config.ts, package.json.
What is there already stays as it is.
Exit code 0: done. 1: refused. 2: wrong usage.`,
  flags,
  async run(args, terminal) {
    const { values, positionals } = parseFlags(args, flags);
    if (positionals.length > 1)
      throw new UsageError(`One spec at a time; ${positionals.slice(1).join(' ')} is one too many.`);
    try {
      const project = await findProject(process.cwd());
      const given = { spec: positionals[0], out: values.out };
      const config = await findConfig(project.folder);
      if (config !== undefined) keepConfig(config, given, terminal);
      else if (!(await generateFirst(project, given, terminal, values.yes))) return exit.ok;
      return await finish(project, values.install, terminal);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      terminal.error(formatRefusal(error.problem));
      return exit.refused;
    }
  },
};

interface Choice {
  readonly spec: string;
  readonly out: string;
}

type Given = { readonly [Key in keyof Choice]: string | undefined };
type Ask = Terminal['ask'];

/** @throws {ProblemError} the config would have to be changed */
function keepConfig(config: string, given: Given, terminal: Terminal): void {
  if (given.spec !== undefined || given.out !== undefined) {
    const what = 'There is a config already.';
    throw new ProblemError({
      file: config,
      what,
      mend: 'Add the spec to it as a job, and run breakwater generate.',
    });
  }
  terminal.out(
    `${basename(config)}: is there already, and stays as it is; breakwater generate makes its SDK`,
  );
}

/** `false`: somebody has thought better of it. */
async function generateFirst(
  project: Project,
  given: Given,
  terminal: Terminal,
  isSure: boolean,
): Promise<boolean> {
  const choice = await choose(project, given, isSure ? undefined : terminal.ask);
  if (!choice) {
    terminal.out('Nothing was done.');
    return false;
  }
  const { spec, out } = choice;
  const report = await withProgress(terminal, shown(spec), (onStep) => generate({ spec, out, onStep }));
  terminal.out(describeReport(report, out, 'write'));
  const name = configName(project.isModule);
  const place = (path: string) => fromHere(project.folder, path);
  await writeWhole(join(project.folder, name), configText(place(spec), place(out)));
  terminal.out(`${name}: written`);
  return true;
}

async function choose({ specs, out }: Project, given: Given, ask: Ask): Promise<Choice | undefined> {
  const spec =
    given.spec ?? (await ask?.('Which OpenAPI description?', specs[0] ?? 'openapi.yaml')) ?? only(specs);
  const folder = given.out ?? (await ask?.('Which folder for the SDK?', out)) ?? out;
  const answer = (await ask?.(`Generate ${folder}, and change package.json?`, 'yes')) ?? 'yes';
  return /^y(es)?$/i.test(answer) ? { spec, out: folder } : undefined;
}

/** @throws {UsageError} there is none, or a choice */
function only([first, ...others]: readonly string[]): string {
  if (first === undefined) throw new UsageError('Which spec? Give the path of an OpenAPI description.');
  if (others.length > 0) throw new UsageError(`Which spec? There are ${[first, ...others].join(', ')}.`);
  return first;
}

async function finish(
  { folder, text, manifest, manager }: Project,
  isInstalled: boolean,
  terminal: Terminal,
): Promise<number> {
  const { text: extendedText, added, foreignScript } = extended(text, manifest, packageVersion());
  if (added.length > 0) await writeWhole(join(folder, 'package.json'), extendedText);
  terminal.out(`package.json: ${added.length > 0 ? `added ${added.join(', ')}` : 'has all it needs'}`);
  if (foreignScript !== undefined)
    terminal.out(
      `package.json: scripts.generate:api does something else, and still does: ${printable(foreignScript)}`,
    );
  if (isInstalled) return install(manager, folder, terminal);
  const isNeeded = added.some((name) => !name.startsWith('scripts.'));
  if (isNeeded) terminal.out(`Next: ${manager} install`);
  return exit.ok;
}

/** `./spec/openapi.yaml`, on every system. */
function fromHere(folder: string, path: string): string {
  if (/^https?:/i.test(path)) return path;
  const short = relative(folder, resolve(path)).split(sep).join(posix.sep);
  return short.startsWith('.') ? short : `./${short}`;
}

function install(manager: PackageManager, folder: string, terminal: Terminal): Promise<number> {
  return new Promise((resolve) => {
    // On Windows package managers are scripts, which only a shell can run.
    const child = spawn(manager, ['install'], {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    const fail = (why: string) => {
      terminal.error(`breakwater: ${manager} install ${why}; everything else is done.`);
      resolve(exit.refused);
    };
    child.on('error', ({ message }) => fail(`cannot be run: ${printable(message)}`));
    child.on('exit', (code) => (code === 0 ? resolve(exit.ok) : fail(`ended with code ${code}`)));
  });
}
