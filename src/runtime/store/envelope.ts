/**
 * How a snapshot is written into a shared store: one line of JSON that says what it is, then the body exactly as
 * it came, so that a large body is neither escaped nor parsed twice. Where the store takes bytes, a body that is
 * worth it is compressed.
 *
 * What cannot be read, for whatever reason, is a miss and never an exception.
 */

import { parseBody, type Snapshot } from './snapshot.ts';
import type { Stamps } from './versions.ts';

/** Raised whenever the form changes; part of every key, so that versions never meet. */
export const wireVersion = 3;

/** Characters from which a body is compressed: below, the time costs more than the bytes. */
const compressFrom = 2_048;

/** Longest body that is taken out of an envelope, in bytes: no few bytes may become a heap full. */
const longestBody = 64 * 1024 * 1024;

const zlib = globalThis.process?.getBuiltinModule?.('node:zlib');

interface Head extends Omit<Snapshot, 'text' | 'body'> {
  readonly v: number;
  /** The versions of its tags, as they were before its request left. */
  readonly seen: readonly (readonly [string, string])[];
  /** RFC 1951. */
  readonly coding?: 'deflate-raw';
}

export interface Opened {
  readonly snapshot: Snapshot;
  readonly stamps: Stamps;
}

export function seal(snapshot: Snapshot, stamps: Stamps = new Map()): string {
  return `${lineOf(snapshot, stamps)}\n${snapshot.text}`;
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

export function open(envelope: unknown): Opened | undefined {
  try {
    const [line, content] = partsOf(envelope);
    const head: unknown = JSON.parse(line);
    if (!isHead(head)) return undefined;
    const { v: _checked, seen, coding, ...rest } = head;
    const text = textOf(content, coding);
    return { snapshot: { ...rest, text, body: parseBody(text, head.isJson) }, stamps: new Map(seen) };
  } catch {
    return undefined;
  }
}

function lineOf(snapshot: Snapshot, stamps: Stamps, coding?: 'deflate-raw'): string {
  const { text: _follows, body: _parsedAgainOnOpen, ...rest } = snapshot;
  const head: Head = { v: wireVersion, ...rest, seen: [...stamps], ...(coding && { coding }) };
  return JSON.stringify(head);
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

function textOf(content: string | Uint8Array, coding: Head['coding']): string {
  if (typeof content === 'string') return content;
  if (!coding) return textIn(content);
  if (!zlib) throw new TypeError('compressed, and nothing here undoes it');
  return textIn(zlib.inflateRawSync(content, { maxOutputLength: longestBody }));
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function textIn(bytes: Uint8Array): string {
  // Node's own way is several times faster on a short text.
  const { Buffer } = globalThis;
  return Buffer && bytes instanceof Buffer ? bytes.toString() : decoder.decode(bytes);
}

const moments = ['bornAt', 'freshUntil', 'staleUntil', 'rescueUntil', 'keptUntil'] as const;

function isHead(value: unknown): value is Head {
  if (typeof value !== 'object' || value === null) return false;
  const head: Partial<Record<keyof Head, unknown>> = value;
  return (
    head.v === wireVersion &&
    typeof head.status === 'number' &&
    typeof head.url === 'string' &&
    typeof head.isJson === 'boolean' &&
    (head.contentType === null || typeof head.contentType === 'string') &&
    typeof head.requestedAt === 'number' &&
    moments.every((name) => typeof head[name] === 'number') &&
    typeof head.isStrict === 'boolean' &&
    Array.isArray(head.vary) &&
    Array.isArray(head.tags) &&
    head.tags.every((tag) => typeof tag === 'string') &&
    (head.coding === undefined || head.coding === 'deflate-raw') &&
    Array.isArray(head.headers) &&
    head.headers.every(isPair) &&
    Array.isArray(head.seen) &&
    head.seen.every(isPair)
  );
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
