/**
 * A run in figures, for every form of report.
 */

import { type Breach, type CaseResult, type OperationResult, outcomeOf, type Verdict } from '../verdict.ts';

export interface Summary {
  readonly operations: Readonly<Record<Verdict['outcome'], number>>;
  readonly cases: Readonly<Record<Verdict['outcome'], number>>;
}

export function summaryOf(results: readonly OperationResult[]): Summary {
  return {
    operations: counted(results.map(outcomeOf)),
    cases: counted(results.flatMap(({ cases }) => cases.map(({ outcome }) => outcome))),
  };
}

function counted(outcomes: readonly Verdict['outcome'][]): Record<Verdict['outcome'], number> {
  const of = (wanted: Verdict['outcome']) => outcomes.filter((outcome) => outcome === wanted).length;
  return { passed: of('passed'), violated: of('violated'), unreachable: of('unreachable') };
}

/** `request.query.limit: must be integer (type)` */
export function breachText({ place, rule, message }: Breach): string {
  return `${place === '' ? '' : `${place}: `}${message} (${rule})`;
}

/** What there is to say of a case that did not pass. */
export function reasonOf(result: CaseResult): string {
  if (result.outcome === 'passed') return '';
  return result.outcome === 'unreachable' ? result.why : result.breaches.map(breachText).join('; ');
}
