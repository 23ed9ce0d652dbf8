import { expect, test, vi } from 'vitest';
import { Deadline } from '../../src/runtime/deadline.ts';
import { systemClock } from '../../src/runtime/ports.ts';
import { useFakeTime } from '../support/time.ts';

useFakeTime();

test('it aborts when the time is up, and says that it was the time', () => {
  const deadline = new Deadline(100, systemClock);

  vi.advanceTimersByTime(99);
  expect(deadline.signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);

  expect([deadline.signal.aborted, deadline.isReached]).toEqual([true, true]);
});

test('it aborts when its caller does, with the caller’s reason', () => {
  const controller = new AbortController();
  const deadline = new Deadline(100, systemClock, controller.signal);

  controller.abort('enough');

  expect([deadline.signal.reason, deadline.isReached]).toEqual(['enough', false]);
});

test('a caller that had aborted before is followed at once', () => {
  const deadline = new Deadline(100, systemClock, AbortSignal.abort('before'));
  expect(deadline.signal.reason).toBe('before');
  deadline[Symbol.dispose]();
});

test('it tells the time that is left, and never less than none', () => {
  const deadline = new Deadline(100, systemClock);

  vi.advanceTimersByTime(30);
  const left = deadline.remainingMs();
  vi.advanceTimersByTime(500);

  expect([left, deadline.remainingMs()]).toEqual([70, 0]);
});

test('a call that is over leaves neither timer nor listener', () => {
  const { signal } = new AbortController();
  const added = vi.spyOn(signal, 'addEventListener');
  const removed = vi.spyOn(signal, 'removeEventListener');

  new Deadline(100, systemClock, signal)[Symbol.dispose]();

  expect(vi.getTimerCount()).toBe(0);
  expect(removed.mock.calls).toHaveLength(added.mock.calls.length);
  expect(removed.mock.calls[0]?.[1]).toBe(added.mock.calls[0]?.[1]);
});

test('once lifted, only the caller can stop it', () => {
  const controller = new AbortController();
  const deadline = new Deadline(100, systemClock, controller.signal);

  deadline.lift();
  vi.advanceTimersByTime(1_000);
  expect(deadline.signal.aborted).toBe(false);
  controller.abort('enough');

  expect(deadline.signal.reason).toBe('enough');
});
