/**
 * An event as a line for a person: what happened, to whom, why. Events hold no secrets, and a line holds no
 * control characters: whatever a server or a system calls an error stays on the line it is told on.
 */

import type { BreakwaterEvent, CallEvent, LimitEvent } from '../runtime/index.ts';

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** @returns a function, so that what is not written is not put into words either */
export function lineOf(event: BreakwaterEvent): { readonly level: Level; readonly text: () => string } {
  return { level: levelOf(event), text: () => oneLine(textOf(event)) };
}

/** What somebody should know is a warning; whatever comes with each call is not. */
function levelOf(event: BreakwaterEvent): Level {
  switch (event.type) {
    case 'limit':
      return isNews(event) ? 'warn' : 'debug';
    case 'circuit':
      return event.from === event.to ? 'debug' : 'warn';
    case 'token':
      return event.outcome === 'refreshed' || event.outcome === 'adopted' ? 'debug' : 'warn';
    case 'store':
      // One line tells that it is down, and not one for each call that therefore does without.
      return event.outcome === 'skipped' || event.outcome === 'ready' ? 'debug' : 'warn';
    case 'violation':
    case 'action':
      return 'warn';
    default:
      return 'debug';
  }
}

/** What an open circuit and an empty budget refuse was told when they came to be so. */
function isNews({ action, limit }: LimitEvent): boolean {
  if (action === 'refused') return limit !== 'circuit' && limit !== 'retry-budget';
  return action === 'began';
}

function textOf(event: BreakwaterEvent): string {
  switch (event.type) {
    case 'call':
      return callText(event);
    case 'attempt':
      return `${event.operation} attempt ${event.attempt} to ${event.origin}: ${event.status ?? event.failure}, ${ms(event.durationMs)}`;
    case 'retry':
      return `${event.operation} is tried again in ${ms(event.delayMs)}: attempt ${event.attempt} ended with ${event.reason}`;
    case 'hedge':
      return `${event.operation} is sent again beside itself: nothing came for ${ms(event.delayMs)}`;
    case 'limit':
      return limitText(event);
    case 'circuit': {
      const name = event.resource === undefined ? event.origin : `${event.origin} ${event.resource}`;
      if (event.from === event.to) return `circuit of ${name} is ${event.to}`;
      return `circuit of ${name}: ${event.from} to ${event.to}, ${event.reason}`;
    }
    case 'token': {
      const lasts = event.expiresInSeconds === undefined ? '' : `, for ${event.expiresInSeconds} s`;
      return `token of ${event.scheme} ${event.outcome}${lasts}`;
    }
    case 'invalidation':
      return `cache of ${event.resource} is outdated by ${event.cause}`;
    case 'store':
      return `shared store: ${event.action} ${event.outcome}${event.reason === undefined ? '' : `, ${event.reason}`}`;
    case 'store-answer':
      return `shared store: ${event.action} answered, ${ms(event.durationMs)}`;
    case 'violation': {
      const places = event.issues.length === 1 ? '1 place' : `${event.issues.length} places`;
      return `${event.operation}: the ${event.direction} breaks its schema in ${places}`;
    }
    case 'action':
      return `by hand: ${event.action} ${event.target}, ${event.outcome}, by ${event.by ?? 'somebody'}`;
    default:
      return 'something that this version has no words for';
  }
}

function limitText({ operation, origin, limit, action, waitMs }: LimitEvent): string {
  const wait = waitMs === undefined ? '' : `, for ${ms(waitMs)}`;
  switch (action) {
    case 'held':
      return `${operation} waits: ${limit} of ${origin}${wait}`;
    case 'entered':
      return `${operation} goes on: ${limit} of ${origin} held it${wait}`;
    case 'refused':
      if (limit === 'retry-budget')
        return `${operation} is not tried again: ${limit} of ${origin} is used up`;
      return `${operation} is refused: ${limit} of ${origin}`;
    case 'began':
      return `${origin} is left alone, as it asked${wait}`;
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

function ms(duration: number): string {
  return `${duration < 10 ? duration.toFixed(1) : Math.round(duration)} ms`;
}

/** Controls, format characters and the line ends of Unicode, spelled out. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}
