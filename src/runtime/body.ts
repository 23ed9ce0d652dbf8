/**
 * From `args.body` to what is sent: the media type is chosen, and its writer does the rest.
 */

import { InvalidRequestError } from './errors.ts';
import { bestMatch, essence, isJson, isXml, kindOf, parameterOf } from './media-type.ts';
import type { Body, Content, Operation } from './operation.ts';
import type { BodyContent } from './platform-types.ts';
import type { Arguments } from './url.ts';
import { bytesBody, isBytes } from './wire/bytes.ts';
import { formText } from './wire/form-body.ts';
import { type Json, jsonText } from './wire/json.ts';
import { isMultipart, multipartBody } from './wire/multipart.ts';
import { Part } from './wire/part.ts';
import { isScalar, scalarText } from './wire/scalar.ts';
import { sequenceBody } from './wire/sequence.ts';
import { kindOf as kindOfValue, Unwritable } from './wire/unwritable.ts';

export interface EncodedBody {
  readonly content: BodyContent;
  /** Left out where the platform must choose it, as for the boundary of a `FormData`. */
  readonly contentType?: string;
  /** False for a stream: it can be sent once, so such a call is never retried. */
  readonly isReplayable: boolean;
}

/**
 * The argument `body`, as the media type that the argument `contentType` names, where there is a choice.
 *
 * @throws {InvalidRequestError} The body is required and missing, or cannot be written as its media type.
 */
export function encodeBody(operation: Operation, args: Arguments): EncodedBody | undefined {
  const { body, id } = operation;
  if (!body) return undefined;
  const value = args['body'];
  if (value === undefined) {
    if (!body.required) return undefined;
    throw new InvalidRequestError(`${id} needs a \`body\`, and it was missing.`, { operation: id });
  }
  // Where there is no choice, a parameter may be called so.
  const hasChoice = body.or !== undefined || body.type.includes('*');
  const content = contentFor(operation, body, value, hasChoice ? args['contentType'] : undefined);
  try {
    const { xml } = operation;
    if (xml?.body && isXml(content.type) && !isBytes(value)) {
      return { content: xml.by.writeXml(xml.body, value), contentType: content.type, isReplayable: true };
    }
    return encode(content, value, operation.conversion?.writeJson);
  } catch (cause) {
    throw refusal(operation, content, cause);
  }
}

function refusal({ id }: Operation, { type }: Content, cause: unknown): InvalidRequestError {
  if (!(cause instanceof Unwritable)) {
    return new InvalidRequestError(`${id} cannot write its \`body\` as ${type}.`, { operation: id, cause });
  }
  const place = cause.field === undefined ? 'the `body`' : `the field \`${cause.field}\` of the \`body\``;
  const message = `${id}: ${place} ${cause.message}, to be sent as ${type}.`;
  return new InvalidRequestError(message, { operation: id, cause });
}

/** Which of the documented contents it is, under the name it is sent by. */
function contentFor({ id }: Operation, body: Body, value: unknown, wanted: unknown): Content {
  const contents = [
    body,
    ...(body.or ?? []).map((each) => (typeof each === 'string' ? { type: each } : each)),
  ];
  if (wanted === undefined) return { ...body, type: concrete(body.type, value) };
  const types = contents.map(({ type }) => type);
  const found = typeof wanted === 'string' ? bestMatch(types, wanted) : undefined;
  const content = contents.find(({ type }) => type === found);
  if (content && typeof wanted === 'string') return { ...content, type: concrete(wanted, value) };
  const message = `${id}: the \`contentType\` is none of what its \`body\` can be sent as: ${types.join(', ')}.`;
  throw new InvalidRequestError(message, { operation: id });
}

/** A range is no media type: the value's own is taken, or what fits any value. */
function concrete(type: string, value: unknown): string {
  if (!type.includes('*')) return type;
  const own = value instanceof Blob ? value.type : '';
  if (own !== '' && bestMatch([type], own) !== undefined) return own;
  const kind = kindOf(type);
  if (kind === 'json' || (kind === 'any' && !isBytes(value))) return 'application/json';
  return kind === 'text' ? 'text/plain' : 'application/octet-stream';
}

/** The text of a document, which would become a text in a document, is what it mostly is. */
function refuseOthers(value: unknown, shape: Content['shape']): void {
  if (shape === undefined || value === null) return;
  const isFit = shape === 'array' ? Array.isArray(value) : !isScalar(value) && !Array.isArray(value);
  if (isFit) return;
  const hint = typeof value === 'string' ? ': give the value itself, not its JSON' : '';
  throw new Unwritable(`is ${kindOfValue(value)} where an ${shape} is due${hint}`);
}

/** RFC 2046 §4.1.2, RFC 6657 §4: `text/plain` that says nothing else is ASCII, and its kin may be anything. */
function textBody(text: string, contentType: string): EncodedBody {
  const charset = parameterOf(contentType, 'charset');
  if (/^\p{ASCII}*$/u.test(text) || charset === 'utf-8' || charset === 'utf8')
    return { content: text, contentType, isReplayable: true };
  if (charset !== undefined)
    throw new Unwritable('is text beyond ASCII, and only UTF-8 is written here: give its bytes');
  return { content: text, contentType: `${contentType}; charset=utf-8`, isReplayable: true };
}

function encode(content: Content, given: unknown, json: Json): EncodedBody {
  const value = given instanceof Part ? given.content : given;
  const contentType = (given instanceof Part && given.options.contentType) || content.type;
  const type = essence(contentType);
  if (isMultipart(type)) return multipartBody(value, content, json);
  if (type === 'application/x-www-form-urlencoded') {
    return { content: formText(value, content.encoding ?? {}, json), contentType, isReplayable: true };
  }
  switch (kindOf(type)) {
    case 'json':
      // A file that says it is JSON has been written already.
      if (value instanceof Blob && isJson(value.type)) return bytesBody(value, contentType);
      refuseOthers(value, content.shape);
      return { content: jsonText(value, json), contentType, isReplayable: true };
    case 'lines':
      return sequenceBody(value, { contentType, before: '', json });
    case 'sequence':
      return sequenceBody(value, { contentType, before: '\x1e', json });
    case 'text':
    case 'events':
      if (isScalar(value)) return textBody(scalarText(value), contentType);
      return bytesBody(value, contentType);
    default:
      return bytesBody(value, contentType);
  }
}
