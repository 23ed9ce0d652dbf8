/**
 * Flags that several commands share, and the options they stand for.
 */

import { schemaLibraries } from '../emit/validation/library.ts';
import type { Filter, Selection } from '../filter.ts';
import type { GenerateOptions } from '../generate.ts';
import type { ImportExtension } from '../import-extension.ts';
import type { IntakeOptions } from '../intake.ts';
import { datesChoices, int64Choices } from '../scalars.ts';
import { UsageError } from './command.ts';
import type { Arguments } from './flags.ts';

export const optionFlags = {
  strict: { type: 'boolean', about: 'refuse a spec that has any problem at all, and write nothing' },
  'import-extension': {
    type: 'string',
    value: '<ts|js|none>',
    about: 'what relative imports end in; default: what your\ntsconfig.json wants',
  },
  int64: {
    type: 'string',
    value: '<number|bigint>',
    about: 'what `format: int64` is; default: number, which is exact\nup to 2^53',
  },
  dates: {
    type: 'string',
    value: '<string|Date|Temporal>',
    about: 'what `format: date-time` and `date` are; default: string',
  },
  schemas: {
    type: 'string',
    value: '<zod|valibot>',
    about: 'also write schemas of requests and replies, to validate\nboth at run time',
  },
  repositories: {
    type: 'boolean',
    about: 'also write repositories: each resource in plain\nmethods, by the API and in memory',
  },
  msw: { type: 'boolean', about: "also write handlers for MSW, with the spec's examples" },
  'contract-test': {
    type: 'boolean',
    about: 'also write a test of Vitest for each operation, against\na mock server of the spec',
  },
  'no-api-md': { type: 'boolean', about: 'leave out api.md, the page with every call' },
  'ts-nocheck': {
    type: 'boolean',
    about: 'begin every file with `// @ts-nocheck`: compilers take\nthe SDK as checked',
  },
  runtime: {
    type: 'string',
    value: '<module>',
    about: 'where the runtime is imported from; default: breakwater',
  },
  'emit-overlay': {
    type: 'string',
    value: '<file>',
    about: 'write the repairs to this file, as an OpenAPI Overlay',
  },
  'no-lock': { type: 'boolean', about: 'neither believe nor write breakwater.lock.json' },
} as const;

/** What may be read besides the spec itself. */
export const intakeFlags = {
  overlay: {
    type: 'string',
    multiple: true,
    value: '<file>',
    about: 'OpenAPI Overlay that changes the spec before it is\nread; may be repeated',
  },
  'allow-remote': {
    type: 'string',
    multiple: true,
    value: '<origin>',
    about: 'origin the spec may refer to besides its own; may be\nrepeated',
  },
  root: { type: 'string', value: '<dir>', about: 'folder that local references stay in' },
} as const;

const pattern = { type: 'string', multiple: true, value: '<pattern>' } as const;

/** Each may be given several times. */
export const filterFlags = {
  'include-tag': {
    ...pattern,
    about: 'only operations with this tag; `*` is anything up to a\nslash, `**` anything; may be repeated',
  },
  'include-path': { ...pattern, about: 'only these paths' },
  'include-operation': { ...pattern, about: 'only these operationIds' },
  'exclude-tag': { ...pattern, about: 'not operations with this tag' },
  'exclude-path': { ...pattern, about: 'not these paths' },
  'exclude-operation': { ...pattern, about: 'not these operationIds' },
  'no-deprecated': { type: 'boolean', about: 'not what is deprecated' },
} as const;

export type IntakeValues = Arguments<typeof intakeFlags>['values'];
export type FilterValues = Arguments<typeof filterFlags>['values'];
export type OptionValues = Arguments<typeof optionFlags>['values'] & IntakeValues;

export function optionsOf(values: OptionValues): Partial<GenerateOptions> {
  const importExtension = extensionOf(values['import-extension']);
  const int64 = choiceOf('int64', values.int64, int64Choices);
  const dates = choiceOf('dates', values.dates, datesChoices);
  const schemas = choiceOf('schemas', values.schemas, schemaLibraries);
  return {
    ...intakeOf(values),
    ...(values.strict ? { strict: true } : {}),
    ...(importExtension === undefined ? {} : { importExtension }),
    ...(int64 === undefined ? {} : { int64 }),
    ...(dates === undefined ? {} : { dates }),
    ...(schemas === undefined ? {} : { schemas }),
    ...(values.repositories ? { repositories: true } : {}),
    ...(values.msw ? { msw: true } : {}),
    ...(values['contract-test'] ? { contractTest: true } : {}),
    ...(values['no-api-md'] ? { apiMd: false } : {}),
    ...(values['ts-nocheck'] ? { tsNocheck: true } : {}),
    ...(values.runtime === undefined ? {} : { runtime: values.runtime }),
    ...(values['emit-overlay'] === undefined ? {} : { emitOverlay: values['emit-overlay'] }),
    ...(values['no-lock'] ? { lock: false } : {}),
  };
}

export function intakeOf({ overlay, root, 'allow-remote': allowRemote }: IntakeValues): IntakeOptions {
  return {
    ...(overlay.length > 0 ? { overlays: overlay } : {}),
    ...(allowRemote.length > 0 ? { allowRemote } : {}),
    ...(root === undefined ? {} : { root }),
  };
}

function extensionOf(value: string | undefined): ImportExtension | undefined {
  if (value === undefined || value === 'ts' || value === 'js' || value === 'none') return value;
  throw new UsageError(`--import-extension is ts, js or none; found ${value}.`);
}

function choiceOf<Choice extends string>(
  flag: string,
  value: string | undefined,
  choices: readonly Choice[],
): Choice | undefined {
  const found = choices.find((choice) => choice === value);
  if (value === undefined || found !== undefined) return found;
  throw new UsageError(`--${flag} is ${choices.join(' or ')}; found ${value}.`);
}

/** Patterns of the command line stand instead of the config's of the same kind. */
export function filterOf(values: FilterValues, base: Filter = {}): Filter | undefined {
  const include = selectionOf(
    values['include-tag'],
    values['include-path'],
    values['include-operation'],
    base.include,
  );
  const exclude = selectionOf(
    values['exclude-tag'],
    values['exclude-path'],
    values['exclude-operation'],
    base.exclude,
  );
  const deprecated = values['no-deprecated'] ? false : base.deprecated;
  const filter = {
    ...(include ? { include } : {}),
    ...(exclude ? { exclude } : {}),
    ...(deprecated === undefined ? {} : { deprecated }),
  };
  return Object.keys(filter).length > 0 ? filter : undefined;
}

function selectionOf(
  tags: readonly string[],
  paths: readonly string[],
  operations: readonly string[],
  base: Selection = {},
): Selection | undefined {
  const selection = {
    ...base,
    ...(tags.length > 0 ? { tags } : {}),
    ...(paths.length > 0 ? { paths } : {}),
    ...(operations.length > 0 ? { operations } : {}),
  };
  return Object.keys(selection).length > 0 ? selection : undefined;
}
