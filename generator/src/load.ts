/**
 * Text into documents: JSON with `JSON.parse`, which reads 13 MB in a tenth of a second, anything else as
 * YAML. Lines and columns are worked out only when somebody asks for them.
 */

import { locateInJson, type Position } from './locate.ts';
import { refuseOtherFormats } from './strangers.ts';
import { parseYaml } from './yaml.ts';

/** A document that has been read. */
export interface Source {
  /** As the user wrote it. */
  readonly file: string;
  readonly value: unknown;
  /** What its syntax was forgiven. */
  readonly doubts: readonly Doubt[];
  /** A place as the user wrote it, where the document was upgraded. */
  original?(pointer: string): string;
  /** Positions by JSON Pointer; a place that does not exist has that of its nearest ancestor. */
  locate(pointers: Iterable<string>): Map<string, Position>;
}

export interface Doubt {
  readonly position: Position;
  readonly what: string;
  readonly mend: string;
}

/** @throws {ProblemError} when the text is neither JSON nor YAML */
export async function parse(file: string, text: string): Promise<Source> {
  refuseOtherFormats(file, text);
  return parseJson(file, text) ?? (await parseYaml(file, text));
}

/** Markdown and the like: one text, which may stand wherever a text may. */
export function plainText(file: string, text: string): Source {
  const start = { line: 1, column: 1 };
  const locate = (pointers: Iterable<string>) => new Map([...pointers].map((pointer) => [pointer, start]));
  return { file, value: text, doubts: [], locate };
}

/** `undefined` when this is no JSON; YAML then says where, if it is no YAML either. */
function parseJson(file: string, text: string): Source | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return { file, value, doubts: [], locate: (pointers) => locateInJson(text, pointers) };
  } catch {
    return undefined;
  }
}
