/**
 * The `breakwater` command: finds the command that was asked for, and gives its exit code.
 */

import { type Command, type Print, UsageError } from './commands/command.ts';
import { generateCommand } from './commands/generate.ts';
import { printable } from './problem.ts';

const commands: ReadonlyMap<string, Command> = new Map([['generate', generateCommand]]);

const usage = `Usage: ${[...commands.values()].map((command) => command.usage).join('\n\n')}`;

export async function main(args: readonly string[], print: Print): Promise<number> {
  const [name, ...rest] = args;
  const command = name === undefined ? undefined : commands.get(name);
  if (args.includes('--help') || args.includes('-h')) {
    print.out(command ? `Usage: ${command.usage}` : usage);
    return 0;
  }
  try {
    if (!command)
      throw new UsageError(name === undefined ? 'Which command?' : `There is no command ${name}.`);
    return await command.run(rest, print);
  } catch (error) {
    if (!isUsage(error)) throw error;
    print.error(`breakwater: ${printable(error.message)}\n\n${command ? `Usage: ${command.usage}` : usage}`);
    return 1;
  }
}

/** Ours, or one of `node:util`'s `parseArgs`. */
function isUsage(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
