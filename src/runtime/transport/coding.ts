/**
 * Content codings of RFC 9110 §8.4.1: what a reply may be compressed with, and its content without it.
 *
 * Node's zlib, since it undoes a small body at once where a `DecompressionStream` takes several turns; it is
 * asked for at run time, so that nothing here binds the runtime to Node. Unlike browsers and curl it takes no content
 * that is cut off: half of a table would look like all of it.
 */

import type { Duplex } from 'node:stream';
import type * as Zlib from 'node:zlib';

import { type Bytes, joined, TooLarge } from '../received.ts';

interface Decoder {
  readonly whole: (content: Bytes, maxOutputLength: number) => Bytes;
  readonly stream: () => Duplex;
}

const decoders: ReadonlyMap<string, Decoder> = decodersOf(
  globalThis.process?.getBuiltinModule?.('node:zlib'),
);

function decodersOf(zlib: typeof Zlib | undefined): ReadonlyMap<string, Decoder> {
  if (!zlib) return new Map();
  const gzip: Decoder = {
    whole: (content, maxOutputLength) => zlib.gunzipSync(content, { maxOutputLength }),
    stream: () => decoding(() => zlib.createGunzip()),
  };
  const deflate: Decoder = {
    whole: (content, maxOutputLength) => {
      const inflate = isZlib(content) ? zlib.inflateSync : zlib.inflateRawSync;
      return inflate(content, { maxOutputLength });
    },
    stream: () => decoding((content) => (isZlib(content) ? zlib.createInflate : zlib.createInflateRaw)()),
  };
  const br: Decoder = {
    whole: (content, maxOutputLength) => zlib.brotliDecompressSync(content, { maxOutputLength }),
    stream: () => decoding(() => zlib.createBrotliDecompress()),
  };
  const known = new Map([
    ['gzip', gzip],
    ['x-gzip', gzip],
    ['deflate', deflate],
    ['br', br],
  ]);
  // RFC 8878. Node has it since 22.15, and it is not asked for: some servers send it all the same.
  if (typeof zlib.createZstdDecompress === 'function') {
    known.set('zstd', {
      whole: (content, maxOutputLength) => zlib.zstdDecompressSync(content, { maxOutputLength }),
      stream: () => decoding(() => zlib.createZstdDecompress()),
    });
  }
  return known;
}

/** RFC 9110 §8.4.1.2 means zlib's format (RFC 1950 §2.2: method 8); some servers send the bare one of RFC 1951. */
function isZlib([first = 0]: Bytes): boolean {
  return (first & 0x0f) === 8;
}

/** Whose first piece decides what decodes it and the rest. Content that is nothing was never encoded. */
function decoding(decoderOf: (first: Bytes) => Duplex): Duplex {
  const { Duplex, pipeline } = globalThis.process.getBuiltinModule('node:stream');
  return Duplex.from(async function* (content: AsyncIterable<Bytes>) {
    const pieces = content[Symbol.asyncIterator]();
    const { done, value: first } = await pieces.next();
    if (done) return;
    const all = async function* () {
      yield first;
      for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
    };
    // Its errors are those of what it ends in, which is read here.
    yield* pipeline(all, decoderOf(first), () => {});
  });
}

/** As `fetch` has it: Brotli only where nothing between here and there reads along. */
export function acceptedCodings(url: string): string {
  if (decoders.size === 0) return 'identity';
  return url.startsWith('https:') ? 'br, gzip, deflate' : 'gzip, deflate';
}

/**
 * Codings of a reply, the one applied last first: in the order in which they are undone. Empty where it has none,
 * or one that is not known; its content is then handed on as it is, as `fetch` does.
 */
export function codingsOf(contentEncoding: string | null): readonly string[] {
  if (contentEncoding === null) return [];
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity');
  return codings.every((coding) => decoders.has(coding)) ? codings.reverse() : [];
}

/** A body up to here is decoded at once; a larger one would keep the event loop from others. */
const wholeBytes = 64 * 1024;

/**
 * @throws {TooLarge} It is larger than `maxBytes`, decoded.
 * @throws The content is not what its coding says.
 */
export async function decoded(content: Bytes, codings: readonly string[], maxBytes: number): Promise<Bytes> {
  if (content.byteLength === 0) return content;
  if (content.byteLength > wholeBytes) return collected(decodedStream(pieces(content), codings), maxBytes);
  try {
    return codings.reduce(
      (bytes, coding) => decoders.get(coding)?.whole(bytes, asLength(maxBytes)) ?? bytes,
      content,
    );
  } catch (error) {
    throw isTooLarge(error) ? new TooLarge(content) : error;
  }
}

/** zlib wants a number that a Buffer could have as its length. */
function asLength(maxBytes: number): number {
  return Math.max(1, Math.min(maxBytes, 2 ** 31 - 1));
}

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

async function collected(stream: ReadableStream<Bytes>, maxBytes: number): Promise<Bytes> {
  const parts: Bytes[] = [];
  let sizeBytes = 0;
  for await (const part of stream) {
    parts.push(part);
    sizeBytes += part.byteLength;
    if (sizeBytes > maxBytes) throw new TooLarge(joined(parts, sizeBytes));
  }
  return joined(parts, sizeBytes);
}

/** In pieces, so that what decodes them can be held back. */
function pieces(content: Bytes): ReadableStream<Bytes> {
  return new Blob([content]).stream();
}

/** The same piece by piece, for content that is large or does not end. */
export function decodedStream(
  content: ReadableStream<Bytes>,
  codings: readonly string[],
): ReadableStream<Bytes> {
  return codings.reduce((stream, coding) => {
    const decoder = decoders.get(coding);
    return decoder ? stream.pipeThrough(webPair(decoder.stream())) : stream;
  }, content);
}

/** Node's types of web streams and the web's own differ in name only. */
function webPair(duplex: Duplex): ReadableWritablePair<Bytes, Bytes> {
  const { Duplex } = globalThis.process.getBuiltinModule('node:stream');
  return Duplex.toWeb(duplex) as ReadableWritablePair<Bytes, Bytes>;
}
