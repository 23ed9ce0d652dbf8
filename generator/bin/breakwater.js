#!/usr/bin/env node
// In a clone the sources run as they are; in the published package, what was built from them.

import { existsSync } from 'node:fs';
import * as modules from 'node:module';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';

const args = process.argv.slice(2);

// In words that the oldest Node understands: what is imported below is not.
if (Number.parseInt(process.versions.node, 10) < 22) {
  const what = `Node ${process.versions.node} is too old for Breakwater.`;
  const mend = 'Use Node 22 or later; breakwater.config.ts and breakwater contract take 22.18.';
  const problem = { severity: 'refused', file: process.execPath, what, mend };
  if (args.includes('--json')) console.log(JSON.stringify({ outcome: 'refused', problems: [problem] }));
  console.error(`breakwater: ${what}\n  at ${process.execPath}\n  ${mend}`);
  process.exit(1);
}

// Both: docs/decisions/0034-short-runs.md
const isShort = args[0] !== 'contract' && !args.includes('--watch');
const hasMaglev = Number.parseInt(process.versions.node, 10) >= 24;
if (isShort && hasMaglev) setFlagsFromString('--no-turbofan');
// Since Node 22.1. It fails by what it returns: where nothing can be written, everything is compiled as ever.
modules.enableCompileCache?.(fileURLToPath(new URL('../.cache', import.meta.url)));

const source = new URL('../src/main.ts', import.meta.url);
const { main } = await import(
  existsSync(source) ? source.href : new URL('../dist/main.js', import.meta.url).href
);

const { stdin, stdout, stderr } = process;

/** Shows one line in place of the last; `undefined` takes it away. */
function progress(text) {
  const room = (stderr.columns ?? 80) - 1;
  stderr.write(`\r\u001b[K${text === undefined ? '' : text.slice(0, room)}`);
}

async function ask(question, fallback) {
  const lines = createInterface({ input: stdin, output: stdout });
  try {
    return (await lines.question(`${question} (${fallback}) `)).trim() || fallback;
  } finally {
    lines.close();
  }
}

function interruption() {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => controller.abort());
  return controller.signal;
}

let isPrinted = true;
stdout.on('error', ({ code, message }) => {
  // Whoever has read enough closes the pipe.
  if (code === 'EPIPE') return;
  isPrinted = false;
  stderr.write(`breakwater: Standard output cannot be written: ${message}.\n`);
});
// There is nobody left to tell.
stderr.on('error', () => {});
process.on('exit', () => {
  if (!isPrinted) process.exitCode ||= 1;
});

process.exitCode = await main(args, {
  out: (text) => stdout.write(`${text}\n`),
  error: (text) => stderr.write(`${text}\n`),
  interruption,
  ...(stderr.isTTY ? { progress } : {}),
  ...(stdin.isTTY && stdout.isTTY ? { ask } : {}),
});
