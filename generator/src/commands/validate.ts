/**
 * `breakwater validate`: everything that is wrong with a spec, each with its mend. It goes the whole way of
 * `generate` but the last step, so that what it lets through can be generated.
 */

import { fileNameOf, shown } from '../location.ts';
import { formatRefusal, type Problem, ProblemError, printable } from '../problem.ts';
import { withProgress } from '../progress.ts';
import type { ReadingOptions } from '../reading.ts';
import { type Command, exit, UsageError } from './command.ts';
import { parseFlags } from './flags.ts';
import { filterFlags, filterOf, intakeFlags, intakeOf } from './options.ts';
import { asJson, count, describeProblems, refusalAsJson } from './phrases.ts';

const flags = {
  ...intakeFlags,
  ...filterFlags,
  json: { type: 'boolean', about: 'print the problems as JSON' },
} as const;

export const validateCommand: Command = {
  synopsis: ['validate <spec> [options]'],
  about: `Lists everything in a spec that would be repaired, skipped or refused.
Exit code 0: nothing. 1: something. 2: wrong usage.`,
  flags,
  async run(args, terminal) {
    const { values, positionals } = parseFlags(args, flags);
    const [spec, ...others] = positionals;
    if (spec === undefined) throw new UsageError('Which spec? Give the path of an OpenAPI description.');
    if (others.length > 0) throw new UsageError(`One spec at a time; ${others.join(' ')} is one too many.`);
    try {
      const { operations, problems } = await withProgress(terminal, shown(spec), (onStep) =>
        examine(spec, { ...intakeOf(values), filter: filterOf(values), onStep }),
      );
      if (values.json) terminal.out(asJson({ operations, problems }));
      else
        terminal.out(
          [headline(spec, operations, problems), ...describeProblems(problems, problems.length)].join('\n'),
        );
      return problems.length > 0 ? exit.refused : exit.ok;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (values.json) terminal.out(asJson({ operations: 0, ...refusalAsJson(error) }));
      else terminal.error(formatRefusal(error.problem));
      return exit.refused;
    }
  },
};

interface Examination {
  readonly operations: number;
  readonly problems: readonly Problem[];
}

async function examine(spec: string, options: ReadingOptions): Promise<Examination> {
  const [{ readSpec, endless }, { emit }] = await Promise.all([
    import('../reading.ts'),
    import('../emit/index.ts'),
  ]);
  const { document, api, problems } = await readSpec(spec, options);
  options.onStep?.('emitting');
  await endless(spec, () =>
    emit(document, api, { spec: fileNameOf(spec), runtime: 'breakwater', extension: '.js' }),
  );
  return { operations: api.operations.length, problems };
}

function headline(spec: string, operations: number, problems: readonly Problem[]): string {
  const size = `${printable(shown(spec))}: ${count(operations, 'operation')}`;
  if (problems.length === 0) return `${size}, no problems`;
  const parts = (['repaired', 'skipped'] as const).flatMap((severity) => {
    const number = problems.filter((problem) => problem.severity === severity).length;
    return number === 0 ? [] : [`${number} ${severity}`];
  });
  return `${size}, ${count(problems.length, 'problem')} (${parts.join(', ')})`;
}
