/**
 * The reading half of the way of a spec: from files to a document and its model, and of them the part that
 * is wanted. Imported only when there is something to read.
 */

import type { Files } from './files.ts';
import { type Filter, filtered } from './filter.ts';
import { type IntakeOptions, takeIn } from './intake.ts';
import { type Location, shown } from './location.ts';
import type { Api } from './model.ts';
import { type Naming, namingOf, namingOfPart } from './naming.ts';
import type { Node } from './node.ts';
import type { PaginationOverrides } from './pagination/settle.ts';
import { type Problem, ProblemError } from './problem.ts';
import { read } from './read.ts';

export interface ReadingOptions extends IntakeOptions {
  readonly filter?: Filter | undefined;
  readonly pagination?: PaginationOverrides | undefined;
  /** Library that schemas are to be written for, if any: what they leave out is reported. */
  readonly schemas?: string | undefined;
  /** Whether the document is to have the examples of bodies, which few need. @default false */
  readonly keepsExamples?: boolean | undefined;
  /** Name of the file an overlay is wanted for, that mends what was found. @default none is */
  readonly emitOverlay?: string | undefined;
  /** Hears what comes next. */
  readonly onStep?: ((step: string) => void) | undefined;
}

/** Places of what was read. What stood there has served by then, and can be most of the memory of a run. */
export interface ReadFiles {
  readonly entry: Location;
  readonly locations: readonly Location[];
  /** What is referred to, and was not there. */
  readonly missing: readonly Location[];
}

export interface Reading {
  /** Canonical, and only what the filter lets through. */
  readonly document: Node;
  readonly api: Api;
  /** As the whole spec has it, whatever the filter lets through. */
  readonly naming: Naming;
  readonly read: ReadFiles;
  /** What was repaired or skipped, in the order it was found. */
  readonly problems: readonly Problem[];
  /** Text of an overlay that mends them, where one is wanted. */
  readonly overlay: string | undefined;
}

/** @throws {ProblemError} nothing can be made of the spec */
export function readSpec(
  spec: string,
  { filter, pagination, schemas, emitOverlay, onStep, ...options }: ReadingOptions = {},
): Promise<Reading> {
  return endless(spec, async () => {
    onStep?.('reading');
    const { document, findings, files, problems, overlay } = await takeIn(spec, options);
    onStep?.('understanding');
    const api = read(document, findings, files.entry, pagination);
    // What few runs need is imported for those.
    if (schemas !== undefined) (await import('./rules/report.ts')).reportPatterns(document, findings);
    const naming = namingOf(document, api);
    const part = filter && filtered(document, api, filter, shown(spec));
    for (const pattern of part?.idle ?? []) {
      const what = `Nothing fits ${pattern}, which is to be excluded.`;
      findings.skipped('#/paths', what, 'Correct or remove the pattern.');
    }
    const gone = part && findings.all.map(part.isGone);
    return {
      document: part?.document ?? document,
      api: part?.api ?? api,
      naming: part ? namingOfPart(naming, part.document, part.api) : naming,
      read: placesOf(files),
      problems: problems().filter((_, index) => !gone?.[index]),
      overlay: emitOverlay === undefined ? undefined : await overlay(emitOverlay, api),
    };
  });
}

function placesOf({ entry, sources, missing = new Set() }: Files): ReadFiles {
  return { entry, locations: [...sources.keys()], missing: [...missing] };
}

/** What no reader of trees survives is no error of ours: a YAML alias inside itself, or a hundred thousand brackets. */
export async function endless<Result>(spec: string, body: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await body();
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    const what = 'The document is nested without end, or too deeply to be read.';
    const mend = 'Use `$ref` for what contains itself.';
    throw new ProblemError({ file: shown(spec), pointer: '#', what, mend }, { cause });
  }
}
