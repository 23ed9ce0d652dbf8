/** `npm start`: reads the command line, plays the demo, and gives its exit code. */

import { formatRefusal, ProblemError } from '../../generator/src/index.ts';
import { PrismError } from '../support/prism.ts';
import { anySpec } from './any-spec.ts';
import { parseArguments, UsageError, usage, type Wish } from './arguments.ts';
import { RedisError } from './redis.ts';
import { PortError, serve } from './serve.ts';
import { tour } from './tour.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

// An orderly exit: what must not outlive the demo (Prism, a temporary folder) is cleared away on `exit`.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

try {
  process.exitCode = await grant(parseArguments(process.argv.slice(2)));
} catch (error) {
  process.exitCode = error instanceof UsageError ? 2 : 1;
  process.stderr.write(`${explain(error)}\n`);
}

async function grant(wish: Wish): Promise<number> {
  switch (wish.kind) {
    case 'help':
      print(usage);
      return 0;
    case 'tour':
      return tour({ redis: wish.redis, print });
    case 'serve':
      return serve({ ...wish, print });
    case 'any spec':
      return anySpec({ spec: wish.spec, keep: wish.keep, print });
  }
}

/** What a person can act on is said plainly; all else is a bug and keeps its stack. */
function explain(error: unknown): string {
  if (error instanceof ProblemError) return formatRefusal(error.problem);
  const isPlain = [UsageError, PrismError, RedisError, PortError].some((kind) => error instanceof kind);
  if (isPlain && error instanceof Error) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
