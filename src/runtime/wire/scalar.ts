/**
 * Single values as text: what every style is made of. OpenAPI leaves the form of numbers and dates to
 * us; ours is JSON's, and RFC 3339's for moments.
 */

import { isMoment } from '../codec/moment.ts';
import { kindOf, Unwritable } from './unwritable.ts';

/** @throws {Unwritable} It is no single value, or one that has no text: `NaN`, an invalid date. */
export function scalarText(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
      if (Number.isFinite(value)) return String(value);
      break;
    case 'boolean':
    case 'bigint':
      return String(value);
    case 'object':
      if (value instanceof Date) return dateText(value);
      if (value instanceof URL) return value.href;
      if (isMoment(value)) return String(value);
  }
  throw new Unwritable(`is ${kindOf(value)} where one value is due`);
}

function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) throw new Unwritable('is an invalid date');
  return date.toISOString();
}

/** One value as opposed to a list or an object of them, whether or not it has a text. */
export function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null || isMoment(value) || value instanceof URL;
}

/** RFC 6570 §2.3: what is undefined is no member, and OpenAPI 3.2 says that null is undefined. */
export function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

/** The items of a list as text. */
export function itemTexts(items: readonly unknown[]): string[] {
  const texts: string[] = [];
  for (const item of items) if (!isAbsent(item)) texts.push(inside(item));
  return texts;
}

/** The members of an object as text. */
export function memberTexts(value: object): [name: string, text: string][] {
  const texts: [string, string][] = [];
  for (const [name, member] of membersOf(value)) if (!isAbsent(member)) texts.push([name, inside(member)]);
  return texts;
}

/** @throws {Unwritable} It is an object of another kind than a bag of members: a `Map`, a `Blob`, a promise. */
export function membersOf(value: object): [name: string, value: unknown][] {
  if (Object.prototype.toString.call(value) === '[object Object]') return Object.entries(value);
  throw new Unwritable(`is ${kindOf(value)} where a plain object is due`);
}

function inside(value: unknown): string {
  if (isScalar(value)) return scalarText(value);
  throw new Unwritable(`holds ${kindOf(value)} inside of it, for which its style has no form`);
}
