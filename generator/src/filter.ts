/**
 * A part of an API: operations by tag, path, operationId and deprecation; and of the components only what
 * those need. Of several kinds of patterns an operation must fit each; of several of one kind, any.
 */

import { matches } from './glob.ts';
import type { Api, Operation } from './model.ts';
import { didYouMean } from './nearest.ts';
import { keyOf, neededComponents, withComponents } from './needed.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf } from './node.ts';
import { lookUp, stepsOf } from './pointer.ts';
import { type Finding, ProblemError } from './problem.ts';

/** Patterns: `*` is anything up to a slash, `**` anything at all. Operations that fit one of each kind. */
export interface Selection {
  /** Operations with one of these tags; any of their tags counts. @default any tag */
  readonly tags?: readonly string[];
  /** Operations of these paths, as templates: `/repos/**`. @default any path */
  readonly paths?: readonly string[];
  /** By operationId. @default any operation */
  readonly operations?: readonly string[];
}

export interface Filter {
  /** Only these. @default all */
  readonly include?: Selection;
  /** And of them, not these. @default none */
  readonly exclude?: Selection;
  /** `false` leaves out what is deprecated. @default true */
  readonly deprecated?: boolean;
}

export interface Filtered {
  readonly document: Node;
  readonly api: Api;
  /** Of a finding about something that is left out. */
  isGone(finding: Finding): boolean;
  /** Patterns to exclude that fit nothing. */
  readonly idle: readonly string[];
}

/** What a pattern is held against. */
type Criterion = keyof Selection;
const criteria: readonly Criterion[] = ['tags', 'paths', 'operations'];
const nouns = { tags: 'tag', paths: 'path', operations: 'operationId' };

/** @throws {ProblemError} a pattern to include fits nothing, or nothing is left */
export function filtered(document: Node, api: Api, filter: Filter, file: string): Filtered {
  const facts = new Map(api.operations.map((operation) => [operation, factsOf(operation, document)]));
  for (const [criterion, pattern] of patternsOf(filter.include))
    if (!fitsAny(criterion, pattern, facts)) throw unknown(criterion, pattern, facts, file);
  const kept = api.operations.filter((operation) => isKept(operation, facts.get(operation), filter));
  if (kept.length === 0 && api.operations.length > 0) throw nothingLeft(file);
  const slim = withPaths(document, kept);
  const needed = neededComponents(slim);
  const tags = new Set(kept.map((operation) => operation.tag));
  const dropped = api.operations.filter((operation) => !kept.includes(operation));
  const result = withComponents(slim, needed);
  return {
    document: result,
    api: {
      ...api,
      operations: kept,
      resources: api.resources.filter((resource) => tags.has(resource.tag)),
      schemas: api.schemas.filter((schema) => needed.has(keyOf('schemas', schema.name))),
    },
    isGone: (finding) => isGone(finding, dropped, needed),
    idle: patternsOf(filter.exclude).flatMap(([criterion, pattern]) =>
      fitsAny(criterion, pattern, facts) ? [] : [pattern],
    ),
  };
}

/** What an operation has to show for each criterion. */
type Facts = Readonly<Record<Criterion, readonly string[]>>;

function factsOf(operation: Operation, document: Node): Facts {
  const tags = listOf(nodeOf(lookUp(document, operation.pointer)).tags).filter(
    (tag) => typeof tag === 'string',
  );
  return {
    tags: [...tags, operation.tag],
    paths: [operation.path],
    operations: operation.operationId === undefined ? [] : [operation.operationId],
  };
}

function patternsOf(selection: Selection = {}): readonly (readonly [Criterion, string])[] {
  return criteria.flatMap((criterion) =>
    (selection[criterion] ?? []).map((pattern) => [criterion, pattern] as const),
  );
}

function fitsAny(criterion: Criterion, pattern: string, facts: ReadonlyMap<Operation, Facts>): boolean {
  return [...facts.values()].some((each) => each[criterion].some((text) => matches(pattern, text)));
}

function isKept(
  operation: Operation,
  facts: Facts | undefined,
  { include = {}, exclude = {}, deprecated = true }: Filter,
): boolean {
  if (operation.isDeprecated && !deprecated) return false;
  const fits = (criterion: Criterion, patterns: readonly string[]) =>
    patterns.some((pattern) => facts?.[criterion].some((text) => matches(pattern, text)));
  return criteria.every((criterion) => {
    const wanted = include[criterion] ?? [];
    return (wanted.length === 0 || fits(criterion, wanted)) && !fits(criterion, exclude[criterion] ?? []);
  });
}

function unknown(
  criterion: Criterion,
  pattern: string,
  facts: ReadonlyMap<Operation, Facts>,
  file: string,
): ProblemError {
  const known = new Set([...facts.values()].flatMap((each) => each[criterion]));
  const guess = didYouMean(pattern, known);
  return new ProblemError({
    file,
    pointer: '#/paths',
    what: `No operation has the ${nouns[criterion]} ${pattern}, which is to be included.`,
    mend: guess === '' ? 'Correct the pattern: `*` is anything up to a slash, `**` anything.' : guess.trim(),
  });
}

function nothingLeft(file: string): ProblemError {
  const what = 'The filters leave no operation.';
  return new ProblemError({ file, pointer: '#/paths', what, mend: 'Include more, or exclude less.' });
}

/** Methods that were left out are gone from their paths, and paths without methods from the document. */
function withPaths(document: Node, kept: readonly Operation[]): Node {
  const byPath = Map.groupBy(kept, (operation) => operation.path);
  const paths = entriesOf(document.paths).flatMap(([path, item]) => {
    const wanted = byPath.get(path)?.map((operation) => operation.method.toLowerCase());
    if (!wanted) return [];
    const members = entriesOf(item).filter(
      ([key, value]) => !isOperation(key, value) || wanted.includes(key),
    );
    return [[path, Object.fromEntries(members)] as const];
  });
  const { webhooks, ...rest } = document;
  return { ...rest, paths: Object.fromEntries(paths) };
}

function isOperation(key: string, value: unknown): boolean {
  return key !== 'parameters' && key !== 'servers' && isNode(value);
}

function isGone(
  { pointer, file }: Finding,
  dropped: readonly Operation[],
  needed: ReadonlySet<string>,
): boolean {
  if (file !== undefined) return false;
  const [root, kind, name] = stepsOf(pointer);
  if (root === 'components' && kind !== undefined && name !== undefined)
    return !needed.has(keyOf(kind, name));
  return dropped.some(
    (operation) => pointer === operation.pointer || pointer.startsWith(`${operation.pointer}/`),
  );
}
