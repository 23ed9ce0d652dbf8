/**
 * `breakwater diff`: what changes for callers of the SDK between two descriptions of its API.
 */

import { type Impact, impacts } from '../diff/change.ts';
import type { Difference } from '../diff/index.ts';
import { shown } from '../location.ts';
import { formatRefusal, ProblemError } from '../problem.ts';
import { withProgress } from '../progress.ts';
import type { ReadingOptions } from '../reading.ts';
import { type Command, exit, UsageError } from './command.ts';
import { atMostOne, parseFlags } from './flags.ts';
import { filterFlags, filterOf, intakeFlags, intakeOf } from './options.ts';
import { asJson, refusalAsJson } from './phrases.ts';

const flags = {
  markdown: { type: 'boolean', about: 'print Markdown, for a pull request or a changelog' },
  json: { type: 'boolean', about: 'print JSON' },
  'fail-on': {
    type: 'string',
    value: '<impact>',
    about: 'exit 1 on breaking, on compatible or graver, or on\ninvisible or graver changes',
  },
  'allow-remote': intakeFlags['allow-remote'],
  root: intakeFlags.root,
  ...filterFlags,
} as const;

export const diffCommand: Command = {
  synopsis: ['diff <old spec> <new spec> [options]'],
  about: `Says what changes for callers of the SDK, and which version that asks for.
Exit code 0: done. 1: refused, or changes of the kind named by --fail-on. 2: wrong usage.`,
  flags,
  async run(args, terminal) {
    const { values, positionals } = parseFlags(args, flags);
    atMostOne(values, ['markdown', 'json']);
    const [before, after, ...others] = positionals;
    if (before === undefined || after === undefined)
      throw new UsageError('Which specs? Give the old one and the new one.');
    if (others.length > 0) throw new UsageError(`Two specs at a time; ${others.join(' ')} is one too many.`);
    const gravest = impactOf(values['fail-on']);
    try {
      const difference = await withProgress(terminal, `${shown(before)} and ${shown(after)}`, (onStep) =>
        compare(before, after, { ...intakeOf({ ...values, overlay: [] }), filter: filterOf(values), onStep }),
      );
      terminal.out(await rendered(difference, values));
      return gravest !== undefined && reaches(difference, gravest) ? exit.refused : exit.ok;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (values.json) terminal.out(asJson(refusalAsJson(error)));
      else terminal.error(formatRefusal(error.problem));
      return exit.refused;
    }
  },
};

function impactOf(value: string | undefined): Impact | undefined {
  const impact = impacts.find((each) => each === value);
  if (value === undefined || impact !== undefined) return impact;
  throw new UsageError(`--fail-on is ${impacts.join(', ').replace(/, (\w+)$/, ' or $1')}; found ${value}.`);
}

async function compare(before: string, after: string, options: ReadingOptions): Promise<Difference> {
  const [{ readSpec }, { surfaceOf }, { compareSurfaces }] = await Promise.all([
    import('../reading.ts'),
    import('../diff/surface.ts'),
    import('../diff/index.ts'),
  ]);
  const old = await readSpec(before, options);
  const now = await readSpec(after, options);
  options.onStep?.('comparing');
  return compareSurfaces(surfaceOf(old), surfaceOf(now));
}

async function rendered(
  difference: Difference,
  { json, markdown }: { readonly json: boolean; readonly markdown: boolean },
): Promise<string> {
  if (json) return asJson(difference);
  const { asMarkdown, asText } = await import('../diff/report.ts');
  return markdown ? asMarkdown(difference) : asText(difference);
}

/** Whether anything is as grave as this, or graver. */
function reaches({ changes }: Difference, impact: Impact): boolean {
  const grave = impacts.slice(0, impacts.indexOf(impact) + 1);
  return changes.some((change) => grave.includes(change.impact));
}
