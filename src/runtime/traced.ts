/** A call that is followed from its beginning to its end, whichever end that is. */

import { errorOf, isUsable, type Outcome } from './call.ts';
import { BreakwaterError } from './errors.ts';
import type { CallEnding, Tracing } from './tracing.ts';
import type { Wish } from './wish.ts';

type Take = (wish: Wish) => Promise<Outcome>;

/** @param client its name */
export function traced(tracing: Tracing, client: string, take: Take): Take {
  return async (wish) => {
    const trace = tracing.begin(wish.operation, client);
    // A wish is its caller's alone until it is taken: a copy of it would cost as much as all of this.
    wish.trace = trace;
    try {
      const outcome = await take(wish);
      trace.ended(endingOf(outcome));
      return outcome;
    } catch (error) {
      trace.ended(failureOf(error));
      throw error;
    }
  };
}

function endingOf(outcome: Outcome): CallEnding {
  const { reply, source, cache, attempts } = outcome;
  const { status } = reply;
  if (isUsable(reply)) return { outcome: 'ok', status, source, cache, attempts };
  return { outcome: 'failed', status, code: errorOf(outcome).code, source, cache, attempts };
}

function failureOf(error: unknown): CallEnding {
  if (error instanceof BreakwaterError)
    return { outcome: 'failed', code: error.code, attempts: error.attempts };
  // The caller's own reason; how many requests it ended is told by their own traces.
  return { outcome: 'failed', code: 'ABORTED', attempts: 0 };
}
