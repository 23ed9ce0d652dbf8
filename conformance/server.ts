/**
 * TypeSpec's mock server as a child process: it checks what was really sent, and counts what passed in a
 * file that it writes when it ends.
 */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../generator/src/contract/mock/free-port.ts';
import { specs } from './documents.ts';
import type { Coverage } from './score.ts';

const cli = join(import.meta.dirname, 'node_modules/@typespec/spector/cmd/cli.mjs');
const startTimeoutMs = 60_000;

export interface SpecServer {
  readonly url: string;
  /** Ends the server; gives its count. */
  stop(): Promise<Coverage>;
}

/** @throws {Error} it did not start, with what it printed */
export async function startServer(): Promise<SpecServer> {
  const folder = mkdtempSync(join(tmpdir(), 'breakwater-conformance-'));
  const coverageFile = join(folder, 'spec-coverage.json');
  const url = `http://localhost:${await freePort()}`;
  const address = ['--port', new URL(url).port, '--coverageFile', coverageFile];
  const listener = new URL('../scripts/support/exit-with-parent.ts', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', listener, cli, 'serve', specs, ...address], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...aRepository(folder) },
  });
  let output = '';
  const keep = (text: string): void => {
    output += text;
  };
  child.stdout?.setEncoding('utf8').on('data', keep);
  child.stderr?.setEncoding('utf8').on('data', keep);
  const gone = once(child, 'close');

  const deadlineMs = performance.now() + startTimeoutMs;
  while (!(await answers(url))) {
    if (child.exitCode !== null || performance.now() > deadlineMs) {
      child.kill();
      throw new Error(`the mock server did not start:\n${output}`);
    }
    await sleep(100);
  }
  return {
    url,
    async stop() {
      await fetch(`${url}/.admin/stop`, { method: 'POST' });
      await gone;
      const [{ results }] = readCoverage(coverageFile);
      rmSync(folder, { recursive: true });
      return results;
    },
  };
}

/** The server notes the commit of the specs, which are in no repository here. */
function aRepository(folder: string): Readonly<Record<string, string>> {
  const identity = ['-c', 'user.name=conformance', '-c', 'user.email=conformance@localhost'];
  execFileSync('git', ['init', '--quiet', folder]);
  execFileSync('git', ['-C', folder, ...identity, 'commit', '--quiet', '--allow-empty', '-m', 'None']);
  return { GIT_DIR: join(folder, '.git') };
}

function readCoverage(file: string): readonly [{ readonly results: Coverage }] {
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/.admin/health`)).ok;
  } catch {
    return false;
  }
}
