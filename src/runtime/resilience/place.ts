/**
 * Where in the options we are: names an option as its user wrote it, and refuses it by that name.
 */

import { OptionsError } from '../errors.ts';
import { check, OutOfRangeError, type Range } from '../policy/range.ts';

export class Place {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  in(name: string): Place {
    return new Place(this.name(name));
  }

  name(option: string): string {
    return this.#path === '' ? option : `${this.#path}.${option}`;
  }

  /** @throws {OptionsError} Always. */
  refuse(option: string, expectation: string, value: unknown): never {
    throw new OptionsError(this.name(option), expectation, value);
  }

  /** @throws {OptionsError} The value is outside the range. */
  check(option: string, value: number, range: Range): void {
    this.trying(() => check(option, value, range));
  }

  /** Has what a policy refuses named as the user wrote it. */
  trying<Value>(checked: () => Value): Value {
    try {
      return checked();
    } catch (error) {
      if (!(error instanceof OutOfRangeError)) throw error;
      throw new OptionsError(this.name(error.option), error.expectation, error.value);
    }
  }

  /** A misspelt option would otherwise be a default that nobody chose. */
  refuseUnknown(given: object, known: object): void {
    const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
    if (unknown === undefined) return;
    this.refuse(unknown, `one of ${Object.keys(known).join(', ')}`, 'an unknown option');
  }
}
