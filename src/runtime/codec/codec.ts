/**
 * Where in a reply there is a value that JSON has no word for, as plain data: the generator writes it, one
 * codec for each schema that contains such a value, and revive.ts follows it. Requests need none: a value
 * that goes out says by itself what it is.
 */

/** A `bigint`, a `Date`, a `Temporal.Instant`, a `Temporal.PlainDate`. */
export type Scalar = 'int64' | 'Date' | 'Instant' | 'PlainDate';

export type Codec = Scalar | List | Members | Every | OneOf | Cases | (() => Codec);

/** An array. */
export interface List {
  /** Of each item after those that have a place of their own. */
  readonly items?: Codec;
  /** By place; `null` for what stays as it is. */
  readonly places?: readonly (Codec | null)[];
}

/** An object. */
export interface Members {
  /** By name; `null` for what stays as it is. */
  readonly members: Readonly<Record<string, Codec | null>>;
  /** Of every other member. */
  readonly rest?: Codec;
}

/** A value all of them are about: `allOf`. */
export interface Every {
  readonly every: readonly Codec[];
}

/** A value that is one of these: the first whose shape and codec both fit, or else the first of its shape. */
export interface OneOf {
  readonly oneOf: readonly Variant[];
}

/** A value whose member `by` says which it is; `null` for what stays as it is. */
export interface Cases {
  readonly by: string;
  readonly cases: Readonly<Record<string, Codec | null>>;
}

export type Literal = string | number | boolean | null;

export type JsonType = 'string' | 'number' | 'boolean' | 'object' | 'array' | 'null';

/** As much of a schema as it takes to tell it from its rivals. */
export interface Variant {
  readonly is?: JsonType | readonly JsonType[];
  /** The value is one of these. */
  readonly among?: readonly Literal[];
  /** Members that must be there. */
  readonly has?: readonly string[];
  /** Types of members, where they are there. */
  readonly types?: Readonly<Record<string, JsonType | readonly JsonType[]>>;
  /** Values of members, where they are there. */
  readonly values?: Readonly<Record<string, readonly Literal[]>>;
  readonly codec?: Codec;
}
