/**
 * A run: every operation with its cases, by as many mock servers as there is room for, until all are done, the
 * time is over, or somebody interrupts.
 */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Api, Operation } from '../model.ts';
import { type Node, nodeOf } from '../node.ts';
import { type Case, Cases, isImpossible } from './cases.ts';
import { testCredentials } from './credentials.ts';
import { judge } from './judge.ts';
import { caseHeader, type Served, type ServedOperation, type Wanted } from './mock/protocol.ts';
import { Mock } from './mock/supervisor.ts';
import { Sampler } from './sample/sampler.ts';
import type { Client, Reply, Sdk } from './sdk.ts';
import type { CaseResult, OperationResult, Verdict } from './verdict.ts';

export interface RunOptions {
  readonly document: Node;
  readonly api: Api;
  readonly sdk: Sdk;
  /** File that Prism's packages are resolved from. */
  readonly packagesFrom: string;
  readonly seed: number;
  /** Mock servers at a time. */
  readonly parallel: number;
  /** Ends the run; what was not reached says so. */
  readonly signal: AbortSignal;
  /** A real server: only what is safe is sent, to it instead of to the mock. */
  readonly against?: string | undefined;
  /** Sent with every request; their values are in no report. */
  readonly headers: Readonly<Record<string, string>>;
  readonly onProgress?: (done: number, total: number) => void;
}

/** How long one exchange may take before its mock server is started anew. */
const caseMs = 20_000;

export async function runContract(options: RunOptions): Promise<OperationResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-contract-'));
  try {
    const documentFile = join(folder, 'document.json');
    const { document, api } = options;
    const operations = api.operations.map(served);
    await writeFile(documentFile, JSON.stringify({ document, operations } satisfies Served));
    const todo = api.operations
      .map((operation, index) => ({ operation, index }))
      .filter(({ operation }) => !options.against || isSafe(operation));
    const results = new Map<number, OperationResult>();
    const lanes = Array.from({ length: Math.max(1, Math.min(options.parallel, todo.length)) }, async () => {
      const { packagesFrom, against, headers } = options;
      const start = { documentFile, packagesFrom, against, secretHeaders: Object.keys(headers) };
      await using mock = new Mock(start, options.signal);
      const lane = new Lane(options, mock);
      for (let next = todo.shift(); next; next = todo.shift()) {
        results.set(next.index, await lane.operation(next.operation, next.index));
        options.onProgress?.(results.size, results.size + todo.length);
      }
    });
    await Promise.all(lanes);
    return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function served({ method, path, replies }: Operation): ServedOperation {
  const [events] = replies.flatMap(({ contents }) =>
    contents.flatMap(({ items }) => (items?.kind === 'events' ? [items.events] : [])),
  );
  return { method, path, events };
}

/** RFC 9110 §9.2.1: what a client may send without asking for a change. */
export function isSafe({ method }: Operation): boolean {
  return method.toUpperCase() === 'GET' || method.toUpperCase() === 'HEAD';
}

let lastId = 0;

/** One mock server and the client that talks to it. */
class Lane {
  readonly #options: RunOptions;
  readonly #mock: Mock;
  readonly #sampler: Sampler;

  constructor(options: RunOptions, mock: Mock) {
    this.#options = options;
    this.#mock = mock;
    this.#sampler = new Sampler(nodeOf(nodeOf(options.document.components).schemas));
  }

  async operation(operation: Operation, index: number): Promise<OperationResult> {
    const { sdk, against, seed } = this.#options;
    const name = sdk.name(operation);
    const cases = new Cases(this.#sampler, operation, name, {
      seed,
      prefersExamples: against !== undefined,
      writesXml: sdk.writesXml(operation),
    });
    const results: CaseResult[] = [];
    for (const each of against ? cases.forServer() : cases.all()) {
      const startMs = performance.now();
      const verdict: Verdict = isImpossible(each)
        ? { outcome: 'unreachable', why: each.why }
        : await this.#verdict(operation, index, each);
      results.push({ title: each.title, durationMs: performance.now() - startMs, ...verdict });
    }
    const { method, path, tag } = operation;
    return { name, method, path, tag, cases: results };
  }

  async #verdict(operation: Operation, index: number, asked: Case): Promise<Verdict> {
    const { signal, against } = this.#options;
    if (signal.aborted) return { outcome: 'unreachable', why: reasonOf(signal) };
    let client: Client | undefined;
    const id = ++lastId;
    try {
      client = this.#client(await this.#mock.url());
      const wanted: Wanted = { id, operation: index, status: asked.status, mediaType: asked.mediaType };
      const seen = this.#mock.seen(id);
      const timeout = AbortSignal.timeout(caseMs);
      const either = AbortSignal.any([signal, timeout]);
      const reply = await this.#reply(client, operation, asked, wanted, either);
      if (signal.aborted) return { outcome: 'unreachable', why: reasonOf(signal) };
      if (timeout.aborted) {
        await this.#mock.restart();
        return { outcome: 'unreachable', why: `Prism did not answer within ${caseMs / 1_000} s.` };
      }
      const found = await Promise.race([seen, notSent(reply), overBy(either)]);
      // A server may refuse a request before anybody has read it: 431, for one.
      if (found === 'over')
        return { outcome: 'unreachable', why: 'The request did not get as far as Prism.' };
      if (!found) return refusedBySdk(reply);
      return await judge({ operation, asked, seen: found, reply, isReal: against !== undefined });
    } catch (error) {
      if (signal.aborted) return { outcome: 'unreachable', why: reasonOf(signal) };
      return { outcome: 'unreachable', why: error instanceof Error ? error.message : String(error) };
    } finally {
      this.#mock.forget(id);
      await client?.close();
    }
  }

  #client(url: string): Client {
    const { sdk, api, against, headers } = this.#options;
    const hasSchemes = against === undefined && api.securitySchemes.length > 0;
    return sdk.createClient({
      baseUrl: url,
      ...(hasSchemes ? { auth: testCredentials(api.securitySchemes) } : {}),
      headers,
      cache: false,
      resilience: { preset: 'off' },
      reconnect: false,
    });
  }

  async #reply(
    client: Client,
    operation: Operation,
    asked: Case,
    wanted: Wanted,
    signal: AbortSignal,
  ): Promise<Reply | Error> {
    const headers = { [caseHeader]: JSON.stringify(wanted) };
    const accept = asked.accept === undefined ? {} : { accept: asked.accept };
    try {
      return await this.#options.sdk
        .endpoint(operation)(client, asked.args, { headers, signal, reconnect: false, ...accept })
        .result();
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }
}

/** Errors of a call that made no request: nobody will have seen one. */
const unsent = new Set(['InvalidRequestError', 'OptionsError', 'AuthError', 'TypeError']);

function notSent(reply: Reply | Error): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  if (reply instanceof Error && unsent.has(reply.name)) resolve(undefined);
  return promise;
}

function overBy(signal: AbortSignal): Promise<'over'> {
  const { promise, resolve } = Promise.withResolvers<'over'>();
  if (signal.aborted) resolve('over');
  signal.addEventListener('abort', () => resolve('over'), { once: true });
  return promise;
}

function refusedBySdk(reply: Reply | Error): Verdict {
  const message = reply instanceof Error ? `${reply.name}: ${reply.message}` : '';
  const breach = { direction: 'request', place: 'arguments', rule: 'accepted', message } as const;
  return { outcome: 'violated', breaches: [breach] };
}

export function reasonOf(signal: AbortSignal): string {
  return signal.reason instanceof Error && signal.reason.name === 'TimeoutError'
    ? 'The time was over.'
    : 'It was interrupted.';
}
