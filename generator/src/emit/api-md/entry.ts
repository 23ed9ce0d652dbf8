/**
 * One operation in `api.md`: what it is, a call to copy, what it takes, what it gives and for how long that is
 * kept, and what it throws.
 */

import { itemKindOf, kindOf } from '../../media-type.ts';
import type { Body, Operation } from '../../model.ts';
import { argumentNames } from '../../names.ts';
import { entriesOf, listOf, nodeOf } from '../../node.ts';
import { plainAnswerOf } from '../answer.ts';
import { type ArgumentsContext, hasArguments, parameterType } from '../arguments.ts';
import { bodyType } from '../body.ts';
import { firstSentence, sentence } from '../comment.ts';
import { contextOf } from '../context.ts';
import { hasErrors } from '../errors.ts';
import type { Emission } from '../file.ts';
import { Imports } from '../imports.ts';
import { namesOf } from '../part.ts';
import { isFile, type ReplyContext } from '../replies.ts';
import { key } from '../text.ts';
import { callArguments } from './call.ts';
import { block, code, prose } from './markdown.ts';
import type { Sampling } from './sample.ts';

/** Types longer than this are shorter to read where they are declared. */
const longestType = 60;
/** Members of a body that has no name; its type lists all of them. */
const mostMembers = 12;

export function entry(
  operation: Operation,
  namespace: string,
  ttlSeconds: number,
  emission: Emission,
  sampling: Sampling,
): string {
  const names = namesOf(operation, emission);
  const context = contextOf(operation, emission, new Imports());
  const { named, namedItem, choice } = plainAnswerOf(operation, emission);
  const title = sentence(firstSentence(operation.summary) ?? firstSentence(operation.description));
  const intro = [
    ...(operation.isDeprecated ? ['**Deprecated.**'] : []),
    ...(title === undefined ? [] : [prose(title)]),
    `${code(`${operation.method} ${operation.path}`)}, ${code(names.flat)}`,
  ].join(' ');
  const call = `api.${namespace}.${names.short}(${callArguments(operation, context, sampling)})`;
  const gives = [
    ...(namedItem === undefined
      ? [typeCode(named, names.data)]
      : [`pages of ${typeCode(named, names.data)}, items ${typeCode(namedItem, names.item)}`]),
    ...(choice === undefined
      ? []
      : [`by ${code('accept')} one of ${[...choice.keys()].map(code).join(', ')}`]),
    ...cacheFacts(operation, ttlSeconds, context),
  ];
  const facts = [
    ...(hasArguments(operation) ? [`takes ${argumentList(operation, context)}`] : []),
    `gives ${gives.join('; ')}`,
    ...(hasErrors(operation) ? [`throws ${code(names.error)}: ${statusesOf(operation)}`] : []),
  ];
  return [
    `### ${code(`${namespace}.${names.short}`)}`,
    intro,
    block(statement(call, named, namedItem)),
    facts.map((fact) => `- ${fact}`).join('\n'),
  ].join('\n\n');
}

function statement(call: string, type: string, item: string | undefined): string {
  if (item !== undefined) return `for await (const item of ${call}) console.log(item);`;
  const isStream = /^Stream<[^|]*>$/.test(type);
  return isStream ? `for await (const item of await ${call}) console.log(item);` : `await ${call};`;
}

/** What a page of types has a name for is called so; what neither is short nor has one, is in the editor. */
function typeCode(type: string, name: string): string {
  if (type === 'undefined') return 'nothing';
  return code(type.includes('Operations[') || type.length > longestType ? name : type);
}

function argumentList(operation: Operation, context: ArgumentsContext): string {
  const names = argumentNames(operation);
  const parameters = operation.parameters.map((parameter) => {
    const name = key(names.get(parameter) ?? parameter.name) + (parameter.isRequired ? '' : '?');
    const type = parameterType(parameter, operation, context);
    return code(typed(name, type));
  });
  return [...parameters, ...bodyList(operation, context)].join(', ');
}

function bodyList(operation: Operation, context: ArgumentsContext): string[] {
  const { body } = operation;
  if (!body) return [];
  const name = `body${body.isRequired ? '' : '?'}`;
  const type = bodyType(body, operation, context);
  const text = isShort(type) ? typed(name, type) : (membersOf(name, body) ?? typed(name, type));
  const types = [body, ...body.others].map(({ mediaType }) => code(mediaType));
  const isPlain = types.length === 1 && kindOf(body.mediaType) === 'json';
  return [isPlain ? code(text) : `${code(text)} as ${types.join(' or ')}`];
}

/** `body: { title, labels?, … }`, of an object that has no name. */
function membersOf(name: string, { schema }: Body): string | undefined {
  const { properties, required } = nodeOf(schema);
  const needed = new Set(listOf(required));
  const all = entriesOf(properties).filter(([, property]) => nodeOf(property).readOnly !== true);
  if (all.length === 0) return undefined;
  const members = all.map(([property]) => key(property) + (needed.has(property) ? '' : '?'));
  const shown = members.length > mostMembers ? [...members.slice(0, mostMembers), '…'] : members;
  return `${name}: { ${shown.join(', ')} }`;
}

/** Most arguments are text; a type too long to be read here is in the editor. */
function typed(name: string, type: string): string {
  if (type === 'string') return name;
  return `${name}: ${isShort(type) ? type : '…'}`;
}

function isShort(type: string): boolean {
  return type.length <= longestType && !type.includes('Operations[');
}

/** In step with the runtime's `isShareable`. That a write outdates its own resource goes without saying. */
function cacheFacts(
  { method, tag, invalidates = [], replies }: Operation,
  ttlSeconds: number,
  context: ReplyContext,
): string[] {
  if (method === 'GET')
    return [ttlSeconds > 0 && isKept(replies, context) ? `kept ${ttlSeconds} s` : 'never kept'];
  const others = invalidates.filter((each) => each !== tag);
  return others.length === 0 ? [] : [`outdates ${others.map(code).join(', ')}, too`];
}

function isKept(replies: Operation['replies'], context: ReplyContext): boolean {
  const contents = replies
    .filter(({ status }) => /^2|^default$/.test(status))
    .flatMap((reply) => reply.contents);
  return contents.every((content) => {
    const kind = kindOf(content.mediaType);
    if (isFile(content) || itemKindOf(content.mediaType) !== undefined) return false;
    return kind === 'json' || kind === 'text' || kind === 'any' || context.isXml(content);
  });
}

function statusesOf({ replies }: Operation): string {
  const statuses = replies.filter(({ status }) => !status.startsWith('2')).map(({ status }) => status);
  return statuses.map((status) => (status === 'default' ? 'any other status' : status)).join(', ');
}
