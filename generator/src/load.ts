/**
 * Files into documents: JSON with `JSON.parse`, which reads 13 MB in a tenth of a second, anything else
 * with `yaml`. Lines and columns are worked out only when somebody asks for them.
 */

import { readFile } from 'node:fs/promises';
import { type Document, isNode as isYamlNode, LineCounter, parseDocument } from 'yaml';
import { locateInJson, type Position } from './locate.ts';
import { stepsOf } from './pointer.ts';
import { ProblemError } from './problem.ts';

/** A file that has been read. */
export interface Source {
  /** As the user wrote it. */
  readonly file: string;
  readonly value: unknown;
  /** Positions by JSON Pointer; a place that does not exist has that of its nearest ancestor. */
  locate(pointers: Iterable<string>): Map<string, Position>;
}

/** @throws {ProblemError} when the file cannot be read, or is neither JSON nor YAML */
export async function load(file: string): Promise<Source> {
  const text = await read(file);
  return parseJson(file, text) ?? parseYaml(file, text);
}

async function read(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (cause) {
    const missing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const what = missing ? 'There is no such file.' : 'The file cannot be read.';
    throw new ProblemError(
      { file, what, mend: 'Give the path of an OpenAPI description, in YAML or JSON.' },
      { cause },
    );
  }
}

/** `undefined` when this is no JSON; YAML then says where, if it is no YAML either. */
function parseJson(file: string, text: string): Source | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    return { file, value: JSON.parse(text), locate: (pointers) => locateInJson(text, pointers) };
  } catch {
    return undefined;
  }
}

function parseYaml(file: string, text: string): Source {
  const lines = new LineCounter();
  // Tolerant where the world's specs are not YAML to the letter: repeated keys, `<<` merges, odd indentation.
  const document = parseDocument(text, {
    lineCounter: lines,
    uniqueKeys: false,
    strict: false,
    merge: true,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    const what = `This is neither YAML nor JSON: ${error.message.split(/ at line \d/)[0]}.`;
    throw new ProblemError({
      file,
      line,
      column: col,
      pointer: '#',
      what,
      mend: 'Correct the syntax at this place.',
    });
  }
  const positionOf = (pointer: string): Position => {
    const steps = stepsOf(pointer);
    for (let length = steps.length; length >= 0; length--) {
      const node = length === 0 ? document.contents : document.getIn(steps.slice(0, length), true);
      if (!isYamlNode(node) || !node.range) continue;
      const { line, col } = lines.linePos(node.range[0]);
      return { line, column: col };
    }
    return { line: 1, column: 1 };
  };
  return {
    file,
    value: expanded(file, document),
    locate: (pointers) => new Map([...pointers].map((pointer) => [pointer, positionOf(pointer)])),
  };
}

/** Real specs use more than `yaml`'s 100 aliases; a document that multiplies itself without end is none. */
const maxAliasCount = 10_000;

function expanded(file: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch (cause) {
    const what = `The aliases of this file cannot be expanded: ${cause instanceof Error ? cause.message : cause}.`;
    throw new ProblemError({ file, pointer: '#', what, mend: 'Use fewer YAML aliases.' }, { cause });
  }
}
