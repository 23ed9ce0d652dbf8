/** The command line of the demo. */

import { parseArgs } from 'node:util';
import { nearest } from './nearest.ts';

export const usage = `npm start -- [options]

Generates the SDK of spec/openapi.yaml, serves the spec with Prism, and makes typed calls through
a gateway that breaks things on purpose. Exit code 0 when everything it claims has been counted.

  --redis <url>   the same with a cache that instances share: redis://… or rediss://…
  --spec <file>   instead: generates an SDK from any OpenAPI description into a temporary folder,
                  serves it with Prism, and calls what needs no arguments
  --keep          with --spec: leaves the generated folder where it is
  --help          this text`;

export type Wish =
  | { readonly kind: 'help' }
  | { readonly kind: 'tour'; readonly redis: string | undefined }
  | { readonly kind: 'any spec'; readonly spec: string; readonly keep: boolean };

/** Arguments that make no sense; the message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const options = {
  redis: { type: 'string' },
  spec: { type: 'string' },
  keep: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws {UsageError} */
export function parseArguments(args: readonly string[]): Wish {
  const { redis, spec, keep = false, help } = valuesOf(args);
  if (help) return { kind: 'help' };
  if (redis !== undefined && spec !== undefined) {
    throw new UsageError('--redis and --spec are two different demos: choose one.');
  }
  if (spec !== undefined) return { kind: 'any spec', spec, keep };
  if (keep) throw new UsageError('--keep goes with --spec: without it nothing temporary is generated.');
  if (redis !== undefined && !/^rediss?:\/\/./.test(redis)) {
    throw new UsageError('--redis needs a URL that begins with redis:// or rediss://.');
  }
  return { kind: 'tour', redis };
}

function valuesOf(args: readonly string[]) {
  // What is unknown is ours to name; `parseArgs` would say it in three sentences and guess nothing.
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'positional') throw new UsageError(`${token.value} is not an option; see --help.`);
    if (token.kind === 'option' && !Object.hasOwn(options, token.name)) {
      const known = Object.keys(options).map((name) => `--${name}`);
      throw new UsageError(
        `There is no option ${token.rawName}. Did you mean ${nearest(token.rawName, known)}?`,
      );
    }
  }
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error));
  }
}
