/**
 * Steady's judge and its answers, by its program: a process for each operation, with a document of that alone, in which
 * every answer that may be wanted has a path of its own. Steady gives the first success and can be asked for no other.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { isXml, itemKindOf } from '../../media-type.ts';
import { own } from '../../node.ts';
import type { Judge, Judgement, Output, Request } from './exchange.ts';
import { forwarded } from './forward.ts';
import { freePort } from './free-port.ts';
import type { Served, ServedOperation, Violation, Wanted } from './protocol.ts';
import { steadyDocument } from './steady-document.ts';

/** A port that was free a moment ago may be taken now. */
const mostPorts = 5;
const taken = /address already in use/i;

/** Errors of a document that it ends with; it goes on with others. */
const fatal = /^error\[E100[1246]\]/;

/** What it has no fault to find with: a schema that does not close itself is open, and a parameter nobody documents is ours. */
const notes = new Set(['E3015', 'E5003']);

interface Running {
  readonly operation: number;
  readonly process: ChildProcess;
  readonly url: URL;
}

export class Steady implements Judge {
  readonly #served: Served;
  readonly #executable: string;
  readonly #file: string;
  #running: Running | undefined;

  /** @param documentFile beside which its documents are written */
  constructor(served: Served, executable: string, documentFile: string) {
    this.#served = served;
    this.#executable = executable;
    this.#file = join(dirname(documentFile), `steady-${process.pid}.json`);
    // However this process ends, as long as it is asked: nothing it has started outlives it.
    process.once('exit', () => this.#running?.process.kill('SIGKILL'));
  }

  async judge(request: Request, wanted: Wanted): Promise<Judgement> {
    try {
      const operation = this.#served.operations[wanted.operation];
      if (!operation) throw new Error(`There is no operation ${wanted.operation}.`);
      const { url } = await this.#ready(wanted.operation, operation);
      const answer = operation.answers.findIndex(({ status, mediaType }) => {
        return status === wanted.status && mediaType === wanted.mediaType;
      });
      const output = await forwarded({ ...request, path: `/${Math.max(answer, 0)}${request.path}` }, url);
      return judgementOf(output);
    } catch (error) {
      return { violations: [], fault: error instanceof Error ? error.message : String(error) };
    }
  }

  async #ready(index: number, operation: ServedOperation): Promise<Running> {
    const last = this.#running;
    if (last?.operation === index && last.process.exitCode === null && last.process.signalCode === null)
      return last;
    last?.process.kill('SIGKILL');
    await writeFile(this.#file, JSON.stringify(steadyDocument(this.#served.document, operation)));
    try {
      for (let attempt = 1; ; attempt += 1) {
        try {
          this.#running = { operation: index, ...(await this.#started(await freePort())) };
          return this.#running;
        } catch (error) {
          if (attempt === mostPorts || !(error instanceof Error) || !taken.test(error.message)) throw error;
        }
      }
    } finally {
      await rm(this.#file, { force: true });
    }
  }

  async #started(port: number): Promise<Omit<Running, 'operation'>> {
    const options = [
      '--log-format=json',
      '--quiet',
      '--no-color',
      '--reject-on-sdk-error=false',
      '--stream-interval=0',
    ];
    const child = spawn(
      this.#executable,
      ['--port', String(port), '--host', '127.0.0.1', ...options, this.#file],
      {
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const url = new URL(`http://127.0.0.1:${port}`);
    this.#running = { operation: -1, process: child, url };
    const said: string[] = [];
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        if (line.startsWith('{"type":"startup"')) resolve();
        else if (said.length < 100) said.push(line);
      });
    }
    child.once('error', reject);
    child.once('close', () => reject(new Error(`Steady does not serve it: ${reasonIn(said)}.`)));
    await promise;
    return { process: child, url };
  }
}

/** Its first error, or what it said first. */
function reasonIn(lines: readonly string[]): string {
  const said = lines.find((line) => fatal.test(line)) ?? lines.find((line) => /^error/i.test(line));
  return said ?? lines[0] ?? 'it said nothing';
}

function judgementOf(output: Output): Judgement {
  const headers = output.headers ?? {};
  const count = Number(headers['x-steady-error-count'] ?? 0);
  const violations = Array.from({ length: count }, (_, index) => violationOf(headers, index + 1)).filter(
    ({ rule }) => !notes.has(rule),
  );
  if (own(headers, 'x-steady-request-valid') === undefined) {
    return { violations: [], fault: `Steady failed: it answered ${output.statusCode} by itself.` };
  }
  const mediaType = headers['content-type'] ?? '';
  const shown = {
    ...output,
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-steady-'))),
  };
  if (itemKindOf(mediaType) === 'sequence')
    return { violations, output: shown, fault: 'Steady writes sequences of JSON as lines.' };
  if (isXml(mediaType) && violations.length === 0)
    return { violations, output: shown, fault: 'Steady writes no XML.' };
  return { violations, output: shown };
}

/** Of a request alone: its replies are its own. */
function violationOf(headers: Readonly<Record<string, string>>, number: number): Violation {
  const part = (name: string) => headers[`x-steady-error-${number}-${name}`] ?? '';
  return { direction: 'request', place: part('path'), rule: part('code'), message: part('message') };
}
