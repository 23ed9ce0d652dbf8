/**
 * `npm run conformance:cache`: the tests for HTTP caches of cache-tests.fyi against `cache.mode: 'http'`, once
 * as each kind of cache. Exit code 1 when what fails is not what docs/http-cache.md says.
 */

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { install } from '../install.ts';
import { readLedger } from './ledger.ts';
import { type Kind, kinds, type Outcome } from './outcome.ts';

install(import.meta.dirname);

const ledger = readLedger();
let isAsSaid = true;
for (const kind of kinds) {
  const outcomes = await run(kind);
  const failed = outcomes.filter(({ verdict }) => verdict !== 'passed').map(({ id }) => id);
  const surprises = [
    ...failed.filter((id) => !ledger[kind].has(id)).map((id) => `${id} does not pass: ${reasonFor(id)}`),
    ...[...ledger[kind]].filter((id) => !failed.includes(id)).map((id) => `${id} is listed, and passes`),
  ];
  console.log(`${kind}: ${score(outcomes, 'required')}, ${score(outcomes, 'optimal')}`);
  for (const surprise of surprises) console.log(`  ${surprise}`);
  isAsSaid &&= surprises.length === 0;

  function reasonFor(id: string): string {
    return outcomes.find((outcome) => outcome.id === id)?.reason ?? 'it was not run';
  }
}
process.exitCode = isAsSaid ? 0 : 1;

/** In a process of its own: the suite keeps its results in its modules. */
async function run(kind: Kind): Promise<readonly Outcome[]> {
  const child = fork(new URL('suite.ts', import.meta.url), [kind]);
  const heard: Outcome[][] = [];
  child.on('message', (outcomes: Outcome[]) => heard.push(outcomes));
  const [code] = await once(child, 'close');
  const [outcomes] = heard;
  if (code !== 0 || !outcomes) throw new Error(`the suite for a ${kind} cache ended with exit code ${code}`);
  return outcomes;
}

function score(outcomes: readonly Outcome[], demand: Outcome['demand']): string {
  const asked = outcomes.filter((outcome) => outcome.demand === demand);
  const passed = asked.filter(({ verdict }) => verdict === 'passed');
  return `${passed.length} of ${asked.length} ${demand}`;
}
