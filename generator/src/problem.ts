/**
 * What the generator has to say about a spec: where, what, and what to do about it. A refusal stops
 * the run and is thrown; everything else is repaired or skipped, and reported.
 */

import { escaped } from './emit/text.ts';
import type { Position } from './locate.ts';
import type { Repair } from './overlay/repair.ts';

export type Severity = 'refused' | 'repaired' | 'skipped';

export interface Problem {
  readonly severity: Severity;
  readonly file: string;
  /** 1-based; absent when the place cannot be told. */
  readonly line?: number;
  readonly column?: number;
  /** JSON Pointer into the document: `#/paths/~1pets/get`. */
  readonly pointer?: string;
  /** What is the case, as a sentence. */
  readonly what: string;
  /** What to change in the spec, or in the command. */
  readonly mend: string;
}

/** A spec, or a command, that cannot be obeyed: nothing was written. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  /** What was found besides, where every problem is fatal. */
  readonly others: readonly Problem[];

  constructor(
    problem: Omit<Problem, 'severity'>,
    options: ErrorOptions & { readonly others?: readonly Problem[] } = {},
  ) {
    super(problem.what, 'cause' in options ? { cause: options.cause } : undefined);
    this.problem = { ...problem, severity: 'refused' };
    this.others = options.others ?? [];
  }
}

/** @throws {ProblemError} there is any problem; the first speaks for all */
export function refuseAny(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (!first) return;
  const more = others.length > 0 ? ` ${others.length} more problems were found.` : '';
  throw new ProblemError({ ...first, what: `${first.what}${more}` }, { others });
}

/** A problem before its place is known: the file and the line are found once, at the end. */
export type Finding = Pick<Problem, 'severity' | 'what' | 'mend'> & {
  readonly pointer: string;
  /** Absolute path or URL, where it is not the entry file. */
  readonly file?: string | undefined;
  /** What an overlay would do about it. */
  readonly repair?: Repair | undefined;
  /** Where it is, when that is known from the beginning. */
  readonly position?: Position | undefined;
};

export type Circumstances = Pick<Finding, 'file' | 'repair'>;

/** Collects findings, each once. */
export class Findings {
  readonly #all: Finding[] = [];
  /** What was said of each place: a long pointer is part of no other text. */
  readonly #said = new Map<string, Set<string>>();

  repaired(pointer: string, what: string, mend: string, more: Circumstances = {}): void {
    this.#add({ severity: 'repaired', pointer, what, mend, ...more });
  }

  skipped(pointer: string, what: string, mend: string, more: Circumstances = {}): void {
    this.#add({ severity: 'skipped', pointer, what, mend, ...more });
  }

  /** What the syntax of a file was forgiven. */
  forgiven(position: Position, what: string, mend: string, file: string): void {
    this.#add({ severity: 'repaired', pointer: '#', what, mend, file, position });
  }

  get all(): readonly Finding[] {
    return [...this.#all];
  }

  #add(finding: Finding): void {
    const { line = 0, column = 0 } = finding.position ?? {};
    const text = `${finding.file ?? ''}:${line}:${column}\n${finding.what}`;
    const said = this.#said.get(finding.pointer) ?? new Set();
    if (said.has(text)) return;
    this.#said.set(finding.pointer, said.add(text));
    this.#all.push(finding);
  }
}

/** Where a problem is, as editors and terminals link it: `spec.yaml:12:3 #/paths/~1pets/get`. */
export function placeOf(problem: Problem): string {
  const position = problem.line === undefined ? '' : `:${problem.line}:${problem.column ?? 1}`;
  return printable([problem.file + position, problem.pointer].filter(Boolean).join(' '));
}

/** A refusal, on three lines. */
export function formatRefusal(problem: Problem): string {
  return [
    `breakwater: ${printable(problem.what)}`,
    `  at ${placeOf(problem)}`,
    `  ${printable(problem.mend)}`,
  ].join('\n');
}

/** A repair or a skip, on two lines. */
export function formatProblem(problem: Problem): string {
  return `  ${problem.severity} ${placeOf(problem)}\n    ${printable(problem.what)} ${printable(problem.mend)}`;
}

/**
 * Text of a spec as a terminal may show it: what could move the cursor, change colours, reorder or
 * hide text is spelled out.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}
