/**
 * The body of a request: what it is sent as when its caller says nothing, and what else it can be sent as.
 */

import { isForm, isMergePatch, kindOf, type MediaKind } from './media-type.ts';
import type { Body, BodyContent, Encoding } from './model.ts';
import { entriesOf, listOf, type Node, nodeOf, own, textOf } from './node.ts';
import { remove } from './overlay/repair.ts';
import { type Context, resolved } from './read-context.ts';
import { isSingle, valueTypeOf } from './value-type.ts';

/** Which of several media types is the default: the easiest to call first. */
const preference: readonly MediaKind[] = ['json', 'any', 'multipart', 'urlencoded', 'text'];

export function readBody(node: Node, pointer: string, context: Context): Body | undefined {
  if (Object.keys(node).length === 0) return undefined;
  const contents = entriesOf(node.content).map(([type, value]) => readContent(type, nodeOf(value), context));
  const first = [...contents].sort((a, b) => rank(a.mediaType) - rank(b.mediaType))[0];
  if (!first) {
    const mend = 'Give it a media type and a schema.';
    context.findings.skipped(pointer, 'The request body has no content.', mend, { repair: remove(pointer) });
    return undefined;
  }
  return {
    ...first,
    isRequired: node.required === true,
    description: textOf(node.description),
    others: contents.filter((content) => content !== first),
  };
}

/** A kind before another; within it, what is one type before a range, and the plain name before its kin. */
function rank(mediaType: string): number {
  const index = preference.indexOf(kindOf(mediaType));
  const kin = mediaType.includes('*') ? 2 : Number(mediaType !== 'application/json');
  return (index === -1 ? preference.length : index) * 3 + kin;
}

function readContent(mediaType: string, node: Node, context: Context): BodyContent {
  const { schema, itemSchema, prefixEncoding, itemEncoding } = node;
  return {
    mediaType,
    schema,
    ...(itemSchema === undefined ? {} : { itemSchema }),
    ...shapeOf(mediaType, schema, context),
    encoding: isForm(mediaType) ? readEncodings(mediaType, node, context) : [],
    prefixEncoding: listOf(prefixEncoding).map((each) => readEncoding(nodeOf(each)) ?? {}),
    itemEncoding: readEncoding(nodeOf(itemEncoding)),
  };
}

/** A patch by RFC 7396 may be anything in the place of an object. */
function shapeOf(mediaType: string, schema: unknown, context: Context): Pick<BodyContent, 'shape'> {
  if (kindOf(mediaType) !== 'json' || isMergePatch(mediaType)) return {};
  const shape = valueTypeOf(schema, context);
  return shape === 'object' || shape === 'array' ? { shape } : {};
}

/**
 * `*` where all that is not a single value is written alike, as in the forms of Stripe, which have many. Parts of
 * a multipart body may be files, which are not written at all.
 */
function readEncodings(
  mediaType: string,
  { schema, encoding }: Node,
  context: Context,
): [string, Encoding][] {
  const written = entriesOf(encoding).flatMap(([property, value]) => {
    const read = readEncoding(nodeOf(value));
    return read ? [[property, read] as [string, Encoding]] : [];
  });
  const [[, first] = ['', {}]] = written;
  const areAlike = written.length > 1 && written.every(([, each]) => isPlainDeep(each)) && isPlainDeep(first);
  if (!areAlike || kindOf(mediaType) === 'multipart') return written;
  const listed = new Set(written.map(([property]) => property));
  const others = entriesOf(resolved(schema, context).properties).filter(([name]) => !listed.has(name));
  const areSingle = others.every(([, property]) => isSingle(valueTypeOf(property, context)));
  return areSingle ? [['*', first]] : written;
}

function isPlainDeep({ style, allowReserved, contentType }: Encoding): boolean {
  return style === 'deepObject' && allowReserved === undefined && contentType === undefined;
}

const styles = ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'] as const;

/** OpenAPI 3.1.1 §4.8.15: with a style, or a word about one, its content type says nothing. */
function readEncoding(node: Node): Encoding | undefined {
  const style = styles.find((each) => each === node.style);
  const isUsual = style !== undefined && (style === 'deepObject' || node.explode === (style === 'form'));
  const explode = typeof node.explode === 'boolean' && !isUsual ? node.explode : undefined;
  if (style !== undefined || explode !== undefined || node.allowReserved === true) {
    return {
      ...(style === undefined ? {} : { style }),
      ...(explode === undefined ? {} : { explode }),
      ...(node.allowReserved === true ? { allowReserved: true } : {}),
    };
  }
  const contentType = textOf(own(node, 'contentType'));
  return contentType === undefined ? undefined : { contentType };
}
