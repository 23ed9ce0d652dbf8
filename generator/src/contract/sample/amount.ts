/**
 * How much of a schema a sample shows.
 *
 * `required`: what must be there, and nothing else. `full`: everything, with ordinary values. `low` and
 * `high`: everything, at the lowest or highest values, lengths and counts that the schema allows.
 */

export const amounts = ['required', 'full', 'low', 'high'] as const;

export type Amount = (typeof amounts)[number];

/** No value was found that the schema allows; the message says which rule could not be met. */
export class Unsampleable extends Error {
  override readonly name = 'Unsampleable';
}
