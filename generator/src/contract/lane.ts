/**
 * One mock server and the client that talks to it: an operation after the other, each case a call.
 */

import type { Api, Operation } from '../model.ts';
import { type Node, nodeOf } from '../node.ts';
import { type Case, Cases, isImpossible } from './cases.ts';
import { testCredentials } from './credentials.ts';
import { judge } from './judge.ts';
import { caseHeader, type Program, type Wanted } from './mock/protocol.ts';
import { Mock } from './mock/supervisor.ts';
import { Sampler } from './sample/sampler.ts';
import type { Client, Reply, Sdk } from './sdk.ts';
import { type CaseResult, type OperationResult, type Verdict, whyEnded } from './verdict.ts';

export interface LaneOptions {
  readonly document: Node;
  readonly api: Api;
  readonly sdk: Sdk;
  /** The mock server, which is the judge, too. */
  readonly program: Program;
  readonly seed: number;
  /** Ends the run; what was not reached says so. */
  readonly signal: AbortSignal;
  /** A real server: only what is safe is sent, to it instead of to the mock. */
  readonly against?: string | undefined;
  /** Sent with every request; their values are in no report. */
  readonly headers: Readonly<Record<string, string>>;
}

/** How long one exchange may take before its mock server is started anew. */
const caseMs = 20_000;

let lastId = 0;

export class Lane implements AsyncDisposable {
  readonly #options: LaneOptions;
  readonly #mock: Mock;
  readonly #sampler: Sampler;

  constructor(options: LaneOptions, documentFile: string) {
    const { program, against, headers, signal } = options;
    const start = { documentFile, program, against, secretHeaders: Object.keys(headers) };
    this.#options = options;
    this.#mock = new Mock(start, signal);
    this.#sampler = new Sampler(nodeOf(nodeOf(options.document.components).schemas));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#mock[Symbol.asyncDispose]();
  }

  /** @param index its place in the model */
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
    const { signal, against, program } = this.#options;
    if (signal.aborted) return { outcome: 'unreachable', why: whyEnded(signal) };
    let client: Client | undefined;
    const id = ++lastId;
    try {
      client = this.#client(await this.#mock.url());
      const wanted: Wanted = { id, operation: index, status: asked.status, mediaType: asked.mediaType };
      const seen = this.#mock.seen(id);
      const timeout = AbortSignal.timeout(caseMs);
      const either = AbortSignal.any([signal, timeout]);
      const reply = await this.#reply(client, operation, asked, wanted, either);
      if (signal.aborted) return { outcome: 'unreachable', why: whyEnded(signal) };
      if (timeout.aborted) {
        await this.#mock.restart();
        return { outcome: 'unreachable', why: `${program.name} did not answer within ${caseMs / 1_000} s.` };
      }
      const found = await Promise.race([seen, notSent(reply), overBy(either)]);
      // A server may refuse a request before anybody has read it: 431, for one.
      if (found === 'over')
        return { outcome: 'unreachable', why: `The request did not get as far as ${program.name}.` };
      if (!found) return refusedBySdk(reply);
      return await judge({
        program: program.name,
        operation,
        asked,
        seen: found,
        reply,
        isReal: against !== undefined,
      });
    } catch (error) {
      if (signal.aborted) return { outcome: 'unreachable', why: whyEnded(signal) };
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
