/**
 * Writes the SDKs that tests use. `--check` only says whether they are up to date.
 */

import { main } from '../generator/src/main.ts';

const print = { out: (text: string) => console.log(text), error: (text: string) => console.error(text) };

const ledger = ['test/fixtures/ledger/spec.yaml', '--runtime', '../../../../src/runtime/index.ts'];
const always = ['--int64', 'bigint', '--import-extension', 'ts', '--no-lock', ...process.argv.slice(2)];

const codes = [
  await main(
    ['generate', ...ledger, '--out', 'test/fixtures/ledger/date', '--dates', 'Date', ...always],
    print,
  ),
  await main(
    ['generate', ...ledger, '--out', 'test/fixtures/ledger/temporal', '--dates', 'Temporal', ...always],
    print,
  ),
];
process.exitCode = Math.max(...codes);
