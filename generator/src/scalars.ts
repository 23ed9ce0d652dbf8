/**
 * Values that JSON has no word for, and what a caller gets for them: the two options of the generator that
 * decide it, and the schemas they are about.
 */

import type { Node } from './node.ts';

export interface Scalars {
  /** What `format: int64` is. A `number` holds integers up to 2^53 exactly, a `bigint` all of them. @default 'number' */
  readonly int64: 'number' | 'bigint';
  /**
   * What `format: date-time` is: its text, a `Date`, or a `Temporal.Instant`. `format: date` is text to
   * the first two, and a `Temporal.PlainDate`. @default 'string'
   */
  readonly dates: 'string' | 'Date' | 'Temporal';
}

export const plainScalars: Scalars = { int64: 'number', dates: 'string' };

export const int64Choices: readonly Scalars['int64'][] = ['number', 'bigint'];
export const datesChoices: readonly Scalars['dates'][] = ['string', 'Date', 'Temporal'];

/** As the runtime's codecs call them. */
export type Scalar = 'int64' | 'Date' | 'Instant' | 'PlainDate';

export function areConverted({ int64, dates }: Scalars): boolean {
  return int64 !== 'number' || dates !== 'string';
}

/** What a schema's values of one JSON type become; `undefined` where they stay what they are. */
export function scalarOf(schema: Node, type: unknown, { int64, dates }: Scalars): Scalar | undefined {
  if (schema.enum !== undefined || schema.const !== undefined) return undefined;
  const { format } = schema;
  if (type === 'integer' || type === 'number')
    return int64 === 'bigint' && format === 'int64' ? 'int64' : undefined;
  if (type !== 'string' || dates === 'string') return undefined;
  if (format === 'date-time') return dates === 'Date' ? 'Date' : 'Instant';
  return format === 'date' && dates === 'Temporal' ? 'PlainDate' : undefined;
}

/** Its type, and whether that comes from the runtime. */
export function scalarType(scalar: Scalar): { readonly name: string; readonly isOurs: boolean } {
  if (scalar === 'int64') return { name: 'bigint', isOurs: false };
  return { name: scalar, isOurs: scalar !== 'Date' };
}

/** Names of the types that take the place of strings. */
export function scalarTypes({ dates }: Scalars): readonly string[] {
  if (dates === 'string') return [];
  return dates === 'Date' ? ['Date'] : ['Instant', 'PlainDate'];
}
