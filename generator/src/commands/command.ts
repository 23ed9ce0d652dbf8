/**
 * What a command is: its usage, and a function from arguments to an exit code.
 */

export interface Print {
  out(text: string): void;
  error(text: string): void;
}

export interface Command {
  readonly usage: string;
  /** @throws {UsageError} the arguments make no sense */
  run(args: readonly string[], print: Print): Promise<number>;
}

/** Arguments that make no sense: answered with one line and the usage. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
