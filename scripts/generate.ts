/**
 * Writes `src/generated`, the SDK of the reference API. `--check` only says whether it is up to date.
 */

import { main } from '../generator/src/main.ts';

const print = { out: (text: string) => console.log(text), error: (text: string) => console.error(text) };
const fixed = [
  'spec/openapi.yaml',
  '--out',
  'src/generated',
  '--runtime',
  '../runtime/index.ts',
  '--repositories',
  '--import-extension',
  'ts',
  // In a clone the generator's version is a hash of its sources: a lock would change with each of them.
  '--no-lock',
];

process.exitCode = await main(['generate', ...fixed, ...process.argv.slice(2)], print);
