/**
 * The body of a request: its types among the arguments, and what the descriptor says of it. Where it can be
 * sent as one of several media types, `contentType` says which, and the type of `body` follows.
 */

import { isForm, isMergePatch, isSequence, isTextual, kindOf } from '../media-type.ts';
import type { Body, BodyContent, Encoding, Operation } from '../model.ts';
import { bodyChoices } from '../names.ts';
import { nodeOf } from '../node.ts';
import { indexed, typeText } from '../type-text.ts';
import { isBinary } from '../types.ts';
import type { ArgumentsContext } from './arguments.ts';
import { docComment } from './comment.ts';
import { block, group, typed, width } from './layout.ts';
import { key, literal } from './text.ts';

/** A member of the arguments and what a union of them has in its place. */
export interface BodyTypes {
  /** Members that stand with the parameters. */
  readonly members: string;
  /** Variants of which one joins them; none where there is nothing to choose between. */
  readonly variants: readonly string[];
}

export function bodyTypes(operation: Operation, context: ArgumentsContext): BodyTypes {
  const { body } = operation;
  if (!body) return { members: '', variants: [] };
  const doc = docComment({ paragraphs: [body.description] }, '  ');
  const choices = bodyChoices(body);
  const [first, ...others] = Map.groupBy(choices, (content) => bodyType(content, operation, context));
  const mark = body.isRequired ? '' : '?';
  if (!first) return { members: '', variants: [] };
  const [type, contents] = first;
  const choice = choices.length > 1 || body.mediaType.includes('*') ? `contentType?: ${named(contents)}` : '';
  if (others.length === 0) {
    const chosen = choice && `  /** What \`body\` is sent as. */\n  ${choice};\n`;
    return { members: `${chosen}${doc}${typed(`  body${mark}:`, type, ';', '  ')}\n`, variants: [] };
  }
  return {
    members: '',
    variants: [
      variant(choice, `body${mark}: ${type}`),
      ...others.map(([other, each]) => variant(`contentType: ${named(each)}`, `body: ${other}`)),
    ],
  };
}

function variant(choice: string, body: string): string {
  const line = `{ ${choice}; ${body} }`;
  return line.length + 4 <= width
    ? line
    : `{\n      ${choice};\n${typed('     ', body, ';', '      ')}\n    }`;
}

function named(contents: readonly BodyContent[]): string {
  return contents.map(({ mediaType }) => rangeType(mediaType)).join(' | ');
}

/** `image/*` is any text that begins so. */
function rangeType(mediaType: string): string {
  if (!mediaType.includes('*')) return literal(mediaType);
  const text = literal(mediaType.replaceAll(/\s/g, ''))
    .slice(1, -1)
    .replaceAll('`', '\\`')
    .replaceAll(/\$(?=\{)/g, '\\$');
  return `\`${text.replaceAll('*', `\${string}`)}\``;
}

/** Type of `body` when it is sent as this. */
export function bodyType(content: BodyContent, operation: Operation, context: ArgumentsContext): string {
  const { mediaType, schema, itemSchema } = content;
  const kind = context.isXml(content) ? 'xml' : kindOf(mediaType);
  if (isSequence(mediaType)) return `${context.runtime('SequenceBody')}<${itemType(content, context)}>`;
  if (kind === 'text' || kind === 'events' || (kind === 'bytes' && isTextual(mediaType)))
    return context.runtime('TextBody');
  if (kind === 'bytes' || (kind === 'any' && isBinary(schema))) return context.runtime('BinaryBody');
  if (kind === 'multipart' && itemSchema !== undefined) return 'AsyncIterable<unknown> | unknown[]';
  const text = typeText(schema, context.requests) ?? longType(content, operation, context);
  // RFC 7396: `null` removes a member, which no schema of a resource says.
  return isMergePatch(mediaType) && text !== 'unknown' ? `${context.runtime('MergePatch')}<${text}>` : text;
}

function itemType({ schema, itemSchema }: BodyContent, context: ArgumentsContext): string {
  const list = { ...context.definitionOf(schema), ...nodeOf(schema) };
  return typeText(itemSchema ?? list.items, context.requests) ?? 'unknown';
}

function longType({ mediaType }: BodyContent, operation: Operation, context: ArgumentsContext): string {
  const home = indexed(context.shapes(), context.id, 'requestBody');
  return indexed(operation.body?.isRequired ? home : `NonNullable<${home}>`, 'content', mediaType);
}

/** Members of `body: { … }` in a descriptor. */
export function bodyTexts(body: Body): string[] {
  const others = body.others.map((content) => {
    const texts = contentTexts(content, '        ');
    return texts.length === 1 ? literal(content.mediaType) : set('{', texts, '}', '      ');
  });
  const [type = '', ...more] = contentTexts(body, '    ');
  return [
    type,
    ...(body.isRequired ? ['required: true'] : []),
    ...more,
    ...(others.length > 0 ? [set('or: [', others, ']', '    ')] : []),
  ];
}

/** On one line where nothing in it takes more. */
function set(before: string, items: readonly string[], after: string, indent: string): string {
  const isLong = items.some((item) => item.includes('\n'));
  return (isLong ? block : group)(before, items, after, indent);
}

function contentTexts(
  { mediaType, shape, encoding, prefixEncoding, itemEncoding }: BodyContent,
  indent: string,
): string[] {
  const fields = encoding.map(([property, each]) => `${key(property)}: ${encodingText(each)}`);
  return [
    `type: ${literal(mediaType)}`,
    ...(shape === undefined ? [] : [`shape: ${literal(shape)}`]),
    ...(isForm(mediaType) && fields.length > 0 ? [group('encoding: {', fields, '}', indent)] : []),
    ...(prefixEncoding.length > 0
      ? [`prefixEncoding: [${prefixEncoding.map(encodingText).join(', ')}]`]
      : []),
    ...(itemEncoding === undefined ? [] : [`itemEncoding: ${encodingText(itemEncoding)}`]),
  ];
}

/** A media type alone stands for itself. */
function encodingText({ contentType, style, explode, allowReserved }: Encoding): string {
  if (contentType !== undefined) return literal(contentType);
  const members = [
    ...(style === undefined ? [] : [`style: ${literal(style)}`]),
    ...(explode === undefined ? [] : [`explode: ${explode}`]),
    ...(allowReserved === undefined ? [] : ['allowReserved: true']),
  ];
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
