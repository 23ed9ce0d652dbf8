/**
 * How much of a schema a sample shows.
 *
 * `required`: what must be there, and nothing else. `full`: everything, with ordinary values. `low` and
 * `high`: everything, at the lowest or highest values, lengths and counts that the schema allows.
 */

export const amounts = ['required', 'full', 'low', 'high'] as const;

export type Amount = (typeof amounts)[number];

/** Values that were looked at for one sample: more ways lead through its schema than anybody could try. */
export const mostTried = 50_000;

/** No value was found that the schema allows; the message says which rule could not be met. */
export class Unsampleable extends Error {
  override readonly name = 'Unsampleable';
}

/** Nor is there any hope: whoever tries others gives up, too. */
export class Exhausted extends Unsampleable {}
