/**
 * The whole way of a spec: load, read, name, emit, write; or none of it, when the lock says that nothing
 * has changed. What reads and emits is imported only when it is needed.
 */

import { type Changes, compareWith, writeAll } from './disk.ts';
import type { SchemaLibrary } from './emit/validation/library.ts';
import type { Filter } from './filter.ts';
import { type ImportExtension, importExtensionFor } from './import-extension.ts';
import type { IntakeOptions } from './intake.ts';
import { uninterrupted } from './interrupt.ts';
import { fileNameOf, isRemote, type Location, locationOf, shown } from './location.ts';
import {
  digestOf,
  digestOfFiles,
  filesOf,
  inputsOf,
  type Lock,
  lockPath,
  removeLock,
  validLock,
  writeLock,
} from './lock.ts';
import { Pages } from './pages.ts';
import type { PagedOperation } from './pagination/report.ts';
import type { PaginationOverrides } from './pagination/settle.ts';
import { type Problem, ProblemError, refuseAny } from './problem.ts';
import { adviceFor } from './project-advice.ts';
import { withQuickTypeScript } from './quick-typescript.ts';
import type { ReadFiles } from './reading.ts';
import { areConverted, plainScalars, type Scalars } from './scalars.ts';
import { uninstalled } from './uninstalled.ts';
import { generatorVersion } from './version.ts';
import { refuseOthers, writeWhole } from './whole-file.ts';

export interface GenerateOptions extends IntakeOptions, Partial<Scalars> {
  /** Path or URL of an OpenAPI description, YAML or JSON. */
  readonly spec: string;
  /** Folder to write to. Files in it that the generator did not write stay as they are. */
  readonly out: string;
  /** Only compares: nothing is written, and `changes` says what would be. @default false */
  readonly check?: boolean;
  /** Refuses a spec that has any problem at all: nothing is written. @default false */
  readonly strict?: boolean;
  /** File to write the repairs to, as an OpenAPI Overlay: JSON if it is called so, else YAML. @default none */
  readonly emitOverlay?: string;
  /** Which part of the API. @default all of it */
  readonly filter?: Filter;
  /** How lists go from page to page, where the spec does not say it or says it wrongly. @default what can be inferred */
  readonly pagination?: PaginationOverrides;
  /** What relative imports end in. @default what the nearest tsconfig.json of `out` wants */
  readonly importExtension?: ImportExtension;
  /** Also writes schemas of requests and replies, for this library. @default none */
  readonly schemas?: SchemaLibrary;
  /** Also writes repositories: each resource in plain methods, by the API and in memory. @default false */
  readonly repositories?: boolean;
  /** Also writes `msw.ts`: a handler of MSW for each operation, with the spec's examples. @default false */
  readonly msw?: boolean;
  /** Also writes `contract.test.ts`: a test of Vitest for each operation, against a mock server of the spec. @default false */
  readonly contractTest?: boolean;
  /** Also writes `api.md`, a page with every call of the SDK. @default true */
  readonly apiMd?: boolean;
  /** Begins every file with `// @ts-nocheck`: compilers take the SDK as checked. @default false */
  readonly tsNocheck?: boolean;
  /** Module specifier of the runtime. @default 'breakwater' */
  readonly runtime?: string;
  /** Believes `breakwater.lock.json` in `out`, and writes it. @default true */
  readonly lock?: boolean;
  /** Reads the spec even when nothing has changed and its problems would go unlisted. @default false */
  readonly listProblems?: boolean;
  /** Reads the spec even when nothing has changed and its lists would go untold. @default false */
  readonly listPagination?: boolean;
  /** Hears what comes next. */
  readonly onStep?: (step: string) => void;
}

/**
 * `written`: the folder is up to date now. `unchanged`: it was, says the lock. `compared`: because of
 * `check` nothing was written.
 */
export type Outcome = 'written' | 'unchanged' | 'compared';

export interface GenerateReport {
  readonly outcome: Outcome;
  readonly changes: Changes;
  /** Files of the SDK. */
  readonly files: number;
  readonly operations: number;
  /** What was repaired or skipped, in the order it was found. Empty when unchanged; then only counted. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** Operations that give a list in pages, or seem to. Empty when unchanged. */
  readonly pagination: readonly PagedOperation[];
  /** Every file that was read, the spec first; of a URL no user, password or query. */
  readonly inputs: readonly string[];
  /** Packages that the SDK imports besides the runtime, and that are not installed above `out`. */
  readonly uninstalled: readonly string[];
  /** What the project above `out` would not compile the SDK with, and what to change. Absent in most. */
  readonly advice?: string;
  readonly durationMs: number;
}

