/**
 * Ranges of numeric options, and the sentence that refuses a number outside them.
 * A bad option is refused where it is given, never discovered in production.
 */

/** What a number must be: the rule, and the words for it. */
export interface Range {
  /** Completes the sentence "`option` must be …". */
  readonly expectation: string;
  readonly includes: (value: number) => boolean;
}

export const positiveMs: Range = {
  expectation: 'a positive, finite number of milliseconds',
  includes: (value) => Number.isFinite(value) && value > 0,
};

export const nonNegativeMs: Range = {
  expectation: 'a finite number of milliseconds, 0 or more',
  includes: (value) => Number.isFinite(value) && value >= 0,
};

/** For durations that can be switched off: nothing lasts for ever. */
export const positiveMsOrInfinity: Range = {
  expectation: 'a positive number of milliseconds or Infinity',
  includes: (value) => value > 0,
};

/** Longest delay a timer takes; a longer one would fire at once (WHATWG HTML §8.6, a signed 32-bit integer). */
export const longestTimerMs = 2 ** 31 - 1;

/** For durations that become a timer. */
export const timerMs: Range = {
  expectation: `a positive number of milliseconds, at most ${longestTimerMs}`,
  includes: (value) => value > 0 && value <= longestTimerMs,
};

export const positiveRatio: Range = {
  expectation: 'in (0, 1]',
  includes: (value) => value > 0 && value <= 1,
};

export const quantile: Range = { expectation: 'in (0, 1)', includes: (value) => value > 0 && value < 1 };

export const ratio: Range = { expectation: 'in [0, 1]', includes: (value) => value >= 0 && value <= 1 };

export const ratioBelowOne: Range = {
  expectation: 'in [0, 1)',
  includes: (value) => value >= 0 && value < 1,
};

export const positiveInteger: Range = {
  expectation: 'a positive integer',
  includes: (value) => Number.isSafeInteger(value) && value > 0,
};

export const naturalNumber: Range = {
  expectation: 'a non-negative integer',
  includes: (value) => Number.isSafeInteger(value) && value >= 0,
};

/** Whole numbers between two. */
export function wholeFrom(min: number, max: number): Range {
  return {
    expectation: `a whole number from ${min} to ${max}`,
    includes: (value) => Number.isInteger(value) && value >= min && value <= max,
  };
}

/** For thresholds that can be switched off: a threshold of Infinity is never reached. */
export const positiveIntegerOrInfinity: Range = {
  expectation: 'a positive integer or Infinity',
  includes: (value) => value === Number.POSITIVE_INFINITY || positiveInteger.includes(value),
};

/** A number outside its range; its parts are kept for whoever knows the option by a longer name. */
export class OutOfRangeError extends RangeError {
  readonly option: string;
  readonly expectation: string;
  readonly value: unknown;

  constructor(option: string, expectation: string, value: unknown) {
    super(`\`${option}\` must be ${expectation}, got ${shown(value)}`);
    this.option = option;
    this.expectation = expectation;
    this.value = value;
  }
}

/** @throws {OutOfRangeError} naming option, expectation and value, when `value` is outside `range`. */
export function check(option: string, value: number, range: Range): void {
  // Callers without a type checker may pass '5000', which `>` would take for a number.
  if (typeof value === 'number' && range.includes(value)) return;
  throw new OutOfRangeError(option, range.expectation, value);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
