/**
 * The header section of one message: RFC 9110 §5. What `Headers` does, without its price and without its habit
 * of quoting a value it refuses, which may be a credential.
 */

import { isFieldName, isFieldValue } from './field.ts';

/** What may be read of a header section, be it of ours or the platform's. */
export interface ReadonlyFields extends Iterable<[string, string]> {
  /** The field's value, several of one name joined by commas; `null` where there is none. */
  get(name: string): string | null;
  has(name: string): boolean;
}

export class Fields implements ReadonlyFields {
  /** By lower-case name. */
  readonly #values = new Map<string, string>();
  /** RFC 6265 §3: the one field whose values cannot be joined. */
  #cookies: string[] | undefined;

  constructor(entries?: Iterable<readonly [string, string]>) {
    if (entries) for (const [name, value] of entries) this.append(name, value);
  }

  get(name: string): string | null {
    const key = name.toLowerCase();
    if (key === 'set-cookie') return this.#cookies?.join(', ') ?? null;
    return this.#values.get(key) ?? null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  /** @throws {TypeError} No header can carry the name or the value. The value is not repeated. */
  set(name: string, value: string): void {
    this.delete(name);
    this.append(name, value);
  }

  /** @throws {TypeError} No header can carry the name or the value. The value is not repeated. */
  append(name: string, value: string): void {
    if (!isFieldName(name) || !isFieldValue(value)) {
      throw new TypeError(`the header ${JSON.stringify(name)} holds what no header can carry`);
    }
    // RFC 9110 §5.5: white space around a value is no part of it.
    this.take(name, value.trim());
  }

  /** Appends what a parser of HTTP has let through. */
  take(name: string, text: string): void {
    const key = name.toLowerCase();
    if (key === 'set-cookie') {
      this.#cookies = [...(this.#cookies ?? []), text];
      return;
    }
    const present = this.#values.get(key);
    this.#values.set(key, present === undefined ? text : `${present}, ${text}`);
  }

  delete(name: string): void {
    const key = name.toLowerCase();
    if (key === 'set-cookie') this.#cookies = undefined;
    else this.#values.delete(key);
  }

  *[Symbol.iterator](): Generator<[string, string]> {
    yield* this.#values;
    for (const cookie of this.#cookies ?? []) yield ['set-cookie', cookie];
  }
}
