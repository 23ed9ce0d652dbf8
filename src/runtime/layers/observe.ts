/**
 * Counts and times every request that really leaves: replays and retries are seen, refusals are not.
 */

import type { AttemptEvent, Observers } from '../events.ts';
import type { Exchange } from '../exchange.ts';
import type { Layer, Send } from '../layer.ts';
import { errorCode } from '../policy/retryable.ts';
import type { Clock } from '../ports.ts';

export function observe(observers: Observers, clock: Clock): Layer {
  async function attempt(request: Request, exchange: Exchange, next: Send): Promise<Response> {
    exchange.attempts += 1;
    if (!observers.attached) return next(request);
    const number = exchange.attempts;
    const startedMs = clock.monotonic();
    const tell = (ending: Pick<AttemptEvent, 'status' | 'failure'>): void => {
      const { operation, origin } = exchange;
      const durationMs = clock.monotonic() - startedMs;
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
      const response = await next(request);
      tell({ status: response.status });
      return response;
    } catch (error) {
      tell({ failure: failureOf(error, exchange, request) });
      throw error;
    }
  }

  return { name: 'observe', attempt };
}

function failureOf(error: unknown, exchange: Exchange, request: Request): string {
  const { signal, isReached } = exchange.deadline;
  if (signal.aborted && !isReached) return 'ABORTED';
  if (isReached || request.signal.aborted) return 'TIMEOUT';
  return errorCode(error) ?? 'UNKNOWN';
}
