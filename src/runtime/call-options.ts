/**
 * Options of a call as a JavaScript caller may give them: what TypeScript would have said, before anything is
 * sent. Times are looked at where they are settled, in call-policy.ts.
 */

import { OptionsError } from './errors.ts';
import type { CallOptions } from './options.ts';
import { kindOf } from './wire/unwritable.ts';

/** @throws {OptionsError} An option is not what its type says. */
export function checkOptions(options: CallOptions): void {
  if (!isObject(options)) throw new OptionsError('options', 'an object', kindOf(options));
  const { signal, headers, accept } = options;
  if (signal !== undefined && !isSignal(signal)) throw new OptionsError('signal', 'an AbortSignal', signal);
  if (accept !== undefined && typeof accept !== 'string')
    throw new OptionsError('accept', 'a media type', accept);
  if (headers === undefined) return;
  // Whoever gives `Headers`, or a line of text, would have none sent, or a strange one; and it may hold a secret.
  if (!isObject(headers) || Symbol.iterator in headers)
    throw new OptionsError('headers', 'an object of texts', kindOf(headers));
  for (const [name, value] of Object.entries(headers))
    if (typeof value !== 'string') throw new OptionsError(`headers.${name}`, 'a text', kindOf(value));
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** By what is used of it: a signal of another realm, or of a polyfill, is one. */
function isSignal(signal: unknown): boolean {
  return (
    typeof signal === 'object' &&
    signal !== null &&
    'throwIfAborted' in signal &&
    typeof signal.throwIfAborted === 'function'
  );
}
