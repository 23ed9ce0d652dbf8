/**
 * `breakwater generate`: one line of result, then what was repaired or skipped, each with its mend.
 */

import { parseArgs } from 'node:util';
import { type GenerateOptions, type GenerateReport, generate } from '../generate.ts';
import type { ImportExtension } from '../import-extension.ts';
import { formatProblem, formatRefusal, type Problem, ProblemError, printable } from '../problem.ts';
import { type Command, UsageError } from './command.ts';

const usage = `breakwater generate <spec> --out <dir> [options]

Generates a typed SDK from an OpenAPI description (3.0 or 3.1; YAML or JSON).

  --out <dir>                   folder to write to; files of yours in it are left alone
  --check                       write nothing; exit 1 when the folder is not up to date
  --import-extension <ts|js|none>
                                what relative imports end in; default: what your tsconfig.json wants
  --runtime <module>            where the runtime is imported from; default: breakwater
  --json                        print the whole report as JSON`;

/** Problems shown on a terminal; the rest is counted, and in `--json`. */
const shownProblems = 20;

export const generateCommand: Command = {
  usage,
  async run(args, print) {
    const { options, isJson } = parse(args);
    try {
      const report = await generate(options);
      print.out(isJson ? JSON.stringify(report, undefined, 2) : describe(report, options));
      return options.check && isStale(report) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (isJson) print.out(JSON.stringify({ problems: [error.problem] }, undefined, 2));
      else print.error(formatRefusal(error.problem));
      return 1;
    }
  },
};

function parse(args: readonly string[]): { options: GenerateOptions; isJson: boolean } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string', short: 'o' },
      check: { type: 'boolean', default: false },
      'import-extension': { type: 'string' },
      runtime: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const [spec, ...others] = positionals;
  if (spec === undefined) throw new UsageError('Which spec? Give the path of an OpenAPI description.');
  if (others.length > 0) throw new UsageError(`One spec at a time; ${others.join(' ')} is one too many.`);
  if (values.out === undefined) throw new UsageError('Where to? Give a folder with --out.');
  const importExtension = extensionOf(values['import-extension']);
  const options = {
    spec,
    out: values.out,
    check: values.check,
    ...(importExtension === undefined ? {} : { importExtension }),
    ...(values.runtime === undefined ? {} : { runtime: values.runtime }),
  };
  return { options, isJson: values.json };
}

function extensionOf(value: string | undefined): ImportExtension | undefined {
  if (value === undefined || value === 'ts' || value === 'js' || value === 'none') return value;
  throw new UsageError(`--import-extension is ts, js or none; found ${value}.`);
}

function isStale({ changes }: GenerateReport): boolean {
  return changes.written.length + changes.removed.length > 0;
}

function describe(report: GenerateReport, options: GenerateOptions): string {
  const problems = [...Map.groupBy(report.problems, (problem) => problem.severity + problem.what)].map(
    ([, group]) => group,
  );
  const hidden = problems.length - shownProblems;
  return [
    options.check ? checkLine(report, options) : resultLine(report, options),
    ...(options.check ? staleFiles(report, options) : []),
    ...problems.slice(0, shownProblems).map(describeGroup),
    ...(hidden > 0 ? [`  ${hidden} more: see --json`] : []),
  ].join('\n');
}

/** The first of several places with one and the same problem stands for all. */
function describeGroup([first, ...others]: readonly Problem[]): string {
  if (!first) return '';
  const more = others.length > 0 ? `\n    The same in ${count(others.length, 'more place')}.` : '';
  return formatProblem(first) + more;
}

function resultLine({ changes, operations, durationMs }: GenerateReport, { out }: GenerateOptions): string {
  const total = changes.written.length + changes.unchanged.length;
  const counts = [
    `${changes.written.length} written`,
    ...(changes.unchanged.length > 0 ? [`${changes.unchanged.length} unchanged`] : []),
    ...(changes.removed.length > 0 ? [`${changes.removed.length} removed`] : []),
  ];
  return `${printable(out)}: ${count(operations, 'operation')} in ${count(total, 'file')} (${counts.join(', ')}), ${seconds(durationMs)}`;
}

function checkLine(report: GenerateReport, { out }: GenerateOptions): string {
  return isStale(report)
    ? `${printable(out)} is not up to date:`
    : `${printable(out)} is up to date, ${seconds(report.durationMs)}`;
}

function staleFiles({ changes }: GenerateReport, { out }: GenerateOptions): string[] {
  return [
    ...changes.written.map((name) => `  to write: ${printable(`${out}/${name}`)}`),
    ...changes.removed.map((name) => `  to remove: ${printable(`${out}/${name}`)}`),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
