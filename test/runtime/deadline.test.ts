import { describe, expect, test, vi } from 'vitest';
import { Deadline, Deadlines } from '../../src/runtime/deadline.ts';
import { systemClock } from '../../src/runtime/ports.ts';
import { useFakeTime } from '../support/time.ts';

useFakeTime();

test('it aborts when the time is up, and says that it was the time', () => {
  const deadline = new Deadline(100, systemClock);

  vi.advanceTimersByTime(99);
  expect(deadline.hasEnded).toBe(false);
  vi.advanceTimersByTime(1);

  expect([deadline.hasEnded, deadline.isReached]).toEqual([true, true]);
});

test('it aborts when its caller does, with the caller’s reason', () => {
  const controller = new AbortController();
  const deadline = new Deadline(100, systemClock, controller.signal);

  controller.abort('enough');

  expect([deadline.reason, deadline.isReached]).toEqual(['enough', false]);
});

test('a caller that had aborted before is followed at once', () => {
  const deadline = new Deadline(100, systemClock, AbortSignal.abort('before'));
  expect(deadline.reason).toBe('before');
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
  expect(deadline.hasEnded).toBe(false);
  controller.abort('enough');

  expect(deadline.reason).toBe('enough');
});

describe('the deadlines of a client', () => {
  test('are ended together when it closes, and say that it was the closing', () => {
    const deadlines = new Deadlines(systemClock);
    const running = [deadlines.start(100), deadlines.start(200)];

    deadlines.closeAll();

    expect(running.map(({ hasEnded, isClosed, isReached }) => [hasEnded, isClosed, isReached])).toEqual([
      [true, true, false],
      [true, true, false],
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('keep no listener on a caller once it is closed', () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, 'removeEventListener');
    const deadlines = new Deadlines(systemClock);
    deadlines.start(100, signal);

    deadlines.closeAll();

    expect(removed).toHaveBeenCalledOnce();
  });

  test('leave alone what is over', () => {
    const deadlines = new Deadlines(systemClock);
    const deadline = deadlines.start(100);

    deadlines.end(deadline);
    deadlines.closeAll();

    expect([deadline.hasEnded, vi.getTimerCount()]).toEqual([false, 0]);
  });

  test('end what was lifted as well: a stream has no timer, but it has a client', () => {
    const deadlines = new Deadlines(systemClock);
    const deadline = deadlines.start(100);

    deadline.lift();
    deadlines.closeAll();

    expect(deadline.isClosed).toBe(true);
  });

  test('keep the first reason: what had run out of time was not closed', () => {
    const deadlines = new Deadlines(systemClock);
    const deadline = deadlines.start(100);

    vi.advanceTimersByTime(100);
    deadlines.closeAll();

    expect([deadline.isReached, deadline.isClosed]).toEqual([true, false]);
  });

  test('are each followed by their own caller alone', () => {
    const deadlines = new Deadlines(systemClock);
    const [leaving, staying] = [new AbortController(), new AbortController()];
    const [one, other] = [deadlines.start(100, leaving.signal), deadlines.start(100, staying.signal)];

    leaving.abort('gone');

    expect([one.reason, other.hasEnded]).toEqual(['gone', false]);
    deadlines.closeAll();
  });
});
