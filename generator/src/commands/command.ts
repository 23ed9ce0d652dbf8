/**
 * What a command is: what it is called with, and a function from arguments to an exit code.
 */

import { type Flags, usageOfFlags } from './flags.ts';

/**
 * Exit codes, for every command alike: `ok`; `refused`, when there are problems, stale files or breaking
 * changes of the kind that was asked about; `usage`, when the arguments make no sense.
 */
export const exit = { ok: 0, refused: 1, usage: 2 } as const;

/** Who gave the command. What is absent, this terminal cannot do. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Shows what is going on in place of what it showed before; `undefined` takes it away. */
  progress?(text: string | undefined): void;
  /** Asks, and gives the answer; `fallback` for an empty one. */
  ask?(question: string, fallback: string): Promise<string>;
  /** From now on Ctrl-C aborts this signal, and does not end the process. */
  interruption?(): AbortSignal;
}

export interface Command {
  /** `generate <spec> --out <dir> [options]`, and other ways to call it. */
  readonly synopsis: readonly string[];
  readonly about: string;
  readonly flags: Flags;
  /** @throws {UsageError} the arguments make no sense */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}

/** Arguments that make no sense: answered with one line and the usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export function usageOf({ synopsis, about, flags }: Command): string {
  const lines = synopsis.map((line, index) => `${index === 0 ? 'Usage: ' : '       '}breakwater ${line}`);
  return [lines.join('\n'), about, usageOfFlags(flags)].join('\n\n');
}
