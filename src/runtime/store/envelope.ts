/**
 * How a snapshot is written into a shared store: one line of JSON that says what it is, then the body exactly as
 * it came, so that a large body is neither escaped nor parsed twice. Where the store takes bytes, a body that is
 * worth it is compressed.
 *
 * The line is a list, and its moments count from the first of them: reading it is a part of every shared hit.
 * What cannot be read, for whatever reason, is a miss and never an exception.
 */

import type { Selecting } from '../policy/vary.ts';
import { parseBody, type Snapshot } from './snapshot.ts';
import { isUrlTag, urlIn, urlTag } from './url-tag.ts';
import { isStamps, type Stamps, tagsIn } from './versions.ts';

/** Raised whenever the form changes; part of every key, so that versions never meet. */
export const wireVersion = 4;

/** Characters from which a body is compressed: below, the time costs more than the bytes. */
const compressFrom = 2_048;

/** Longest body that is taken out of an envelope, in bytes: no few bytes may become a heap full. */
const longestBody = 64 * 1024 * 1024;

const zlib = globalThis.process?.getBuiltinModule?.('node:zlib');

type Head = readonly [
  version: number,
  status: number,
  contentType: string | null,
  isJson: boolean,
  isStrict: boolean,
  bornAt: number,
  /** This and what follows: milliseconds after that. */
  freshUntil: number,
  staleUntil: number,
  rescueUntil: number,
  keptUntil: number,
  /** `''` where it is that of the tags. */
  url: string,
  bodyBytes: number,
  fields: string,
  vary: Selecting,
  /** The versions of its tags, as they were before its request left. */
  stamps: Stamps,
  /** RFC 1951. */
  coding: 'deflate-raw' | '',
];

export interface Opened {
  readonly snapshot: Snapshot;
  readonly stamps: Stamps;
}

export function seal(snapshot: Snapshot, stamps: Stamps): string {
  return `${lineOf(snapshot, stamps, '')}\n${snapshot.text}`;
}

/** The same, as small as it gets. */
export function sealInBytes(snapshot: Snapshot, stamps: Stamps): string | Uint8Array {
  if (!zlib || snapshot.text.length < compressFrom) return seal(snapshot, stamps);
  // Level 1: half the time of the default for a tenth more bytes.
  const body = zlib.deflateRawSync(snapshot.text, { level: 1 });
  return globalThis.Buffer.concat([
    globalThis.Buffer.from(`${lineOf(snapshot, stamps, 'deflate-raw')}\n`),
    body,
  ]);
}

/** @param requestedAt moment at which it was asked for here: its writer's clock says nothing to this process */
export function open(envelope: unknown, requestedAt: number): Opened | undefined {
  try {
    const [line, content] = partsOf(envelope);
    const head: unknown = JSON.parse(line);
    if (!isHead(head)) return undefined;
    const [, status, contentType, isJson, isStrict, bornAt, fresh, stale, rescue, kept, ...rest] = head;
    const [url, bodyBytes, fields, vary, stamps, coding] = rest;
    const text = textOf(content, coding);
    const tags = tagsIn(stamps);
    const snapshot: Snapshot = {
      status,
      fields,
      url: url === '' ? urlAmong(tags) : url,
      contentType,
      isJson,
      text,
      requestedAt,
      vary,
      tags,
      bornAt,
      freshUntil: bornAt + fresh,
      staleUntil: bornAt + stale,
      rescueUntil: bornAt + rescue,
      keptUntil: bornAt + kept,
      isStrict,
      bodyBytes,
      body: parseBody(text, isJson),
    };
    return { snapshot, stamps };
  } catch {
    return undefined;
  }
}

function lineOf(snapshot: Snapshot, stamps: Stamps, coding: Head[15]): string {
  const { status, contentType, isJson, isStrict, bornAt, url, bodyBytes, fields, vary, tags } = snapshot;
  const { freshUntil, staleUntil, rescueUntil, keptUntil } = snapshot;
  const after = (moment: number): number => Math.round(moment - bornAt);
  const head: Head = [
    wireVersion,
    status,
    contentType,
    isJson,
    isStrict,
    bornAt,
    after(freshUntil),
    after(staleUntil),
    after(rescueUntil),
    after(keptUntil),
    tags.includes(urlTag(url)) ? '' : url,
    bodyBytes,
    fields,
    vary,
    stamps,
    coding,
  ];
  return JSON.stringify(head);
}

/** @throws {TypeError} There is none. */
function urlAmong(tags: readonly string[]): string {
  const tag = tags.find(isUrlTag);
  if (tag === undefined) throw new TypeError('no URL');
  return urlIn(tag);
}

/** @throws {TypeError} It has no two parts. */
function partsOf(envelope: unknown): [line: string, content: string | Uint8Array] {
  if (typeof envelope === 'string') {
    const border = envelope.indexOf('\n');
    if (border >= 0) return [envelope.slice(0, border), envelope.slice(border + 1)];
  }
  if (envelope instanceof Uint8Array) {
    const border = envelope.indexOf(10);
    if (border >= 0) return [textIn(envelope.subarray(0, border)), envelope.subarray(border + 1)];
  }
  throw new TypeError('no envelope');
}

function textOf(content: string | Uint8Array, coding: Head[15]): string {
  if (typeof content === 'string') return content;
  if (coding === '') return textIn(content);
  if (!zlib) throw new TypeError('compressed, and nothing here undoes it');
  return textIn(zlib.inflateRawSync(content, { maxOutputLength: longestBody }));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function textIn(bytes: Uint8Array): string {
  // Node's own way is several times faster on a short text.
  const { Buffer } = globalThis;
  return Buffer && bytes instanceof Buffer ? bytes.toString() : decoder.decode(bytes);
}

function isHead(value: unknown): value is Head {
  if (!Array.isArray(value) || value.length !== 16 || value[0] !== wireVersion) return false;
  const [, status, contentType, isJson, isStrict] = value;
  for (let place = 5; place < 10; place += 1) if (typeof value[place] !== 'number') return false;
  return (
    typeof status === 'number' &&
    (contentType === null || typeof contentType === 'string') &&
    typeof isJson === 'boolean' &&
    typeof isStrict === 'boolean' &&
    typeof value[10] === 'string' &&
    typeof value[11] === 'number' &&
    typeof value[12] === 'string' &&
    isSelecting(value[13]) &&
    isStamps(value[14]) &&
    (value[15] === '' || value[15] === 'deflate-raw')
  );
}

function isSelecting(value: unknown): value is Selecting {
  return Array.isArray(value) && value.every(isSelected);
}

function isSelected(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2 || typeof value[0] !== 'string') return false;
  return value[1] === null || typeof value[1] === 'string';
}