/** @throws {ProblemError} nothing could be made of the spec, or `strict` refuses it, and nothing was written */
export async function generate(options: GenerateOptions): Promise<GenerateReport> {
  const startMs = performance.now();
  const settings = await settingsOf(options);
  const pages = options.pages ?? new Pages();
  const lock = options.lock === false ? undefined : await lockFor(options, settings, pages);
  const report = lock ? unchanged(lock, options) : await run({ ...options, pages }, settings);
  const packages = [
    ...(options.schemas ? [options.schemas] : []),
    ...(options.msw ? ['msw'] : []),
    ...(options.contractTest ? ['vitest'] : []),
  ];
  const missing = await uninstalled(options.out, packages);
  const advice = await adviceFor(options.out);
  return {
    ...{ ...report, uninstalled: missing, ...(advice === undefined ? {} : { advice }) },
    durationMs: performance.now() - startMs,
  };
}

type Report = Omit<GenerateReport, 'durationMs' | 'uninstalled' | 'advice'>;

/** Options that have a say in the output, by name. */
type Settings = Readonly<Record<string, unknown>> &
  Required<Pick<GenerateOptions, 'runtime' | 'importExtension'>>;

/** Those that have none, and those that are nobody's business. */
const silent = new Set([
  ...['spec', 'out', 'check', 'strict', 'emitOverlay', 'lock', 'listProblems', 'listPagination', 'onStep'],
  ...['headers', 'maxBytes', 'timeoutMs', 'pages'],
]);

async function settingsOf(options: GenerateOptions): Promise<Settings> {
  const { out, overlays, root } = options;
  const others = {
    ...options,
    overlays: overlays?.map((overlay) => lockPath(out, overlay)),
    root: root === undefined ? undefined : lockPath(out, root),
  };
  const entries = Object.entries(others).filter(([name, value]) => !silent.has(name) && value !== undefined);
  return {
    ...Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))),
    runtime: options.runtime ?? 'breakwater',
    importExtension: options.importExtension ?? (await importExtensionFor(out)),
  };
}

async function lockFor(
  options: GenerateOptions,
  settings: Settings,
  pages: Pages,
): Promise<Lock | undefined> {
  const expected = { generator: generatorVersion(), options: settings };
  const lock = await validLock(options.out, options.spec, expected, pages, options);
  const wantsProblems = options.strict || options.listProblems || options.emitOverlay !== undefined;
  const isEnough = !options.listPagination && (lock?.problems === 0 || !wantsProblems);
  return isEnough ? lock : undefined;
}

function unchanged(lock: Lock, { out }: GenerateOptions): Report {
  const { files, operations, problems } = lock;
  return {
    outcome: 'unchanged',
    changes: { written: [], removed: [], unchanged: [] },
    files,
    operations,
    problems: [],
    problemCount: problems,
    pagination: [],
    inputs: filesOf(out, lock),
  };
}

