/**
 * The whole way of a spec: load, read, name, emit, write.
 */

import { basename } from 'node:path';
import { type Changes, compareWith, writeAll } from './disk.ts';
import { emit } from './emit/index.ts';
import { type Files, loadAll } from './files.ts';
import { type ImportExtension, importExtensionFor } from './import-extension.ts';
import { isNode } from './node.ts';
import { type Finding, Findings, type Problem, ProblemError } from './problem.ts';
import { read } from './read.ts';
import { canonical } from './references.ts';

export interface GenerateOptions {
  /** Path of an OpenAPI 3.0 or 3.1 description, YAML or JSON. */
  readonly spec: string;
  /** Folder to write to. Files in it that the generator did not write stay as they are. */
  readonly out: string;
  /** Only compares: nothing is written, and `changes` says what would be. @default false */
  readonly check?: boolean;
  /** What relative imports end in. @default what the nearest tsconfig.json of `out` wants */
  readonly importExtension?: ImportExtension;
  /** Module specifier of the runtime. @default 'breakwater' */
  readonly runtime?: string;
}

export interface GenerateReport {
  readonly changes: Changes;
  readonly operations: number;
  /** What was repaired or skipped, in the order it was found. */
  readonly problems: readonly Problem[];
  readonly durationMs: number;
}

/** @throws {ProblemError} nothing could be made of the spec, and nothing was written */
export async function generate(options: GenerateOptions): Promise<GenerateReport> {
  try {
    return await run(options);
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause;
    // What no reader of trees survives: a YAML alias inside itself, or a hundred thousand brackets.
    const what = 'The document is nested without end, or too deeply to be read.';
    throw new ProblemError(
      { file: options.spec, pointer: '#', what, mend: 'Use `$ref` for what contains itself.' },
      { cause },
    );
  }
}

async function run(options: GenerateOptions): Promise<GenerateReport> {
  const start = performance.now();
  const files = await loadAll(options.spec);
  refuseOthers(files, options.spec);
  const findings = new Findings();
  const document = canonical(files, findings);
  const api = read(document, findings);
  const extension = options.importExtension ?? (await importExtensionFor(options.out));
  const texts = emit(document, api, {
    spec: basename(options.spec),
    runtime: options.runtime ?? 'breakwater',
    extension: extension === 'none' ? '' : `.${extension}`,
  });
  const changes = await (options.check ? compareWith : writeAll)(options.out, texts);
  const problems = located(findings.all, files, options.spec);
  return { changes, operations: api.operations.length, problems, durationMs: performance.now() - start };
}

/** @throws {ProblemError} this is not OpenAPI 3 */
function refuseOthers({ entry, sources }: Files, file: string): void {
  const refusal = refusalOf(sources.get(entry)?.value);
  if (refusal) throw new ProblemError({ file, line: 1, column: 1, pointer: '#', ...refusal });
}

function refusalOf(document: unknown): Pick<Problem, 'what' | 'mend'> | undefined {
  const mend = 'Begin it with `openapi: 3.1.0`.';
  if (!isNode(document)) return { what: 'This is not an OpenAPI description: it is no object.', mend };
  if (document.swagger !== undefined) {
    const what = 'OpenAPI 2.0 (Swagger) is not supported yet.';
    return { what, mend: 'Convert it to OpenAPI 3, for example with swagger2openapi.' };
  }
  if (document.openapi === undefined) {
    return { what: 'This is not an OpenAPI description: it has no `openapi`.', mend };
  }
  // 3.2 is read as 3.1: what it adds is left out, and does no harm.
  if (/^3\.[012](\.|$)/.test(String(document.openapi))) return undefined;
  return { what: `OpenAPI ${String(document.openapi)} is not supported.`, mend: 'Use OpenAPI 3.0 or 3.1.' };
}

/** Problems with their lines: each file is asked once for all places in it. */
function located(findings: readonly Finding[], { entry, sources }: Files, spec: string): Problem[] {
  const byFile = Map.groupBy(findings, (finding) => finding.file ?? entry);
  const positions = new Map(
    [...byFile].map(([file, group]) => [
      file,
      sources.get(file)?.locate(group.map((finding) => finding.pointer)),
    ]),
  );
  return findings.map(({ severity, pointer, what, mend, file = entry }) => {
    const position = positions.get(file)?.get(pointer);
    const name = file === entry ? spec : (sources.get(file)?.file ?? file);
    return { severity, file: name, ...position, pointer, what, mend };
  });
}
