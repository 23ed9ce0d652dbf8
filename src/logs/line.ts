/**
 * An event as a line for a person: what happened, to whom, why. Events hold no secrets, and a line holds no
 * control characters: whatever a server or a system calls an error stays on the line it is told on.
 */

import type { BreakwaterEvent, CallEvent } from '../runtime/index.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';

export interface Line {
  readonly level: Level;
  readonly text: string;
}

export function lineOf(event: BreakwaterEvent): Line {
  const { level, text } = told(event);
  return { level, text: oneLine(text) };
}

function told(event: BreakwaterEvent): Line {
  switch (event.type) {
    case 'call':
      return debug(callText(event));
    case 'attempt': {
      const ending = event.status ?? event.failure;
      return debug(
        `${event.operation} attempt ${event.attempt} to ${event.origin}: ${ending}, ${ms(event.durationMs)}`,
      );
    }
    case 'retry':
      return debug(
        `${event.operation} is tried again in ${ms(event.delayMs)}: attempt ${event.attempt} ended with ${event.reason}`,
      );
    case 'hedge':
      return debug(`${event.operation} is sent again beside itself: nothing came for ${ms(event.delayMs)}`);
    case 'limit': {
      const wait = event.waitMs === undefined ? '' : `, for ${ms(event.waitMs)}`;
      if (event.action === 'held')
        return debug(`${event.operation} waits: ${event.limit} of ${event.origin}${wait}`);
      if (event.action === 'refused')
        return warn(`${event.operation} is refused: ${event.limit} of ${event.origin}`);
      return warn(`${event.origin} is left alone, as it asked${wait}`);
    }
    case 'circuit': {
      const name = event.resource === undefined ? event.origin : `${event.origin} ${event.resource}`;
      if (event.from === event.to) return debug(`circuit of ${name} is ${event.to}`);
      return warn(`circuit of ${name}: ${event.from} to ${event.to}, ${event.reason}`);
    }
    case 'token': {
      const lasts = event.expiresInSeconds === undefined ? '' : `, for ${event.expiresInSeconds} s`;
      const text = `token of ${event.scheme} ${event.outcome}${lasts}`;
      return event.outcome === 'refreshed' || event.outcome === 'adopted' ? debug(text) : warn(text);
    }
    case 'invalidation':
      return debug(`cache of ${event.resource} is outdated by ${event.cause}`);
    case 'store': {
      const text = `shared store: ${event.action} ${event.outcome}${event.reason === undefined ? '' : `, ${event.reason}`}`;
      // One line tells that it is down, and not one for each call that therefore does without.
      return event.outcome === 'skipped' ? debug(text) : warn(text);
    }
    case 'violation': {
      const places = event.issues.length === 1 ? '1 place' : `${event.issues.length} places`;
      return warn(`${event.operation}: the ${event.direction} breaks its schema in ${places}`);
    }
    default:
      return debug('something that this version has no words for');
  }
}

function callText({
  operation,
  outcome,
  status,
  code,
  cache,
  source,
  attempts,
  durationMs,
}: CallEvent): string {
  const ending =
    outcome === 'ok' ? `ok ${status ?? ''}`.trimEnd() : `failed ${[code, status].filter(Boolean).join(' ')}`;
  const from =
    source === 'network' ? `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}` : `from ${source}`;
  return `${operation} ${ending}, ${ms(durationMs)}, ${from}, cache ${cache}`;
}

function debug(text: string): Line {
  return { level: 'debug', text };
}

function warn(text: string): Line {
  return { level: 'warn', text };
}

function ms(duration: number): string {
  return `${duration < 10 ? duration.toFixed(1) : Math.round(duration)} ms`;
}

/** Controls, format characters and the line ends of Unicode, spelled out. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
