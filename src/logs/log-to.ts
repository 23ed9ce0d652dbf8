/**
 * An observer that writes events to a logger: `createClient({ onEvent: logTo(console) })`.
 */

import type { BreakwaterEvent, Observer } from '../runtime/index.ts';
import { type Level, lineOf, oneLine } from './line.ts';

/** `console`, pino, consola, winston: whatever has a method for each level. */
export type EventLogger = { readonly [Method in Level]: (...given: never[]) => unknown };

export interface LogOptions {
  /** The least of what is written: `debug` has a line for each call, `warn` only what somebody should know. @default 'debug' */
  readonly level?: Level;
  /** Also writes each single attempt, and each answer of the shared store, at `debug`. @default false */
  readonly attempts?: boolean;
  /**
   * Also writes each call that failed as a command of curl, at `debug` as the call itself: method, URL with the
   * values in its path, names of headers. What the query, the headers and the body say is not in it.
   * @default false
   */
  readonly curl?: boolean;
  /**
   * What comes first: the text, as in console, consola and winston, or the fields, as in pino and bunyan.
   * @default as the logger has it: `fields` where it has `bindings`, as pino's has
   */
  readonly first?: 'text' | 'fields';
}

const order: readonly Level[] = ['debug', 'info', 'warn', 'error'];

/** What the logger filters out by its own level costs a line of text and no more. */
export function logTo(logger: EventLogger, options: LogOptions = {}): Observer {
  const { level: least = 'debug', attempts = false, curl = false } = options;
  const first = options.first ?? ('bindings' in logger ? 'fields' : 'text');
  return (event) => {
    if (!attempts && (event.type === 'attempt' || event.type === 'store-answer')) return;
    const { level, text } = lineOf(event);
    if (order.indexOf(level) < order.indexOf(least)) return;
    const command = curl && event.type === 'call' ? event.curl?.() : undefined;
    const line = `breakwater: ${text()}${command === undefined ? '' : `, again by: ${oneLine(command)}`}`;
    const fields = { ...fieldsOf(event), ...(command !== undefined && { curl: command }) };
    Reflect.apply(logger[level], logger, first === 'fields' ? [fields, line] : [line, fields]);
  };
}

/** The event itself; of what a schema refuses, only how much: where it is may be what somebody wrote. */
function fieldsOf(event: BreakwaterEvent): object {
  if (event.type !== 'violation') return event;
  const { issues, ...rest } = event;
  return { ...rest, issueCount: issues.length };
}