async function run(options: GenerateOptions, settings: Settings): Promise<Report> {
  const digests = new Map<Location, string>();
  const onRead = (location: Location, text: string) => void digests.set(location, digestOf(text));
  const { spec, out, onStep, int64 = plainScalars.int64, dates = plainScalars.dates } = options;
  // It may be refused, before anything is read.
  const contractTest = options.contractTest ? await contractTestOf(options) : undefined;
  const [{ readSpec, endless }, { emit }, { pagedOperations }] = await withQuickTypeScript(() =>
    Promise.all([import('./reading.ts'), import('./emit/index.ts'), import('./pagination/report.ts')]),
  );
  const { document, api, naming, read, problems, overlay } = await readSpec(spec, {
    ...options,
    keepsExamples: options.msw,
    ...(options.lock !== false && { onRead }),
  });
  // Webhooks alone make a small SDK; operations of which none could be read make none.
  if (api.operations.length === 0) refuseAny(problems.filter(isOfAnOperation));
  onStep?.('emitting');
  const { schemas } = options;
  const validation = schemas && (await import('./emit/validation/module.ts')).validationFor(schemas);
  const repositories = options.repositories
    ? (await import('./emit/repositories/module.ts')).emitRepositories
    : undefined;
  const msw = options.msw ? (await import('./emit/msw/module.ts')).emitMsw : undefined;
  const apiMd = options.apiMd === false ? undefined : (await import('./emit/api-md/page.ts')).emitApiMd;
  const { runtime, importExtension } = settings;
  const { tsNocheck = false } = options;
  const extension = importExtension === 'none' ? ('' as const) : (`.${importExtension}` as const);
  const texts = await endless(spec, () =>
    emit(document, api, {
      ...{ spec: fileNameOf(spec), runtime, extension, scalars: { int64, dates } },
      ...{ validation, repositories, msw, contractTest, apiMd, naming, tsNocheck },
    }),
  );
  const locations = [...read.locations, ...(options.overlays ?? []).map(locationOf)];
  const report = {
    files: texts.size,
    operations: api.operations.length,
    problems,
    problemCount: problems.length,
    pagination: pagedOperations(api, naming.names),
    // Its files are read at once, and come as they come.
    inputs: [...new Set([read.entry, ...[...locations].sort()].map(shown))],
  };
  if (options.emitOverlay !== undefined && overlay !== undefined && !options.check)
    await writeOverlay(options.emitOverlay, overlay);
  if (options.strict) refuseAny(problems);
  if (options.check) return { ...report, outcome: 'compared', changes: await compareWith(out, texts) };
  onStep?.('writing');
  const changes = await uninterrupted(async () => {
    const made = await writeAll(out, texts);
    if (options.lock !== false)
      await lockDown({ options, settings, read, locations, digests, texts, report });
    return made;
  });
  return { ...report, outcome: 'written', changes };
}

/** @throws {ProblemError} it could not sample what the SDK takes, or not read the spec again */
async function contractTestOf({ spec, out, overlays, allowRemote, root, int64, dates }: GenerateOptions) {
  const problem = { file: shown(spec), mend: 'Leave out the contract test: `breakwater contract` tests it.' };
  if (areConverted({ ...plainScalars, ...(int64 && { int64 }), ...(dates && { dates }) })) {
    const what =
      'A contract test samples input as JSON has it, and here dates or long integers are converted.';
    throw new ProblemError({ ...problem, what });
  }
  const near = (file: string) => lockPath(out, file);
  if (isRemote(spec) && near(spec) !== spec) {
    const what = 'Its URL has a user, a password or a query, which a contract test must not have.';
    throw new ProblemError({ ...problem, what });
  }
  const { contractTestFor } = await import('./emit/contract-test.ts');
  return contractTestFor({
    ...{ spec: near(spec), overlays: overlays?.map(near), allowRemote },
    root: root === undefined ? undefined : near(root),
  });
}

function isOfAnOperation({ severity, pointer = '' }: Problem): boolean {
  return severity === 'skipped' && pointer.startsWith('#/paths');
}

async function writeOverlay(file: string, text: string): Promise<void> {
  const { isOverlayText } = await import('./overlay/known.ts');
  await refuseOthers(file, 'overlay', (there) => isOverlayText(file, there));
  await writeWhole(file, text);
}

interface Finished {
  readonly options: GenerateOptions;
  readonly settings: Settings;
  readonly read: ReadFiles;
  /** Of everything that was read. */
  readonly locations: readonly Location[];
  readonly texts: ReadonlyMap<string, string>;
  /** SHA-256 of what was read there. */
  readonly digests: ReadonlyMap<Location, string>;
  readonly report: Pick<Report, 'operations' | 'problemCount'>;
}

async function lockDown(finished: Finished): Promise<void> {
  const { options, settings, read, locations, digests, texts, report } = finished;
  const { out, spec, overlays = [] } = options;
  const inputs = inputsOf(out, {
    ...{ digests, files: new Set(locations), missing: read.missing },
    named: [read.entry, ...overlays.map(locationOf)],
  });
  if (!inputs) return removeLock(out);
  await writeLock(out, {
    generator: generatorVersion(),
    options: settings,
    spec: lockPath(out, spec),
    ...inputs,
    output: digestOfFiles(texts),
    files: texts.size,
    operations: report.operations,
    problems: report.problemCount,
  });
}
