import { describe, expect, test, vi } from 'vitest';
import { Cancellation, untilCancelled } from '../../src/runtime/cancellation.ts';
import { quiet } from '../support/time.ts';

describe('a cancellation', () => {
  test('tells everybody who listens, once, with its first reason', () => {
    const cancellation = new Cancellation();
    const heard = vi.fn();
    cancellation.add(heard);

    cancellation.cancel('first');
    cancellation.cancel('second');

    expect(heard.mock.calls).toEqual([['first']]);
    expect([cancellation.isCancelled, cancellation.reason]).toEqual([true, 'first']);
  });

  test('tells at once whoever comes after it', () => {
    const cancellation = new Cancellation();
    const heard = vi.fn();

    cancellation.cancel('before');
    cancellation.add(heard);

    expect(heard.mock.calls).toEqual([['before']]);
  });

  test('does not tell whoever has left', () => {
    const cancellation = new Cancellation();
    const heard = vi.fn();
    cancellation.add(heard);

    cancellation.remove(heard);
    cancellation.cancel('later');

    expect(heard).not.toHaveBeenCalled();
  });

  test('is an AbortSignal for whoever asks, before or after', () => {
    const [early, late] = [new Cancellation(), new Cancellation()];
    const { signal } = early;

    early.cancel('enough');
    late.cancel('enough');

    expect([signal.reason, late.signal.reason]).toEqual(['enough', 'enough']);
    expect(early.signal).toBe(signal);
  });
});

describe('work until it is cancelled', () => {
  test('that ends first is the outcome', async () => {
    const cancellation = new Cancellation();
    await expect(untilCancelled(Promise.resolve('done'), cancellation)).resolves.toBe('done');
    await expect(untilCancelled(Promise.reject(new Error('failed')), cancellation)).rejects.toThrow('failed');
  });

  test('ends at once with the reason', async () => {
    const cancellation = new Cancellation();
    const pending = untilCancelled(new Promise(() => {}), cancellation);
    cancellation.cancel('enough');
    await expect(pending).rejects.toBe('enough');
  });

  test('ends too where that was before', async () => {
    const cancellation = new Cancellation();
    cancellation.cancel('before');
    await expect(untilCancelled(new Promise(() => {}), cancellation)).rejects.toBe('before');
  });

  test('has what comes too late let go', async () => {
    const letGo = vi.fn();
    const { promise, resolve } = Promise.withResolvers<string>();
    const cancellation = new Cancellation();

    const pending = untilCancelled(promise, cancellation, letGo);
    cancellation.cancel('enough');
    await expect(pending).rejects.toBe('enough');
    resolve('late');
    await quiet();

    expect(letGo.mock.calls).toEqual([['late']]);
  });

  test('leaves no listener behind', async () => {
    const cancellation = new Cancellation();
    const removed = vi.spyOn(cancellation, 'remove');
    await untilCancelled(Promise.resolve(), cancellation);
    await untilCancelled(Promise.reject(new Error('x')), cancellation).catch(() => {});
    expect(removed).toHaveBeenCalledTimes(2);
  });
});
