// Adds up what `.ci/run` left in a folder: `<step>.exit`, the exit code of each step, and `<step>.json`, its
// report as Vitest writes it, where it has one. A step without report counts as one; one that failed with no
// failing test, as one failure.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? '.';
const total = { passed: 0, failed: 0, skipped: 0 };

for (const file of readdirSync(folder).filter((name) => name.endsWith('.exit'))) {
  const name = file.slice(0, -'.exit'.length);
  const succeeded = readFileSync(join(folder, file), 'utf8').trim() === '0';
  const report = join(folder, `${name}.json`);
  const {
    numPassedTests = 0,
    numFailedTests = 0,
    numPendingTests = 0,
  } = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : { numPassedTests: succeeded ? 1 : 0 };
  const failed = succeeded ? numFailedTests : Math.max(1, numFailedTests);
  if (failed > 0) console.log(`failed: ${name}`);
  total.passed += numPassedTests;
  total.failed += failed;
  total.skipped += numPendingTests;
}

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
