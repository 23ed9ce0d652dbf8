#!/usr/bin/env node
// In a clone the sources run as they are; in the published package, what was built from them.

import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';

// In words that the oldest Node understands: what is imported below is not.
if (Number.parseInt(process.versions.node, 10) < 22) {
  const what = `Node ${process.versions.node} is too old for Breakwater.`;
  const mend = 'Use Node 22 or later; breakwater.config.ts and breakwater contract take 22.18.';
  if (process.argv.includes('--json'))
    console.log(
      JSON.stringify({
        outcome: 'refused',
        problems: [{ severity: 'refused', file: process.execPath, what, mend }],
      }),
    );
  console.error(`breakwater: ${what}\n  at ${process.execPath}\n  ${mend}`);
  process.exit(1);
}

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

process.exitCode = await main(process.argv.slice(2), {
  out: (text) => stdout.write(`${text}\n`),
  error: (text) => stderr.write(`${text}\n`),
  interruption,
  ...(stderr.isTTY ? { progress } : {}),
  ...(stdin.isTTY && stdout.isTTY ? { ask } : {}),
});
