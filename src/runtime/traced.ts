/** A call that is followed from its beginning to its end, whichever end that is. */

import type { Outcome } from './call.ts';
import { eventOf } from './call-event.ts';
import { BreakwaterError } from './errors.ts';
import type { CallEnding, Tracing } from './tracing.ts';
import type { Wish } from './wish.ts';

type Take = (wish: Wish) => Promise<Outcome>;

/** @param client its name */
export function traced(tracing: Tracing, client: string, take: Take): Take {
  return async (wish) => {
    const trace = tracing.begin(wish.operation, client);
    try {
      const outcome = await take({ ...wish, trace });
      trace.ended(eventOf(outcome));
      return outcome;
    } catch (error) {
      trace.ended(failureOf(error));
      throw error;
    }
  };
}

function failureOf(error: unknown): CallEnding {
  if (error instanceof BreakwaterError)
    return { outcome: 'failed', code: error.code, attempts: error.attempts };
  // The caller's own reason; how many requests it ended is told by their own traces.
  return { outcome: 'failed', code: 'ABORTED', attempts: 0 };
}
