/**
 * Both directions of one exchange: what the mock server has against the request, and whether what the SDK made
 * of the reply is what was sent.
 */

import { isDeepStrictEqual } from 'node:util';
import { itemKindOf, kindOf } from '../media-type.ts';
import type { Operation } from '../model.ts';
import type { Case } from './cases.ts';
import type { Answered, Program, Seen } from './mock/protocol.ts';
import { faultBehind as prismFaultBehind } from './prism-faults.ts';
import type { Reply } from './sdk.ts';
import { faultBehind as steadyFaultBehind } from './steady-faults.ts';
import type { Breach, Verdict } from './verdict.ts';

/** Items of a stream that are read: more of the same prove nothing. */
const readItems = 20;

export interface Exchange {
  /** The mock server that has judged. */
  readonly program: Program['name'];
  readonly operation: Operation;
  readonly asked: Case;
  readonly seen: Seen;
  /** What the SDK made of it: a reply, or what it threw. */
  readonly reply: Reply | Error;
  /** Answers come from a real server, which the spec binds. */
  readonly isReal: boolean;
}

export async function judge(exchange: Exchange): Promise<Verdict> {
  const { program, operation, asked, seen, reply, isReal } = exchange;
  const faultBehind = program === 'Prism' ? prismFaultBehind : steadyFaultBehind;
  const wrong = seen.violations.filter(({ direction }) => isReal || direction === 'request');
  const fault = seen.fault ?? faultBehind(operation, asked, seen, wrong);
  if (fault !== undefined) return { outcome: 'unreachable', why: fault };
  const breaches: Breach[] = wrong.length > 0 ? wrong : await mistakes(exchange);
  if (breaches.length === 0) return { outcome: 'passed' };
  await discard(reply);
  return { outcome: 'violated', breaches, sent: seen.sent, answered: shown(seen.answered) };
}

/** What the SDK got wrong about the reply. */
async function mistakes({ asked, seen: { answered }, reply, isReal }: Exchange): Promise<Breach[]> {
  if (!answered) return [];
  if (reply instanceof Error) return [breach('decode', `the SDK threw ${reply.name}: ${reply.message}`)];
  const { status } = reply;
  if (status !== answered.status) return [breach('status', `${answered.status} came back as ${status}`)];
  if (!isReal && asked.status !== undefined && answered.status !== asked.status) {
    return [breach('status', `${asked.status} was asked for, and ${answered.status} sent`)];
  }
  if (reply.ok !== (status >= 200 && status < 300)) return [breach('ok', `ok is ${reply.ok} for ${status}`)];
  return bodyMistakes(answered, reply);
}

async function bodyMistakes({ mediaType = '', body }: Answered, reply: Reply): Promise<Breach[]> {
  const value = reply.ok ? reply.data : reply.error;
  if (body === '') {
    const isNothing = value === undefined || value === '' || (value instanceof Blob && value.size === 0);
    return isNothing ? [] : [breach('body', `no body came back as ${typeof value}`)];
  }
  if (isIterable(value)) return itemsMistakes(value);
  if (kindOf(mediaType) === 'json') {
    const isSame = isDeepStrictEqual(plain(value), JSON.parse(body));
    return isSame ? [] : [breach('body', 'the decoded body is not the JSON that was sent')];
  }
  if (typeof value === 'string')
    return value === body ? [] : [breach('body', 'the text is not what was sent')];
  if (value instanceof Blob && itemKindOf(mediaType) === undefined) {
    const isSame = (await value.text()) === body;
    return isSame ? [] : [breach('body', 'the bytes are not what was sent')];
  }
  return [];
}

async function itemsMistakes(items: AsyncIterable<unknown>): Promise<Breach[]> {
  let count = 0;
  try {
    for await (const _ of items) if (++count >= readItems) break;
  } catch (error) {
    return [breach('items', `reading the stream threw ${error instanceof Error ? error.message : error}`)];
  }
  return count > 0 ? [] : [breach('items', 'the stream had nothing in it')];
}

async function discard(reply: Reply | Error): Promise<void> {
  if (reply instanceof Error) return;
  // It may have been read, or cancelled with the call.
  await reply.response.body?.cancel().catch(() => {});
}

/** As JSON has it: an SDK may give prototypes of its own. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

function breach(rule: string, message: string): Breach {
  return { direction: 'response', place: 'response', rule, message };
}

function isIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

/** As much of a body as anybody reads in a report. */
const shownBody = 2_000;

function shown(answered: Answered | undefined): Answered | undefined {
  return answered && { ...answered, body: answered.body.slice(0, shownBody) };
}
