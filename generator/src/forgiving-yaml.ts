/**
 * YAML that is not YAML to the letter, as the world's specs have it. `yaml` says what is wrong, and where; what it
 * refuses, `js-yaml` 4 may still read, as the tools those specs were written for do. Whoever was forgiven is
 * told. Imported only when there is such a document.
 */

import jsYaml from 'js-yaml-4';
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  isNode as isYamlNode,
  LineCounter,
  parseDocument,
  type YAMLParseError,
} from 'yaml';
import type { Doubt, Source } from './load.ts';
import type { Position } from './locate.ts';
import { stepsOf } from './pointer.ts';
import { ProblemError } from './problem.ts';

/** Real specs use more than `yaml`'s 100 aliases; a document that multiplies itself without end is none. */
const maxAliasCount = 10_000;
/** Objects and lists of one document, aliases expanded; GitHub's has a third of a million. */
const maxNodes = 10_000_000;
/** YAML 1.2, and `<<`. */
const forgiving = jsYaml.CORE_SCHEMA.extend([
  new jsYaml.Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (text) => text === '<<' }),
]);

/** @throws {ProblemError} when neither reader makes anything of the text */
export function parseForgiving(file: string, text: string): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    strict: false,
    // Its own check compares every key with every other; see `repeatedKeys`.
    uniqueKeys: false,
    merge: true,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  const locate = (pointers: Iterable<string>) =>
    new Map([...pointers].map((pointer) => [pointer, positionOf(pointer, document, lines)]));
  if (error) {
    const position = positionAt(lines, error.pos[0]);
    const what = `This is not YAML to the letter: ${messageOf(error)}. It is read as js-yaml 4 reads it.`;
    const doubt = { position, what, mend: 'Correct the syntax at this place.' };
    return { file, value: forgiven(file, text, error, position), doubts: [doubt], locate };
  }
  const doubts = repeatedKeys(document.contents).map((offset): Doubt => {
    const what = 'A key stands here for the second time in one object: the last one counts.';
    return { position: positionAt(lines, offset), what, mend: 'Keep one of the two.' };
  });
  return { file, value: expanded(file, document), doubts, locate };
}

/** Offsets of keys that their object has already. */
function repeatedKeys(node: unknown, found: number[] = []): number[] {
  if (isSeq(node)) for (const item of node.items) repeatedKeys(item, found);
  if (!isMap(node)) return found;
  const seen = new Set<unknown>();
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? key.value : key;
    if (seen.has(name) && name !== '<<' && isScalar(key)) found.push(key.range?.[0] ?? 0);
    seen.add(name);
    repeatedKeys(value, found);
  }
  return found;
}

/** As js-yaml has it, which lets indentation and repeated keys pass. */
function forgiven(file: string, text: string, error: YAMLParseError, position: Position): unknown {
  try {
    return unmultiplied(jsYaml.load(text, { json: true, schema: forgiving }));
  } catch (cause) {
    const what = `This is neither YAML nor JSON: ${messageOf(error)}.`;
    const mend = 'Correct the syntax at this place.';
    throw new ProblemError({ file, ...position, pointer: '#', what, mend }, { cause });
  }
}

/** js-yaml shares what an alias repeats, so that a few lines may stand for more than any memory holds. */
function unmultiplied(value: unknown): unknown {
  let count = 0;
  const visit = (each: unknown): void => {
    if (typeof each !== 'object' || each === null) return;
    if (++count > maxNodes) throw new RangeError('The aliases of this file multiply it without end.');
    for (const child of Object.values(each)) visit(child);
  };
  visit(value);
  return value;
}

/** The library's messages end in the place, which is told apart. */
function messageOf(error: YAMLParseError): string {
  return (error.message.split(/ at line \d/)[0] ?? '').replace(/[.:]$/, '');
}

function positionOf(pointer: string, document: Document, lines: LineCounter): Position {
  const steps = stepsOf(pointer);
  for (let length = steps.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(steps.slice(0, length), true);
    if (isYamlNode(node) && node.range) return positionAt(lines, node.range[0]);
  }
  return { line: 1, column: 1 };
}

function positionAt(lines: LineCounter, offset: number): Position {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function expanded(file: string, document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const what = `The aliases of this file cannot be expanded: ${reason}.`;
    const mend = /excessive/i.test(reason) ? 'Use fewer YAML aliases.' : 'Correct its anchors and aliases.';
    throw new ProblemError({ file, pointer: '#', what, mend }, { cause });
  }
}
