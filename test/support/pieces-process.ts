/**
 * A process of its own through which pieces go, as fast as they are asked for, each of a socket's size and
 * dropped by its reader. Tells the most bytes of pieces that there were at a time.
 */

import { Fields } from '../../src/runtime/fields.ts';
import { Outgoing } from '../../src/runtime/outgoing.ts';
import { DispatchedReply } from '../../src/runtime/transport/dispatched-reply.ts';
import { streamed } from '../../src/runtime/transport/sent-body.ts';

const [direction, count = '0'] = process.argv.slice(2);
let left = Number(count);

/** As Node has it of a socket: memory that V8 did not ask for, in full use. */
const aPiece = (): Buffer<ArrayBuffer> => Buffer.allocUnsafeSlow(64 * 1024).fill(1);

function received(): ReadableStream<Uint8Array> {
  const outgoing = new Outgoing('GET', { url: 'http://x.example/', headers: new Fields(), body: undefined });
  const reply = new DispatchedReply(outgoing, { resolve: () => {}, reject: () => {} });
  const resume = (): void => {
    if (left-- > 0) setImmediate(() => reply.onData(aPiece()));
    else reply.onComplete();
  };
  reply.onHeaders(200, [], resume, 'OK');
  return reply.body ?? new Blob().stream();
}

function sent(): ReadableStream<Uint8Array> {
  const source = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (left-- > 0) controller.enqueue(aPiece());
      else controller.close();
    },
  });
  return streamed(source, () => {});
}

let most = 0;
for await (const piece of direction === 'received' ? received() : sent()) {
  if (piece.byteLength === 0) throw new Error('A piece was empty.');
  most = Math.max(most, process.memoryUsage().arrayBuffers);
}
process.stdout.write(String(most));
