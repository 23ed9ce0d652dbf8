/**
 * The `breakwater` command: finds the command that was asked for, and gives its exit code. A command is
 * imported when it is called.
 */

import { type Command, exit, type Terminal, UsageError, usageOf } from './commands/command.ts';
import { asJson } from './commands/phrases.ts';
import { mishap } from './mishap.ts';
import { didYouMean } from './nearest.ts';
import { formatRefusal, type Problem, printable } from './problem.ts';

const commands: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['generate', async () => (await import('./commands/generate.ts')).generateCommand],
  ['diff', async () => (await import('./commands/diff.ts')).diffCommand],
  ['validate', async () => (await import('./commands/validate.ts')).validateCommand],
  ['contract', async () => (await import('./commands/contract.ts')).contractCommand],
  ['init', async () => (await import('./commands/init.ts')).initCommand],
]);

export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name = '', ...rest] = args;
  const command = await commands.get(name)?.();
  if (isFor(args, '--help', '-h')) {
    terminal.out(command ? usageOf(command) : await overview());
    return exit.ok;
  }
  if (isFor(args.slice(0, 1), '--version', '-v')) {
    const { packageVersion } = await import('./version.ts');
    terminal.out(packageVersion());
    return exit.ok;
  }
  try {
    if (!command) throw new UsageError(name === '' ? 'Which command?' : unknown(name));
    return await command.run(rest, terminal);
  } catch (error) {
    const { code, text, problem } = await endOf(error, command);
    terminal.error(text);
    // Whoever reads standard output by a program is answered there in the same form as ever.
    if (command && 'json' in command.flags && args.includes('--json'))
      terminal.out(asJson({ outcome: 'refused', problems: [{ severity: 'refused', ...problem }] }));
    return code;
  }
}

interface End {
  readonly code: number;
  /** For a person. */
  readonly text: string;
  /** For a program. */
  readonly problem: Omit<Problem, 'severity'>;
}

/** Of what no command has a sentence for: a wrong usage, a system that will not, and mistakes of our own. */
async function endOf(error: unknown, command: Command | undefined): Promise<End> {
  const file = `breakwater ${command?.synopsis[0]?.split(' ')[0] ?? ''}`.trim();
  if (error instanceof UsageError) {
    const text = `breakwater: ${printable(error.message)}\n\n${command ? usageOf(command) : await overview()}`;
    return { code: exit.usage, text, problem: { file, what: error.message, mend: `See ${file} --help.` } };
  }
  const { problem, details } = mishap(error, file);
  return { code: exit.refused, text: [formatRefusal(problem), ...details].join('\n'), problem };
}

function isFor(args: readonly string[], ...flags: readonly string[]): boolean {
  return flags.some((flag) => args.includes(flag));
}

function unknown(name: string): string {
  return name.startsWith('-')
    ? `There is no ${name} without a command.${didYouMean(name, ['--help', '--version'])}`
    : `There is no command ${name}.${didYouMean(name, commands.keys())}`;
}

async function overview(): Promise<string> {
  const all = await Promise.all([...commands.values()].map((load) => load()));
  const lines = all.flatMap(({ synopsis, about }) => [
    '',
    ...synopsis.map((line) => `  breakwater ${line}`),
    `      ${about.split('\n')[0]}`,
  ]);
  return [
    'Usage: breakwater <command> [options]',
    ...lines,
    '',
    'breakwater <command> --help says more.',
  ].join('\n');
}
