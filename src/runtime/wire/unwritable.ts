/**
 * A value that its place on the wire has no form for. The message is a clause without a subject ("is
 * an object where one value is due"): whoever knows the name of the parameter makes a sentence of it.
 * It never holds the value.
 */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';
  /** The field of a form that it is about. */
  readonly field: string | undefined;

  constructor(message: string, field?: string) {
    super(message);
    this.field = field;
  }
}

/** Says which field of a form could not be written. */
export function inField<Result>(field: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    throw error instanceof Unwritable ? new Unwritable(error.message, field) : error;
  }
}

/** What a value is, in words that do not tell it. */
export function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : String(value);
  if (typeof value !== 'object') return value === undefined ? 'undefined' : `a ${typeof value}`;
  const name = Object.prototype.toString.call(value).slice(8, -1);
  if (name === 'Object') return 'an object';
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}
