/** Runs `scripts/generate.ts`, the script behind `npm run generate`, and reads its report. */

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type GenerateReport, ProblemError } from '../../generator/src/index.ts';
import { count } from './table.ts';

export const spec = 'spec/openapi.yaml';

const root = fileURLToPath(new URL('../../', import.meta.url));
const script = fileURLToPath(new URL('../generate.ts', import.meta.url));

/** @throws {ProblemError} The spec is missing or unusable; nothing was written. */
export async function regenerate(): Promise<GenerateReport> {
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, [script, '--json'], { cwd: root }).catch(refused);
  return parseReport(stdout);
}

/** `29 operations in 12 files`. */
export function sizeOf({ operations, changes }: GenerateReport): string {
  const files = changes.written.length + changes.unchanged.length;
  return `${count(operations, 'operation')} in ${count(files, 'file')}`;
}

function refused(error: unknown): never {
  const isReported = error instanceof Error && 'stdout' in error && error.stdout !== '';
  const [problem] = isReported ? parseReport(String(error.stdout)).problems : [];
  throw problem ? new ProblemError(problem) : error;
}

/** `--json` of our own script: its shape is known. */
function parseReport(text: string): GenerateReport {
  return JSON.parse(text) as GenerateReport;
}
