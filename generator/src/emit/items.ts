/**
 * The type of the items of a list, written out: a call site infers nothing.
 */

import { isXml, kindOf } from '../media-type.ts';
import type { Content, Operation } from '../model.ts';
import { type Node, nodeOf, own } from '../node.ts';
import { pagingOf } from '../pagination/paging.ts';
import { stepsOf } from '../pagination/places.ts';
import { type Definitions, solid } from '../pagination/reply.ts';
import { indexed, typeText } from '../type-text.ts';
import type { ReplyContext } from './replies.ts';

/** `undefined` where the operation gives no list in pages. */
export function itemType(
  operation: Operation,
  definitions: Definitions,
  context: ReplyContext,
): string | undefined {
  const paging = pagingOf(operation);
  if (!paging) return undefined;
  for (const { status, contents } of operation.replies) {
    const content = contents.find(({ mediaType }) => kindOf(mediaType) === 'json' || isXml(mediaType));
    if (!/^2/.test(status) && status !== 'default') continue;
    if (content?.schema !== undefined) return textAt(paging.items, status, content, definitions, context);
  }
  return 'unknown';
}

function textAt(
  pointer: string,
  status: string,
  content: Content,
  definitions: Definitions,
  context: ReplyContext,
): string {
  const way = stepsOf(pointer);
  const list = way.reduce(
    (place, step) => solid(own(place.properties, step), definitions),
    solid(content.schema, definitions),
  );
  const item = list.items === undefined ? undefined : typeText(list.items, context.spelling);
  if (item !== undefined) return item;
  const whole =
    typeText(content.schema, context.spelling) ??
    indexed(context.shapes(), context.id, 'responses', status, 'content', content.mediaType);
  return `${along(way, whole, content.schema, definitions)}[number]`;
}

/** What may be absent or null is there where there are items. */
function along(way: readonly string[], whole: string, schema: unknown, definitions: Definitions): string {
  let type = isNullable(nodeOf(schema)) ? `NonNullable<${whole}>` : whole;
  let place = solid(schema, definitions);
  for (const step of way) {
    const property: unknown = own(place.properties, step);
    const isRequired = Array.isArray(place.required) && place.required.includes(step);
    const plain = indexed(type, step);
    type = isRequired && !isNullable(nodeOf(property)) ? plain : `NonNullable<${plain}>`;
    place = solid(property, definitions);
  }
  return type;
}

/** What is behind a reference may be null, too: it is not looked for there. */
function isNullable({ $ref, nullable, type, oneOf, anyOf, allOf }: Node): boolean {
  const isPlain = $ref === undefined && oneOf === undefined && anyOf === undefined && allOf === undefined;
  return !isPlain || nullable === true || [type].flat().includes('null') || type === undefined;
}
