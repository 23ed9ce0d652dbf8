/**
 * How a snapshot is written into a shared store: one line of JSON that says what it is, then the
 * body exactly as it came, so that a large body is neither escaped nor parsed twice.
 *
 * What cannot be read, for whatever reason, is a miss and never an exception.
 */

import { parseBody, type Snapshot } from './snapshot.ts';

/** Raised whenever the form changes; part of every key, so that versions never meet. */
export const wireVersion = 3;

interface Head extends Omit<Snapshot, 'text' | 'body'> {
  readonly v: number;
}

export function seal(snapshot: Snapshot): string {
  const { text, body: _parsedAgainOnOpen, ...rest } = snapshot;
  const head: Head = { v: wireVersion, ...rest };
  return `${JSON.stringify(head)}\n${text}`;
}

export function open(envelope: unknown): Snapshot | undefined {
  if (typeof envelope !== 'string') return undefined;
  const border = envelope.indexOf('\n');
  if (border < 0) return undefined;
  try {
    const head: unknown = JSON.parse(envelope.slice(0, border));
    if (!isHead(head)) return undefined;
    const text = envelope.slice(border + 1);
    const { v: _checked, ...rest } = head;
    return { ...rest, text, body: parseBody(text, head.isJson) };
  } catch {
    return undefined;
  }
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
    Array.isArray(head.headers) &&
    head.headers.every(isField)
  );
}

function isField(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');
}
