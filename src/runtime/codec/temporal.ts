/**
 * `Temporal`, which is the platform's from Node 26 on and somebody's polyfill before.
 */

/** What the runtime asks of it. */
interface TemporalLike {
  readonly Instant: { from(text: string): unknown };
  readonly PlainDate: { from(text: string): unknown };
}

/** Enough of a Temporal type where the types of the real one are not installed. */
interface Textual {
  toString(): string;
  toJSON(): string;
}

type TypeOf<Name extends string, Otherwise> = typeof globalThis extends {
  Temporal: Record<Name, { prototype: infer Type }>;
}
  ? Type
  : Otherwise;

/** `Temporal.Instant`, as far as TypeScript knows of it in the project at hand. */
export type Instant = TypeOf<
  'Instant',
  Textual & { readonly epochMilliseconds: number; readonly epochNanoseconds: bigint }
>;

/** `Temporal.PlainDate`, likewise. */
export type PlainDate = TypeOf<
  'PlainDate',
  Textual & { readonly year: number; readonly month: number; readonly day: number }
>;

/** The one there is now; `undefined` where there is none. */
export function temporal(): TemporalLike | undefined {
  const found: unknown = Reflect.get(globalThis, 'Temporal');
  return isTemporal(found) ? found : undefined;
}

function isTemporal(value: unknown): value is TemporalLike {
  return typeof value === 'object' && value !== null && 'Instant' in value && 'PlainDate' in value;
}
