import { expect, test, vi } from 'vitest';
import { type FlightControl, SingleFlight } from '../../src/runtime/single-flight.ts';
import type { Urgency } from '../../src/runtime/urgency.ts';
import { quiet } from '../support/time.ts';

/** Work that the test ends by hand, and that says whether it was cancelled. */
function aWork() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const cancelled = vi.fn();
  const start = vi.fn((control: { onCancel(cancel: (reason: unknown) => void): void }) => {
    control.onCancel((reason) => {
      cancelled(reason);
      reject(reason);
    });
    return promise;
  });
  return { start, resolve, reject, cancelled };
}

test('who comes while the work is under way joins it', async () => {
  const flights = new SingleFlight<string>();
  const work = aWork();

  const first = flights.board('key', ['group'], work.start);
  const second = flights.board('key', ['group'], work.start);
  work.resolve('landed');

  expect([first.joined, second.joined]).toEqual([false, true]);
  expect(await Promise.all([first.value, second.value])).toEqual(['landed', 'landed']);
  expect(work.start).toHaveBeenCalledOnce();
});

test.each(['resolves', 'rejects'])('a flight that %s is off the board', async (ending) => {
  const flights = new SingleFlight<string>();
  const work = aWork();

  const { value } = flights.board('key', ['group'], work.start);
  if (ending === 'resolves') work.resolve('landed');
  else work.reject(new Error('crashed'));
  await Promise.allSettled([value]);

  expect(flights.size).toBe(0);
  expect(flights.board('key', ['group'], aWork().start).joined).toBe(false);
});

test('the work is cancelled with the reason of the last who left', async () => {
  const flights = new SingleFlight<string>();
  const work = aWork();
  const [one, other] = [new AbortController(), new AbortController()];
  const boardings = [one, other].map(({ signal }) => flights.board('key', ['group'], work.start, { signal }));
  const endings = Promise.allSettled(boardings.map(({ value }) => value));

  one.abort('first');
  expect(work.cancelled).not.toHaveBeenCalled();
  other.abort('last');

  expect(work.cancelled).toHaveBeenCalledExactlyOnceWith('last');
  expect(flights.size).toBe(0);
  expect((await endings).map((ending) => ending.status === 'rejected' && ending.reason)).toEqual([
    'first',
    'last',
  ]);
});

test('a caller that cannot leave keeps the work alive', async () => {
  const flights = new SingleFlight<string>();
  const work = aWork();
  const controller = new AbortController();
  const leaving = flights.board('key', ['group'], work.start, { signal: controller.signal });
  const staying = flights.board('key', ['group'], work.start);

  controller.abort('gone');
  await expect(leaving.value).rejects.toBe('gone');
  work.resolve('landed');

  await expect(staying.value).resolves.toBe('landed');
  expect(work.cancelled).not.toHaveBeenCalled();
});

test('a signal that was aborted before boards nothing', async () => {
  const flights = new SingleFlight<string>();
  const work = aWork();

  await expect(
    flights.board('key', ['group'], work.start, { signal: AbortSignal.abort('early') }).value,
  ).rejects.toBe('early');

  expect(work.start).not.toHaveBeenCalled();
});

test('a detached flight answers those on board and takes no one new', async () => {
  const flights = new SingleFlight<string>();
  const [old, fresh] = [aWork(), aWork()];
  const early = flights.board('key', ['group'], old.start);

  flights.detach(['group']);
  const late = flights.board('key', ['group'], fresh.start);
  old.resolve('old');
  await early.value;
  const joining = flights.board('key', ['group'], aWork().start);
  fresh.resolve('fresh');

  expect([await early.value, await late.value, await joining.value]).toEqual(['old', 'fresh', 'fresh']);
  expect([late.joined, joining.joined]).toEqual([false, true]);
});

test('detaching leaves other groups alone', () => {
  const flights = new SingleFlight<string>();
  flights.board('a', ['one'], aWork().start);
  flights.board('b', ['other'], aWork().start);

  flights.detach(['one']);

  expect(flights.size).toBe(1);
});

test('a failure that all have left is nobody’s unhandled rejection', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const flights = new SingleFlight<string>();
  const controller = new AbortController();
  const { value } = flights.board('key', ['group'], aWork().start, { signal: controller.signal });

  controller.abort('gone');
  await expect(value).rejects.toBe('gone');
  await quiet();
  process.off('unhandledRejection', unhandled);

  expect(unhandled).not.toHaveBeenCalled();
});

test('a flight that was begun ahead of need is urgent once somebody joins who waits', () => {
  const flights = new SingleFlight<string>();
  let urgency: Urgency | undefined;
  const start = (control: FlightControl) => {
    urgency = control.urgency;
    return new Promise<string>(() => {});
  };

  flights.board('key', ['group'], start, { priority: 'background' });
  flights.board('key', ['group'], start, { priority: 'background' });
  expect(urgency?.priority).toBe('background');
  flights.board('key', ['group'], start);
  expect(urgency?.priority).toBe('user');
});
