/**
 * What comes back from an operation, as types: the data of a call, and its result by status.
 */

import { inlineType } from '../inline-type.ts';
import { kindOf } from '../media-type.ts';
import type { Content, Operation, Reply } from '../model.ts';
import { nodeOf } from '../node.ts';
import type { EventShape, Items } from '../stream-items.ts';
import { indexed, type Spelling, typeText, union } from '../type-text.ts';
import { isBinary } from '../types.ts';
import { literal } from './text.ts';

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
  /** The same by media type, where there are several. */
  readonly variants: readonly Variant[];
}

/** What a body is in some of the media types that are documented for it. */
interface Variant {
  readonly type: string;
  readonly mediaTypes: readonly string[];
}

export function replyTypes({ replies }: Operation, context: ReplyContext): ReplyType[] {
  const known = replies.some(({ status }) => status.startsWith('2'));
  return replies.map((reply) => {
    const isSuccess = reply.status.startsWith('2') || (reply.status === 'default' && !known);
    const typed = reply.contents.map(
      (content) => [content.mediaType, contentType(content, reply, isSuccess, context)] as const,
    );
    const type = typed.length === 0 ? 'undefined' : union(typed.map(([, each]) => each));
    return { reply, isSuccess, type, variants: variantsOf(typed) };
  });
}

function variantsOf(typed: readonly (readonly [string, string])[]): Variant[] {
  if (typed.length < 2) return [];
  return [...Map.groupBy(typed, ([, type]) => type)].map(([type, group]) => ({
    type,
    mediaTypes: group.map(([mediaType]) => mediaType),
  }));
}

/** Type of the data of a call: of every documented success. */
export function dataType(types: readonly ReplyType[]): string {
  const successes = types.filter((each) => each.isSuccess).map((each) => each.type);
  return successes.length === 0 ? 'unknown' : union(successes);
}

/**
 * Data by media type, where a caller may choose one of several; `undefined` where there is no choice. A success
 * without content is one whatever was asked for.
 */
export function dataByMediaType(types: readonly ReplyType[]): ReadonlyMap<string, string> | undefined {
  const successes = types.filter((each) => each.isSuccess);
  const typed = successes.flatMap(({ reply, type, variants }) =>
    variants.length === 0
      ? reply.contents.map(({ mediaType }) => [mediaType, type] as const)
      : variants.flatMap((each) => each.mediaTypes.map((mediaType) => [mediaType, each.type] as const)),
  );
  const byType = Map.groupBy(typed, ([mediaType]) => mediaType);
  if (byType.size < 2) return undefined;
  const empty = successes.some(({ reply }) => reply.contents.length === 0) ? ['undefined'] : [];
  return new Map(
    [...byType].map(([mediaType, group]) => [mediaType, union([...group.map(([, type]) => type), ...empty])]),
  );
}

/** Members of the union of what a call is rejected with, for a documented status. */
export function errorMembers(types: readonly ReplyType[], { runtime }: ReplyContext): string[] {
  const statuses = types.map((each) => each.reply.status);
  const failures = types.filter(({ reply, isSuccess }) => !isSuccess || reply.status === 'default');
  const typed = failures.map(({ reply: { status }, type }) => {
    const isRest = status === 'default';
    return [
      type,
      isRest ? rest('FailureStatus', statuses, isFailure, runtime) : statusType(status, statuses, runtime),
    ] as const;
  });
  return [...Map.groupBy(typed, ([type]) => type)].map(
    ([type, group]) =>
      `${runtime('ResponseError')}<${type}, ${group.map(([, status]) => status).join(' | ')}>`,
  );
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
  return types.flatMap((each) => {
    const { status } = each.reply;
    if (status === 'default') {
      const failures = membersOf(each, 'Failure', rest('FailureStatus', statuses, isFailure, runtime));
      return each.isSuccess
        ? [...membersOf(each, 'Success', runtime('SuccessStatus')), ...failures]
        : failures;
    }
    return membersOf(each, each.isSuccess ? 'Success' : 'Failure', statusType(status, statuses, runtime));
  });

  /** One member, or one for each type that its content may have. */
  function membersOf({ type, variants }: ReplyType, kind: 'Success' | 'Failure', status: string): string[] {
    const named = (each: string) => (kind === 'Success' ? nameOf(each) : each);
    if (variants.length === 0) return [`${runtime(kind)}<${status}, ${named(type)}>`];
    return variants.map((variant) => {
      const mediaTypes = variant.mediaTypes.map(literal).join(' | ');
      return `${runtime(kind)}<${status}, ${named(variant.type)}, ${mediaTypes}>`;
    });
  }
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

function contentType(content: Content, reply: Reply, isSuccess: boolean, context: ReplyContext): string {
  if (content.items) return isSuccess ? streamType(content, content.items, reply, context) : 'string';
  const kind = context.isXml(content) ? 'xml' : kindOf(content.mediaType);
  if (kind === 'text') return 'string';
  if (kind === 'any' && isSuccess && isFile(content)) return 'Blob';
  if (kind !== 'json' && kind !== 'any' && kind !== 'xml') return 'Blob';
  const text = typeText(content.schema, context.spelling);
  if (text !== undefined) return text;
  return indexed(context.shapes(), context.id, 'responses', reply.status, 'content', content.mediaType);
}

/** Content of any media type whose schema says that it is bytes. */
export function isFile({ mediaType, schema }: Content): boolean {
  if (kindOf(mediaType) !== 'any') return false;
  const { type, contentMediaType, contentEncoding } = nodeOf(schema);
  const isUntyped =
    type === undefined && typeof contentMediaType === 'string' && contentEncoding === undefined;
  return isBinary(schema) || (isUntyped && isBinary({ ...nodeOf(schema), type: 'string' }));
}

function streamType(content: Content, items: Items, reply: Reply, context: ReplyContext): string {
  const { runtime, spelling, id } = context;
  const stream = runtime('Stream');
  if (items.kind === 'json') {
    const place = [id, 'responses', reply.status, 'content', content.mediaType] as const;
    const isIndexed = content.itemSchema === undefined && items.schema === content.schema;
    const text = isIndexed
      ? (typeText(items.schema, spelling) ?? indexed(context.shapes(), ...place))
      : inlineType(items.schema, spelling);
    return `${stream}<${text}>`;
  }
  const event = runtime('ServerSentEvent');
  const events = items.events.map((each) => `${event}${eventArguments(each, spelling)}`);
  return `${stream}<${events.length === 0 ? event : union(events)}>`;
}

/** `<Data, 'name'>`, as much of it as there is to say. */
function eventArguments({ name, json }: EventShape, spelling: Spelling): string {
  const data = json ? inlineType(json.schema, spelling) : 'string';
  if (name !== undefined) return `<${data}, ${literal(name)}>`;
  return data === 'string' ? '' : `<${data}>`;
}
