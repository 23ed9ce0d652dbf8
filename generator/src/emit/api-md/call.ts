/**
 * A call of an operation that can be copied: what it requires, each with a value of its type. What no short
 * value is known for stands under its own name, for its caller to have.
 */

import { isSequence, kindOf } from '../../media-type.ts';
import type { BodyContent, Operation, Parameter } from '../../model.ts';
import { argumentNames } from '../../names.ts';
import { nodeOf } from '../../node.ts';
import { reservedWords } from '../../reserved.ts';
import { camelCase } from '../../words.ts';
import type { ArgumentsContext } from '../arguments.ts';
import { key, literal } from '../text.ts';
import { objectText, type Sampling, sampleText } from './sample.ts';

/** `{ portfolioId: 'p1' }`; empty where nothing is required. */
export function callArguments(operation: Operation, context: ArgumentsContext, sampling: Sampling): string {
  const names = argumentNames(operation);
  const members = operation.parameters
    .filter((parameter) => parameter.isRequired)
    .map((parameter) => {
      const name = names.get(parameter) ?? parameter.name;
      return member(name, parameterText(parameter, sampling));
    });
  const { body } = operation;
  if (body?.isRequired) members.push(member('body', bodyText(body, context, sampling)));
  return members.length === 0 ? '' : objectText(members, '');
}

function member(name: string, text: string | undefined): string {
  if (text !== undefined) return `${key(name)}: ${text}`;
  const variable = camelCase(name);
  if (variable === name && !reservedWords.has(name)) return name;
  return `${key(name)}: ${variable === '' || reservedWords.has(variable) ? 'value' : variable}`;
}

function parameterText({ schema, content, name }: Parameter, sampling: Sampling): string | undefined {
  if (schema === undefined && content !== undefined) return undefined;
  return sampleText(schema, name, sampling, '  ');
}

function bodyText(content: BodyContent, context: ArgumentsContext, sampling: Sampling): string | undefined {
  const { mediaType, schema, itemSchema } = content;
  if (isSequence(mediaType)) {
    const item = sampleText(itemSchema ?? nodeOf(schema).items ?? {}, 'item', sampling, '  ');
    return item === undefined ? undefined : `[${item}]`;
  }
  if (context.isXml(content)) return undefined;
  switch (kindOf(mediaType)) {
    case 'json':
    case 'urlencoded':
      return schema === undefined ? '{}' : sampleText(schema, 'body', sampling, '  ');
    case 'multipart':
      return itemSchema === undefined ? sampleText(schema ?? {}, 'body', sampling, '  ') : undefined;
    case 'text':
    case 'events':
      return literal('text');
    default:
      return mediaType.includes('*') ? undefined : `new Blob(['text'])`;
  }
}
