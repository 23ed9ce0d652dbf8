/**
 * Enums that may grow. A server that learns a new word breaks nobody: a reply may hold it, and an editor
 * still completes the words that are known.
 */

/**
 * The known values of an enum, or any other text: `Open<'north' | 'south'>`.
 *
 * The empty intersection keeps TypeScript from folding the known values into `string`; it does so only where
 * it is written beside that very word, which is why numbers have a type of their own.
 */
export type Open<Known> = Known | (string & {});

/** The same of numbers. */
export type OpenNumber<Known> = Known | (number & {});

/**
 * Only the known values of an open enum: what may be sent. Of a value from a reply, find the known one:
 * `known.find((each) => each === status)`.
 */
export type Known<Enum> = Enum extends unknown
  ? string extends Enum
    ? never
    : number extends Enum
      ? never
      : Enum
  : never;
