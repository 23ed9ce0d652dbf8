/**
 * Every operation under every fault: how often it was sent, what was thrown, and whether a Retry-After was obeyed.
 */

import { kindOf } from '../../media-type.ts';
import type { Api, Operation } from '../../model.ts';
import { type Node, nodeOf } from '../../node.ts';
import { type Case, Cases, isImpossible } from '../cases.ts';
import { testCredentials } from '../credentials.ts';
import { Sampler } from '../sample/sampler.ts';
import type { Sdk } from '../sdk.ts';
import { type Breach, type CaseResult, type OperationResult, type Verdict, whyEnded } from '../verdict.ts';
import {
  attemptMs,
  attemptsFor,
  type Fault,
  faults,
  maxAttempts,
  type Success,
  type Thrown,
} from './fault.ts';

export interface ReplayOptions {
  readonly document: Node;
  readonly api: Api;
  readonly sdk: Sdk;
  readonly seed: number;
  readonly parallel: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Nobody is asked there: RFC 6761 §6.4. */
const nowhere = 'http://contract.invalid';

/** A stream cannot be read again, whatever the method. */
interface Replay {
  readonly title: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly isReplayable: boolean;
}

export async function replayFaults(options: ReplayOptions): Promise<OperationResult[]> {
  const { document, api, parallel } = options;
  const sampler = new Sampler(nodeOf(nodeOf(document.components).schemas));
  const todo = api.operations.map((operation, index) => ({ operation, index }));
  const results: OperationResult[] = [];
  let done = 0;
  const lanes = Array.from({ length: parallel }, async () => {
    for (let next = todo.shift(); next; next = todo.shift()) {
      results[next.index] = await operationUnderFaults(options, sampler, next.operation);
      done += 1;
      options.onProgress?.(done, api.operations.length);
    }
  });
  await Promise.all(lanes);
  return results;
}

async function operationUnderFaults(
  options: ReplayOptions,
  sampler: Sampler,
  operation: Operation,
): Promise<OperationResult> {
  const { sdk, seed } = options;
  const name = sdk.name(operation);
  const asked = new Cases(sampler, operation, name, { seed, writesXml: sdk.writesXml(operation) }).one();
  const { method, path, tag } = operation;
  const cases: CaseResult[] = [];
  for (const fault of faults) {
    if (isImpossible(asked)) {
      cases.push({ title: fault.title, durationMs: 0, outcome: 'unreachable', why: asked.why });
      continue;
    }
    for (const replay of replaysOf(asked, fault)) {
      const startMs = performance.now();
      const verdict = await judged(options, operation, fault, replay);
      cases.push({ title: replay.title, durationMs: performance.now() - startMs, ...verdict });
    }
  }
  return { name, method, path, tag, cases };
}

/** As it is, and with its file as a stream. */
function replaysOf({ args }: Case, { title }: Fault): Replay[] {
  const { body } = args;
  const whole = { title, args, isReplayable: true };
  if (!(body instanceof Blob)) return [whole];
  return [
    whole,
    { title: `${title}, sent as a stream`, args: { ...args, body: body.stream() }, isReplayable: false },
  ];
}

async function judged(
  options: ReplayOptions,
  operation: Operation,
  fault: Fault,
  { args, isReplayable }: Replay,
): Promise<Verdict> {
  const { signal, sdk, api } = options;
  if (signal.aborted) return { outcome: 'unreachable', why: whyEnded(signal) };
  const success = successOf(operation);
  const sent: Request[] = [];
  const client = sdk.createClient({
    baseUrl: nowhere,
    ...(api.securitySchemes.length > 0 ? { auth: testCredentials(api.securitySchemes) } : {}),
    cache: false,
    reconnect: false,
    transport: (request: Request) => {
      sent.push(request);
      return fault.answer(request, success);
    },
    resilience: {
      // A stream of events keeps its reader waiting, and no call may end by its whole time here.
      timeout: { totalMs: 60_000, attemptMs: fault.title === 'timeout' ? attemptMs : 60_000 },
      retry: { maxAttempts, baseDelayMs: 1, throttlingBaseDelayMs: 1, maxDelayMs: 1, budgetRatio: 1 },
      circuit: false,
    },
  });
  try {
    const thrown = await thrownBy(async () => {
      await sdk.endpoint(operation)(client, args, { headers: {}, signal, reconnect: false });
    });
    if (signal.aborted) return { outcome: 'unreachable', why: whyEnded(signal) };
    const [first] = sent;
    const found = first
      ? breachesOf(fault, success, thrown, sent.length, attemptsFor(fault, first, isReplayable))
      : [breach('accepted', `nothing was sent: ${thrown?.name}: ${thrown?.message}`)];
    if (found.length === 0) return { outcome: 'passed' };
    const { method } = operation;
    const url = first?.url.replace(nowhere, '') ?? operation.path;
    return { outcome: 'violated', breaches: found, sent: { method, url, headers: {} } };
  } finally {
    await client.close();
  }
}

async function thrownBy(call: () => Promise<void>): Promise<Thrown | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function breachesOf(
  fault: Fault,
  success: Success,
  thrown: Thrown | undefined,
  sent: number,
  promised: number,
): Breach[] {
  const breaches: Breach[] = [];
  if (sent !== promised) breaches.push(breach('attempts', `it was sent ${sent} times, not ${promised}`));
  const names = fault.errors(success);
  if (names.length === 0) return breaches;
  if (!thrown) return [...breaches, breach('error', `nothing was thrown, not ${names.join(' or ')}`)];
  // Generated classes are named for their operation, and are what the runtime calls a ResponseError.
  if (!names.includes(kindOfError(thrown))) {
    breaches.push(breach('error', `${thrown.name} was thrown, not ${names.join(' or ')}: ${thrown.message}`));
  }
  for (const [member, value] of Object.entries({ ...fault.holds, attempts: promised })) {
    const given = Reflect.get(thrown, member);
    if (given !== value) breaches.push(breach(member, `${member} of the error is ${given}, not ${value}`));
  }
  return breaches;
}

function kindOfError(error: Thrown): string {
  return 'code' in error && error.code === 'RESPONSE_ERROR' ? 'ResponseError' : error.name;
}

function breach(rule: string, message: string): Breach {
  return { direction: 'response', place: 'runtime', rule, message };
}

function successOf({ replies }: Operation): Success {
  const success = replies.find(({ status }) => /^2\d\d$/.test(status));
  const contents = success?.contents ?? [];
  const isJson =
    contents.length > 0 &&
    contents.every((content) => kindOf(content.mediaType) === 'json' && !content.items);
  return { status: Number(success?.status ?? 200), isJson };
}
