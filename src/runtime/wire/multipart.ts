/**
 * Multipart bodies: RFC 2046 §5.1, and RFC 7578 for forms. Written here rather than by `FormData`, which
 * calls every part with a content type a file, cannot give a part headers, and holds no streams.
 *
 * Files stay where they are: the body is a `Blob` of its parts, which nobody copies, or a stream that reads
 * them one after the other where one of them is a stream.
 */

import type { EncodedBody } from '../body.ts';
import { isFieldName, isFieldValue } from '../field.ts';
import { bestMatch, essence, isJson } from '../media-type.ts';
import type { Content, Encoding } from '../operation.ts';
import { bytesOf, isAsyncIterable, isBytes, type Content as Piece, streamOf } from './bytes.ts';
import { encodingOf, fieldsOf, isStyled, styledPairs } from './form-body.ts';
import { type Json, jsonText } from './json.ts';
import { Part } from './part.ts';
import { isAbsent, isScalar, scalarText } from './scalar.ts';
import { inField, kindOf, Unwritable } from './unwritable.ts';

/** @throws {Unwritable} It is no object of fields or list of parts, or one of them has no form here. */
export function multipartBody(value: unknown, content: Content, json: Json): EncodedBody {
  const boundary = `breakwater-${crypto.randomUUID()}`;
  if (value instanceof FormData) {
    const parts = [...value].map(([name, entry]) => writtenPart(asFormHasIt(entry), name, {}, json));
    return { ...assembled(parts, boundary), contentType: `multipart/form-data; boundary=${boundary}` };
  }
  // Its own parameters, such as the `type` of multipart/related, stay; a boundary is ours to choose.
  const type = content.type.replace(/\s*;\s*boundary=[^;]*/i, '');
  const contentType = `${type}; boundary=${boundary}`;
  const isForm = essence(type) === 'multipart/form-data';
  if (!isForm && isAsyncIterable(value)) {
    return { content: streamOfItems(value, boundary, content, json), contentType, isReplayable: false };
  }
  const parts =
    isForm || !Array.isArray(value) ? namedParts(value, content, json) : numberedParts(value, content, json);
  return { ...assembled(parts, boundary), contentType };
}

/** One part: its header section, and what is in it. */
interface Written {
  readonly head: string;
  readonly piece: Piece;
}

/** WHATWG HTML §4.10.21.8: lines of text in a form end in CR and LF, whatever they ended in before. */
function asFormHasIt(entry: string | File): string | File {
  return typeof entry === 'string' ? entry.replace(/\r\n|\r|\n/g, '\r\n') : entry;
}

/** OpenAPI 3.1.1 §4.8.14.4: a part for each property, and for each item of a list. */
function namedParts(value: unknown, { encoding = {} }: Content, json: Json): Written[] {
  return fieldsOf(value).flatMap(([name, member]) =>
    inField(name, () => {
      const own = encodingOf(encoding, name);
      if (isStyled(own)) {
        return styledPairs(name, member, own, true).map(([key, text]) => writtenPart(text, key, {}, json));
      }
      // A list is many parts, unless the spec says that it is one document.
      const isDocument = own.type !== undefined && isJson(own.type);
      const items: readonly unknown[] = Array.isArray(member) && !isDocument ? member : [member];
      return items.filter((item) => !isAbsent(item)).map((item) => writtenPart(item, name, own, json));
    }),
  );
}

/** OpenAPI 3.2 §4.15.3: parts by their place. */
function numberedParts(items: readonly unknown[], content: Content, json: Json): Written[] {
  return items.map((item, index) => writtenPart(item, undefined, encodingAt(content, index), json));
}

function encodingAt({ prefixEncoding = [], itemEncoding }: Content, index: number): Encoding {
  const found = prefixEncoding[index] ?? itemEncoding;
  return typeof found === 'string' ? { type: found } : (found ?? {});
}

function writtenPart(given: unknown, name: string | undefined, encoding: Encoding, json: Json): Written {
  const { content, options } = given instanceof Part ? given : new Part(given, {});
  const isFile = isBytes(content);
  const filename = options.filename ?? (isFile ? fileNameOf(content, name !== undefined) : undefined);
  const type = options.contentType ?? typeOf(content, encoding.type);
  const disposition = [
    name === undefined ? 'attachment' : `form-data; name="${escaped(name)}"`,
    ...(filename === undefined ? [] : [`filename="${escaped(filename)}"`]),
  ];
  const isTold = name !== undefined || filename !== undefined;
  const fields = [
    ...(isTold ? [['Content-Disposition', disposition.join('; ')] as const] : []),
    ...(type === undefined ? [] : [['Content-Type', type] as const]),
    ...Object.entries(options.headers ?? {}),
  ];
  const head = fields.map(([key, text]) => `${key}: ${fieldText(key, text)}\r\n`).join('');
  return { head, piece: isFile ? bytesOf(content) : textOf(content, type, json) };
}

