/**
 * Counts, times and traces every request that really leaves: replays and retries are seen, refusals are not.
 */

import type { AttemptEvent, Observers } from '../events.ts';
import type { Exchange } from '../exchange.ts';
import type { Layer, Send } from '../layer.ts';
import type { Outgoing } from '../outgoing.ts';
import { errorCode } from '../policy/retryable.ts';
import type { Clock } from '../ports.ts';
import type { Received } from '../received.ts';
import { unreadableIn } from '../unreadable-body.ts';
import { isSuperseded } from './hedge.ts';

export function observe(observers: Observers, clock: Clock): Layer {
  function attempt(outgoing: Outgoing, exchange: Exchange, next: Send): Promise<Received> {
    exchange.attempts += 1;
    return observers.attached || exchange.trace ? observed(outgoing, exchange, next) : next(outgoing);
  }

  async function observed(outgoing: Outgoing, exchange: Exchange, next: Send): Promise<Received> {
    const number = exchange.attempts;
    const startedMs = clock.monotonic();
    const trace = exchange.trace?.sending(outgoing);
    outgoing.trace = trace;
    const tell = (ending: Pick<AttemptEvent, 'status' | 'failure'>): void => {
      const { operation, origin } = exchange;
      const durationMs = clock.monotonic() - startedMs;
      trace?.ended({ ...ending, durationMs });
      if (!observers.attached) return;
      observers.emit({
        type: 'attempt',
        operation: operation.id,
        origin,
        attempt: number,
        durationMs,
        ...ending,
      });
    };
    try {
      const received = await (trace ? trace.run(() => next(outgoing)) : next(outgoing));
      tell({ status: received.status });
      return received;
    } catch (error) {
      tell({ failure: failureOf(error, exchange, outgoing) });
      throw error;
    }
  }

  return { name: 'observe', attempt };
}

function failureOf(error: unknown, { deadline }: Exchange, outgoing: Outgoing): string {
  if (deadline.isAbandoned) return 'ABORTED';
  if (isSuperseded(outgoing)) return 'SUPERSEDED';
  if (deadline.isReached) return 'TIMEOUT';
  if (unreadableIn(error)) return 'INVALID_REQUEST';
  return errorCode(outgoing.cancellation.reason ?? error) ?? 'UNKNOWN';
}
