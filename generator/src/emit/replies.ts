/**
 * What comes back from an operation, as types: the data of a call, and its result by status.
 */

import { kindOf } from '../media-type.ts';
import type { Content, Operation, Reply } from '../model.ts';
import { indexed, type Spelling, typeText, union } from '../type-text.ts';

export interface ReplyContext {
  /** Key of the operation in `operations`. */
  readonly id: string;
  /** Schemas as replies have them. */
  readonly spelling: Spelling;
  /** Imports a name of the runtime. */
  readonly runtime: (name: string) => string;
  /** Whether a content is an object or a list in XML. */
  readonly isXml: (content: Content) => boolean;
  /** Imports `operations`. */
  readonly shapes: () => string;
}

export interface ReplyType {
  readonly reply: Reply;
  readonly isSuccess: boolean;
  /** Type of its body. */
  readonly type: string;
}

export function replyTypes({ replies, method }: Operation, context: ReplyContext): ReplyType[] {
  const known = replies.some(({ status }) => status.startsWith('2'));
  return replies.map((reply) => {
    const isSuccess = reply.status.startsWith('2') || (reply.status === 'default' && !known);
    const types = reply.contents.map((content) => contentType(content, reply, isSuccess, method, context));
    return { reply, isSuccess, type: types.length === 0 ? 'undefined' : union(types) };
  });
}

/** Type of the data of a call: of every documented success. */
export function dataType(types: readonly ReplyType[]): string {
  const successes = types.filter((each) => each.isSuccess).map((each) => each.type);
  return successes.length === 0 ? 'unknown' : union(successes);
}

/** Members of the union that a result is; `nameOf` may shorten the type of a success. */
export function resultMembers(
  types: readonly ReplyType[],
  { runtime }: ReplyContext,
  nameOf: (type: string) => string,
): string[] {
  if (types.length === 0) {
    return [
      `${runtime('Success')}<${runtime('SuccessStatus')}, unknown>`,
      `${runtime('Failure')}<${runtime('FailureStatus')}, unknown>`,
    ];
  }
  const statuses = types.map((each) => each.reply.status);
  return types.flatMap(({ reply: { status }, isSuccess, type }) => {
    if (status === 'default') {
      const failure = `${runtime('Failure')}<${rest('FailureStatus', statuses, isFailure, runtime)}, ${type}>`;
      return isSuccess
        ? [`${runtime('Success')}<${runtime('SuccessStatus')}, ${nameOf(type)}>`, failure]
        : [failure];
    }
    const named = isSuccess ? nameOf(type) : type;
    return [
      `${runtime(isSuccess ? 'Success' : 'Failure')}<${statusType(status, statuses, runtime)}, ${named}>`,
    ];
  });
}

/** Types of the runtime that a range of statuses has. */
const ranges = new Map([
  ['2XX', 'SuccessStatus'],
  ['3XX', 'RedirectStatus'],
  ['4XX', 'ClientErrorStatus'],
  ['5XX', 'ServerErrorStatus'],
]);

function statusType(status: string, all: readonly string[], runtime: (name: string) => string): string {
  if (status === '1XX') return '100 | 101 | 102 | 103';
  const range = ranges.get(status);
  return range === undefined
    ? status
    : rest(range, all, (each) => each !== status && each.startsWith(status.charAt(0)), runtime);
}

/** A range of statuses without those that are documented apart. */
function rest(
  range: string,
  all: readonly string[],
  isApart: (status: string) => boolean,
  runtime: (name: string) => string,
): string {
  const apart = all.filter(isApart).map((status) => statusName(status, runtime));
  return apart.length === 0 ? runtime(range) : `Exclude<${runtime(range)}, ${apart.join(' | ')}>`;
}

function statusName(status: string, runtime: (name: string) => string): string {
  if (status === '1XX') return '100 | 101 | 102 | 103';
  const range = ranges.get(status);
  return range === undefined ? status : runtime(range);
}

function isFailure(status: string): boolean {
  return status !== 'default' && !status.startsWith('2');
}

function contentType(
  content: Content,
  reply: Reply,
  isSuccess: boolean,
  method: string,
  context: ReplyContext,
): string {
  const kind = context.isXml(content) ? 'xml' : kindOf(content.mediaType);
  if (kind === 'events' && isSuccess) return `AsyncIterable<${context.runtime('ServerSentEvent')}>`;
  if (kind === 'text') return 'string';
  if (kind !== 'json' && kind !== 'any' && kind !== 'xml') return 'Blob';
  const text = typeText(content.schema, context.spelling);
  if (text !== undefined) return text;
  // openapi-typescript has no operation of OpenAPI 3.2's QUERY method to index into.
  if (method === 'QUERY') return 'unknown';
  return indexed(context.shapes(), context.id, 'responses', reply.status, 'content', content.mediaType);
}
