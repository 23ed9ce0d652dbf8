/** A body as it goes out. */

import { expect } from 'vitest';
import { encodeBody } from '../../../src/runtime/body.ts';
import type { Body, Operation } from '../../../src/runtime/index.ts';

export function aWrite(body?: Body): Operation {
  return {
    id: 'write',
    method: 'POST',
    path: '/things',
    resource: 'things',
    replies: {},
    ...(body && { body }),
  };
}

/** What goes out, as a `Request` sees it. */
export function sent(body: Body, value: unknown, contentType?: string): Request {
  const encoded = encodeBody(aWrite(body), { body: value, contentType });
  const headers: Record<string, string> = encoded?.contentType ? { 'content-type': encoded.contentType } : {};
  return new Request('https://x.example', {
    method: 'POST',
    headers,
    ...(encoded && { body: encoded.content, duplex: 'half' }),
  });
}

/** The parts of a multipart body as text, its boundary replaced by `--`. */
export async function partsOf(request: Request): Promise<string> {
  const boundary = /boundary=(.*)$/.exec(request.headers.get('content-type') ?? '')?.[1] ?? '?';
  const text = await request.text();
  return text.replaceAll(boundary, '').replaceAll('\r\n', '\n');
}

export const refusal = (message: string) => expect.objectContaining({ code: 'INVALID_REQUEST', message });

export async function* overTime<Item>(...items: Item[]): AsyncGenerator<Item> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}
