/**
 * What an operation answers when nobody says otherwise: the example of its first success, or one made of the
 * schema. What it gives is data of the wire; whether it fits the schema is the spec's affair.
 */

import { eventStream } from '../../contract/mock/events.ts';
import { Unsampleable } from '../../contract/sample/amount.ts';
import type { Sampler } from '../../contract/sample/sampler.ts';
import { isXml, itemKindOf, kindOf } from '../../media-type.ts';
import type { Content, Operation, Reply } from '../../model.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own } from '../../node.ts';
import { type Paging, pagingOf } from '../../pagination/paging.ts';
import { lookUp, stepsOf } from '../../pointer.ts';

export interface Example {
  readonly status: number;
  readonly mediaType?: string;
  readonly json?: unknown;
  readonly text?: string;
  /** Whether the spec shows it, or it was made of the schema. */
  readonly isShown: boolean;
}

/** `undefined` where there is none: a schema that nothing fits, or bytes that nobody shows. */
export function exampleOf(operation: Operation, document: Node, sampler: Sampler): Example | undefined {
  const reply = firstSuccess(operation.replies);
  if (!reply) return undefined;
  const status = /^\d{3}$/.test(reply.status) ? Number(reply.status) : 200;
  const content = reply.contents.find(({ mediaType }) => kindOf(mediaType) === 'json') ?? reply.contents[0];
  if (!content || status === 204 || status === 205 || status === 304) return { status, isShown: true };
  const written = own(
    nodeOf(own(nodeOf(lookUp(document, operation.pointer)).responses, reply.status)).content,
    content.mediaType,
  );
  const shown = shownIn(nodeOf(written), document) ?? shownIn(nodeOf(content.schema), document);
  const mediaType = content.mediaType.includes('*') ? 'application/octet-stream' : content.mediaType;
  const body = shown ? bodyOf(shown.value, mediaType) : madeOf(content, mediaType, sampler);
  if (!body) return undefined;
  const json = body.json === undefined ? undefined : asLastPage(body.json, pagingOf(operation));
  return { status, mediaType, ...body, ...(json !== undefined && { json }), isShown: shown !== undefined };
}

function firstSuccess(replies: readonly Reply[]): Reply | undefined {
  const is = (pattern: RegExp) => replies.find(({ status }) => pattern.test(status));
  return is(/^2\d\d$/) ?? is(/^2XX$/) ?? is(/^default$/) ?? replies[0];
}

/** OpenAPI 3.2 §4.14: `example`, else the first of `examples`, which are objects here and values in a schema. */
function shownIn(node: Node, document: Node): { readonly value: unknown } | undefined {
  if (node.example !== undefined) return { value: node.example };
  const [first] = listOf(node.examples);
  if (first !== undefined) return { value: first };
  for (const [, given] of entriesOf(node.examples)) {
    const { $ref } = nodeOf(given);
    const example = typeof $ref === 'string' ? lookUp(document, $ref) : given;
    for (const member of ['value', 'dataValue', 'serializedValue']) {
      const value = own(example, member);
      if (value !== undefined) return { value };
    }
  }
  return undefined;
}

/** The only page there is: one that named a next one would be answered with itself, without end. */
function asLastPage(value: unknown, paging: Paging | undefined): unknown {
  const { next, more } = paging ?? {};
  const ended = next === undefined ? value : replaced(value, stepsOf(next), null);
  return more === undefined ? ended : replaced(ended, stepsOf(more), false);
}

function replaced(value: unknown, [step, ...rest]: readonly string[], by: unknown): unknown {
  if (step === undefined) return by;
  if (!isNode(value) || own(value, step) === undefined) return value;
  return { ...value, [step]: replaced(own(value, step), rest, by) };
}

type Body = Pick<Example, 'json' | 'text'>;

function bodyOf(value: unknown, mediaType: string): Body | undefined {
  if (kindOf(mediaType) === 'json' && !itemKindOf(mediaType)) return { json: value };
  if (typeof value === 'string') return { text: value };
  const items = itemKindOf(mediaType);
  if (items === 'lines' || items === 'sequence') return { text: itemsText([value].flat(), items) };
  return undefined;
}

function itemsText(items: readonly unknown[], kind: 'lines' | 'sequence'): string {
  // RFC 7464 §2.2.
  const before = kind === 'sequence' ? '\u001e' : '';
  return items.map((item) => `${before}${JSON.stringify(item)}\n`).join('');
}

function madeOf({ schema, items }: Content, mediaType: string, sampler: Sampler): Body | undefined {
  try {
    if (items?.kind === 'events') return { text: eventStream(items.events, sampler) };
    if (items) return bodyOf([sampled(items.schema, sampler)], mediaType);
    const isOpaque = isXml(mediaType) || (kindOf(mediaType) !== 'json' && kindOf(mediaType) !== 'text');
    return isOpaque ? undefined : bodyOf(sampled(schema, sampler), mediaType);
  } catch (error) {
    if (error instanceof Unsampleable) return undefined;
    throw error;
  }
}

/** Letters of JSON beyond which an example shows no more than it must. */
const longest = 2_000;

function sampled(schema: unknown, sampler: Sampler): unknown {
  const wish = { seed: 1, prefersExamples: true, isReply: true } as const;
  const full = sampler.sample(schema ?? {}, { ...wish, amount: 'full' });
  if (JSON.stringify(full).length <= longest) return full;
  return sampler.sample(schema ?? {}, { ...wish, amount: 'required' });
}