/** RFC 2046 §4.5.1: bytes of which nothing is known. */
const octets = 'application/octet-stream';

/** What a value is by itself, what the spec says where that is one type, or what OpenAPI 3.1.1 §4.8.15.1.1 takes it for. */
function typeOf(content: unknown, documented: string | undefined): string | undefined {
  const own = content instanceof Blob && content.type !== '' ? content.type : undefined;
  if (own !== undefined) return own;
  const choices = (documented ?? '').split(',').map((type) => type.trim());
  const isOpen = choices.length > 1 && bestMatch(choices, octets) !== undefined;
  const concrete = choices.find((type) => type !== '' && !type.includes('*'));
  if (concrete !== undefined && !(isOpen && isBytes(content))) return concrete;
  if (isBytes(content)) return octets;
  // RFC 7578 §4.4: what says nothing is text/plain.
  return isScalar(content) ? undefined : 'application/json';
}

function textOf(content: unknown, type: string | undefined, json: Json): string {
  if (type !== undefined && isJson(type)) return jsonText(content, json);
  if (isScalar(content)) return scalarText(content);
  throw new Unwritable(`is ${kindOf(content)}, which cannot be written as ${type}`);
}

/** In a form every file has a name, because servers take a part without one for text; `FormData` gives the same. */
function fileNameOf(content: unknown, isInForm: boolean): string | undefined {
  if (content instanceof Blob && 'name' in content && typeof content.name === 'string') return content.name;
  return isInForm ? 'blob' : undefined;
}

/** WHATWG HTML §4.10.21.7: what would end the name, or the line. */
function escaped(name: string): string {
  return name.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22');
}

function fieldText(name: string, text: string): string {
  const isName = name === 'Content-Disposition';
  if (isName || (isFieldName(name) && isFieldValue(text))) return text;
  throw new Unwritable('has a header or a content type that no header can carry');
}

function assembled(
  parts: readonly Written[],
  boundary: string,
): Pick<EncodedBody, 'content' | 'isReplayable'> {
  const pieces = [
    ...parts.flatMap((part) => [openingOf(part, boundary), part.piece, '\r\n']),
    `--${boundary}--\r\n`,
  ];
  if (pieces.every((piece) => typeof piece === 'string'))
    return { content: pieces.join(''), isReplayable: true };
  const settled = pieces.flatMap((piece) => (piece instanceof ReadableStream ? [] : [piece]));
  if (settled.length === pieces.length) return { content: new Blob(settled), isReplayable: true };
  return { content: streamOf(inTurn(pieces)), isReplayable: false };
}

function openingOf({ head }: Written, boundary: string): string {
  return `--${boundary}\r\n${head}\r\n`;
}

/** Items that come over time, a part each. */
function streamOfItems(
  items: AsyncIterable<unknown>,
  boundary: string,
  content: Content,
  json: Json,
): ReadableStream<Uint8Array> {
  async function* parts(): AsyncGenerator<Uint8Array | string> {
    let index = 0;
    for await (const item of items) {
      const part = writtenPart(item, undefined, encodingAt(content, index), json);
      yield* inTurn([openingOf(part, boundary), part.piece, '\r\n']);
      index += 1;
    }
    yield `--${boundary}--\r\n`;
  }
  return streamOf(parts());
}

/** The bytes of all pieces; where the reader leaves, the streams that were not read are let go of as well. */
async function* inTurn(pieces: readonly Piece[]): AsyncGenerator<Uint8Array | string> {
  const open = new Set(pieces.filter((piece) => piece instanceof ReadableStream));
  try {
    for (const piece of pieces) {
      if (typeof piece === 'string' || piece instanceof Uint8Array) {
        yield piece;
        continue;
      }
      const stream = piece instanceof Blob ? piece.stream() : piece;
      const reader = stream.getReader();
      try {
        for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
        if (piece instanceof ReadableStream) open.delete(piece);
      } finally {
        reader.releaseLock();
      }
    }
  } finally {
    for (const stream of open) stream.cancel().catch(() => {});
  }
}

/** `multipart/form-data` and its kin; takes an essence. */
export function isMultipart(type: string): boolean {
  return type.startsWith('multipart/');
}
