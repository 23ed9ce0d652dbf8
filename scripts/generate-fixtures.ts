/**
 * Writes the SDKs that tests use. `--check` only says whether they are up to date.
 */

import { main } from '../generator/src/main.ts';

const print = { out: (text: string) => console.log(text), error: (text: string) => console.error(text) };

const common = ['--runtime', '../../../../src/runtime/index.ts', '--import-extension', 'ts', '--no-lock'];
const ledger = ['test/fixtures/ledger/spec.yaml', ...common, '--int64', 'bigint'];
const styles = ['test/fixtures/styles/spec.yaml', ...common];
const mocked = ['test/fixtures/mocked/spec.yaml', ...common, '--msw', '--dates', 'Date', '--no-api-md'];
const always = process.argv.slice(2);

const codes = [
  await main(
    ['generate', ...ledger, '--out', 'test/fixtures/ledger/date', '--dates', 'Date', ...always],
    print,
  ),
  await main(
    ['generate', ...ledger, '--out', 'test/fixtures/ledger/temporal', '--dates', 'Temporal', ...always],
    print,
  ),
  await main(['generate', ...mocked, '--out', 'test/fixtures/mocked/sdk', ...always], print),
  await main(['generate', ...styles, '--out', 'test/fixtures/styles/sdk', ...always], print),
];
process.exitCode = Math.max(...codes);
