import { expect, test, vi } from 'vitest';
import { untilAborted } from '../../../src/runtime/layers/patience.ts';
import { quiet } from '../../support/time.ts';

test('work that ends first is the outcome', async () => {
  const { signal } = new AbortController();
  await expect(untilAborted(Promise.resolve('done'), signal)).resolves.toBe('done');
  await expect(untilAborted(Promise.reject(new Error('failed')), signal)).rejects.toThrow('failed');
});

test('an abort ends it at once, with its reason', async () => {
  const controller = new AbortController();
  const pending = untilAborted(new Promise(() => {}), controller.signal);
  controller.abort('enough');
  await expect(pending).rejects.toBe('enough');
});

test('a signal that was aborted before ends it too', async () => {
  await expect(untilAborted(new Promise(() => {}), AbortSignal.abort('before'))).rejects.toBe('before');
});

test('a reply that comes too late is let go of', async () => {
  const cancelled = vi.fn();
  const { promise, resolve } = Promise.withResolvers<Response>();
  const controller = new AbortController();

  const pending = untilAborted(promise, controller.signal);
  controller.abort('enough');
  await expect(pending).rejects.toBe('enough');
  resolve(new Response(new ReadableStream({ cancel: cancelled })));
  await quiet();

  expect(cancelled).toHaveBeenCalledOnce();
});

test('no listener is left on the signal', async () => {
  const { signal } = new AbortController();
  const removed = vi.spyOn(signal, 'removeEventListener');
  await untilAborted(Promise.resolve(), signal);
  await untilAborted(Promise.reject(new Error('x')), signal).catch(() => {});
  expect(removed).toHaveBeenCalledTimes(2);
});
