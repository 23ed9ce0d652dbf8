/**
 * `npm run conformance`: SDKs from TypeSpec's http-specs against TypeSpec's own mock server, which checks
 * what was really sent. Exit code 1 when what passes is not what docs/conformance.md says.
 */

import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { UnexpectedResponseError } from '../src/runtime/index.ts';
import { install } from './install.ts';
import { page, readLedger } from './ledger.ts';
import type { Driver } from './scenario.ts';
import { type Outcomes, type Score, scoreOf } from './score.ts';

const { values: flags } = parseArgs({ options: { only: { type: 'string' } } });

install(import.meta.dirname);
// Not before: these need what has just been installed.
const { documents } = await import('./documents.ts');
const { checkTypes, generateSdks } = await import('./sdks.ts');
const { startServer } = await import('./server.ts');

await generateSdks(await documents());
checkTypes();
const server = await startServer();
const outcomes = await drive(await drivers(), server.url);
const score = scoreOf(await server.stop(), outcomes, readLedger());
report(score);
process.exitCode = score.complaints.length === 0 ? 0 : 1;

async function drivers(): Promise<readonly Driver[]> {
  const files = globSync('drivers/**/*.ts', { cwd: import.meta.dirname }).sort();
  const modules = await Promise.all(files.map((file) => import(join(import.meta.dirname, file))));
  return modules.map((module): Driver => module.default);
}

async function drive(all: readonly Driver[], baseUrl: string): Promise<Outcomes> {
  const outcomes = new Map<string, { readonly error?: unknown }>();
  for (const { prefix, scenarios } of all) {
    for (const [name, run] of Object.entries(scenarios({ baseUrl }))) {
      outcomes.set(`${prefix}_${name}`, await outcomeOf(run));
    }
  }
  return outcomes;
}

async function outcomeOf(run: () => PromiseLike<unknown>): Promise<{ readonly error?: unknown }> {
  try {
    await run();
    return {};
  } catch (error) {
    // The server says in its answer what it missed.
    if (!(error instanceof UnexpectedResponseError)) return { error };
    return { error: new Error(`${error.message} ${await error.response.text()}`, { cause: error }) };
  }
}

function report({ rows, passed, expressible, failures, complaints }: Score): void {
  const isWanted = (name: string) => name.startsWith(flags.only ?? '');
  for (const row of rows.filter(({ folder }) => isWanted(folder))) {
    const beside = row.inexpressible === 0 ? '' : `  (${row.inexpressible} not expressible)`;
    console.log(`${row.folder.padEnd(34)}${row.passed} of ${row.expressible}${beside}`);
  }
  for (const [name, reason] of failures) if (isWanted(name)) console.log(`\n✗ ${name}\n  ${reason}`);
  if (complaints.length > 0) console.log(`\nNot what ${page} says:\n  ${complaints.join('\n  ')}`);
  console.log(`\nconformance: ${passed} of ${expressible} scenarios`);
}
