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
  --serve         instead: calls that go on, through a gateway with bad moments, and the health page that
                  shows them; until Ctrl-C. Goes with --redis
  --port <port>   with --serve: where the page is on 127.0.0.1; 0 for any that is free. Default 9090
  --help          this text`;

export type Wish =
  | { readonly kind: 'help' }
  | { readonly kind: 'tour'; readonly redis: string | undefined }
  | { readonly kind: 'serve'; readonly redis: string | undefined; readonly port: number }
  | { readonly kind: 'any spec'; readonly spec: string; readonly keep: boolean };

/** Arguments that make no sense; the message is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const options = {
  redis: { type: 'string' },
  spec: { type: 'string' },
  keep: { type: 'boolean' },
  serve: { type: 'boolean' },
  port: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws {UsageError} */
export function parseArguments(args: readonly string[]): Wish {
  const { redis, spec, keep = false, serve = false, port, help } = valuesOf(args);
  if (help) return { kind: 'help' };
  if (redis !== undefined && spec !== undefined) {
    throw new UsageError('--redis and --spec are two different demos: choose one.');
  }
  if (serve && spec !== undefined)
    throw new UsageError('--serve and --spec are two different demos: choose one.');
  if (!serve && port !== undefined)
    throw new UsageError('--port goes with --serve: there is no page without it.');
  if (spec !== undefined) return { kind: 'any spec', spec, keep };
  if (keep) throw new UsageError('--keep goes with --spec: without it nothing temporary is generated.');
  if (redis !== undefined && !/^rediss?:\/\/./.test(redis)) {
    throw new UsageError('--redis needs a URL that begins with redis:// or rediss://.');
  }
  return serve ? { kind: 'serve', redis, port: portIn(port) } : { kind: 'tour', redis };
}

function portIn(text = '9090'): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new UsageError('--port needs a number from 0 to 65535.');
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
