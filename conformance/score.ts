/** From what the server counted and what the drivers saw to the score, and to what is wrong with it. */

import type { Ledger } from './ledger.ts';

/** The server's verdict on each scenario, by name. */
export type Coverage = Readonly<Record<string, 'pass' | 'fail' | 'not-implemented'>>;

/** Scenario by name; an error where its driver was not content. */
export type Outcomes = ReadonlyMap<string, { readonly error?: unknown }>;

export interface Score {
  readonly rows: readonly Row[];
  readonly passed: number;
  readonly expressible: number;
  /** Scenarios that count and did not pass, with what is known of it. */
  readonly failures: ReadonlyMap<string, string>;
  /** Why the run fails: each a sentence. */
  readonly complaints: readonly string[];
}

/** The scenarios of one folder of specs. */
export interface Row {
  readonly folder: string;
  readonly passed: number;
  readonly expressible: number;
  readonly inexpressible: number;
}

export function scoreOf(coverage: Coverage, outcomes: Outcomes, ledger: Ledger): Score {
  const failures = new Map<string, string>();
  const complaints: string[] = [];
  const rows = new Map<string, Row>();
  for (const [name, verdict] of Object.entries(coverage).sort()) {
    const folder = name.split('_').slice(0, 2).join('_');
    const row = rows.get(folder) ?? { folder, passed: 0, expressible: 0, inexpressible: 0 };
    const outcome = outcomes.get(name);
    const isPassed = verdict === 'pass' && outcome !== undefined && outcome.error === undefined;
    if (ledger.inexpressible.has(name)) {
      rows.set(folder, { ...row, inexpressible: row.inexpressible + 1 });
      if (outcome) complaints.push(`${name} is listed as not expressible, and has a driver.`);
      continue;
    }
    rows.set(folder, {
      ...row,
      expressible: row.expressible + 1,
      passed: row.passed + (isPassed ? 1 : 0),
    });
    if (!isPassed) failures.set(name, reason(verdict, outcome));
    if (isPassed === ledger.notPassed.has(name)) {
      complaints.push(isPassed ? `${name} is listed as not passed, and passes.` : `${name} does not pass.`);
    }
  }
  for (const name of [...outcomes.keys(), ...ledger.notPassed, ...ledger.inexpressible]) {
    if (!(name in coverage)) complaints.push(`The server has no scenario ${name}.`);
  }
  const sorted = [...rows.values()].sort((a, b) => (a.folder < b.folder ? -1 : 1));
  return {
    rows: sorted,
    passed: sum(sorted.map(({ passed }) => passed)),
    expressible: sum(sorted.map(({ expressible }) => expressible)),
    failures,
    complaints,
  };
}

function reason(verdict: string, outcome: { readonly error?: unknown } | undefined): string {
  if (!outcome) return 'no driver';
  if (outcome.error === undefined) return `the server says ${verdict}`;
  return outcome.error instanceof Error ? outcome.error.message : String(outcome.error);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
