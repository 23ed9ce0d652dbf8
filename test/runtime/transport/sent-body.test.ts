/** A body on its way out: in pieces, each of which is told of when it is asked for. */

import { expect, test, vi } from 'vitest';
import type { Outgoing } from '../../../src/runtime/outgoing.ts';
import { type Dispatcher, dispatch } from '../../../src/runtime/transport/dispatch.ts';
import { inPieces, pieceBytes, streamed } from '../../../src/runtime/transport/sent-body.ts';
import { anExchange } from '../../support/exchange.ts';

async function sizesOf(stream: ReadableStream<Uint8Array>): Promise<number[]> {
  const sizes: number[] = [];
  for await (const piece of stream) sizes.push(piece.byteLength);
  return sizes;
}

test('bytes go in pieces of one size, and a rest', async () => {
  const onTaken = vi.fn();
  const stream = inPieces(new Uint8Array(2 * pieceBytes + 1), onTaken);
  expect(await sizesOf(stream)).toEqual([pieceBytes, pieceBytes, 1]);
  expect(onTaken).toHaveBeenCalledTimes(3);
});

test('a stream that is left is left at its source', async () => {
  const cancel = vi.fn();
  const source = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(1)), cancel });
  await streamed(source, () => {}).cancel('enough');
  expect(cancel).toHaveBeenCalledWith('enough');
});

test.each<[string, BodyInit, string | undefined]>([
  ['a stream', new Blob(['abc']).stream(), undefined],
  ['a file', new Blob(['abc']), '3'],
  ['many bytes', new Uint8Array(pieceBytes + 1), String(pieceBytes + 1)],
])('whoever waits for the answer hears of each piece of %s', async (_, content, length) => {
  const outgoing: Outgoing = anExchange().outgoing();
  const taken = vi.fn();
  outgoing.connection = { awaited: () => {}, given: () => {}, taken };
  Object.defineProperty(outgoing, 'body', { value: { content, isReplayable: false } });
  const given = Promise.withResolvers<Parameters<Dispatcher['dispatch']>[0]>();
  dispatch(
    {
      dispatch: (options) => {
        given.resolve(options);
        return true;
      },
    },
    outgoing,
  ).catch(() => {});
  const { body, headers } = await given.promise;
  if (!(body instanceof ReadableStream)) throw new Error('it is no stream');
  await sizesOf(body);
  expect(taken.mock.calls.length).toBeGreaterThan(0);
  const at = headers.indexOf('content-length');
  expect(at === -1 ? undefined : headers[at + 1]).toBe(length);
});
