/**
 * JSON whose integers are as long as they are: read with the text of each number, written from `bigint`.
 */

/** The digits of every integer that a `number` cannot hold, by the object or array it stands in. */
export type Sources = ReadonlyMap<object, ReadonlyMap<string, string>>;

/** TC39 "JSON.parse source text access", in Node from 21 on; TypeScript does not know it yet. */
interface Context {
  readonly source?: string;
}

/** The value as the only item of an array, so that it stands in something too. */
export function parseWithSources(text: string): { readonly holder: unknown[]; readonly sources: Sources } {
  const sources = new Map<object, Map<string, string>>();
  const holder: unknown = JSON.parse(
    `[${text}]`,
    function (this: object, key: string, value: unknown, context?: Context) {
      const source = context?.source;
      if (
        typeof value === 'number' &&
        !Number.isSafeInteger(value) &&
        source !== undefined &&
        /^-?\d+$/.test(source)
      ) {
        const known = sources.get(this) ?? new Map<string, string>();
        sources.set(this, known.set(key, source));
      }
      return value;
    },
  );
  return { holder: Array.isArray(holder) ? holder : [], sources };
}

/**
 * JSON in which a `bigint` is a number of all its digits.
 *
 * @throws {RangeError} A date is invalid: JSON alone would say `null`.
 */
export function writeJson(value: unknown): string {
  return JSON.stringify(
    value,
    function (this: Readonly<Record<string, unknown>>, key: string, written: unknown) {
      // What stood there before `toJSON`: applications give `BigInt.prototype` one that makes it a string.
      const original = this[key];
      if (typeof original === 'bigint') return rawNumber(original);
      if (original instanceof Date && written === null) throw new RangeError('a date is invalid');
      return written;
    },
  );
}

const json: JSON & { readonly rawJSON?: (text: string) => unknown } = JSON;

function rawNumber(value: bigint): unknown {
  if (json.rawJSON) return json.rawJSON(String(value));
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number;
  throw new RangeError('this platform has no JSON.rawJSON, so it cannot write an integer beyond 2^53');
}
