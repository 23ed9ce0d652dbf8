import { expect, test, vi } from 'vitest';
import { Observers, type StoreEvent } from '../../../src/runtime/events.ts';
import { systemClock } from '../../../src/runtime/ports.ts';
import { Guard } from '../../../src/runtime/store/guard.ts';
import { useFakeTime } from '../../support/time.ts';

useFakeTime();

function aGuard() {
  const observers = new Observers();
  const events: StoreEvent[] = [];
  observers.add((event) => {
    if (event.type === 'store') events.push(event);
  });
  return { guard: new Guard(systemClock, () => 0.5, observers), events };
}

const hang = (): Promise<string> => new Promise(() => {});
const fail = (): Promise<string> =>
  Promise.reject(Object.assign(new Error('at redis://secret'), { code: 'ECONNRESET' }));

/** A guard that has seen three failures. */
async function aGuardThatSkips() {
  const made = aGuard();
  for (let count = 0; count < 3; count += 1) await made.guard.run('get', fail);
  return made;
}

test('what a command gives in time is its value', async () => {
  const { guard, events } = aGuard();
  expect(await guard.run('get', async () => 'value')).toBe('value');
  expect(events).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a command that never settles gives nothing after 200 ms', async () => {
  const { guard, events } = aGuard();
  const ended = vi.fn();
  const pending = guard.run('get', hang).then(ended);

  await vi.advanceTimersByTimeAsync(199);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await pending;

  expect(ended).toHaveBeenCalledExactlyOnceWith(undefined);
  expect(events).toEqual([{ type: 'store', action: 'get', outcome: 'timeout' }]);
});

test('a command that fails gives nothing, and its reason is told without an address', async () => {
  const { guard, events } = aGuard();
  expect(await guard.run('set', fail)).toBeUndefined();
  expect(events).toEqual([{ type: 'store', action: 'set', outcome: 'failed', reason: 'ECONNRESET' }]);
});

test('a command that fails after its time is nobody’s unhandled rejection', async () => {
  const { guard } = aGuard();
  const { promise, reject } = Promise.withResolvers<string>();
  const pending = guard.run('get', () => promise);
  await vi.advanceTimersByTimeAsync(200);
  await pending;
  reject(new Error('too late'));
  await vi.advanceTimersByTimeAsync(0);
});

test('after three failures in a row the store is left alone', async () => {
  const { guard, events } = await aGuardThatSkips();
  const command = vi.fn(async () => 'value');

  expect(await guard.run('get', command)).toBeUndefined();

  expect(command).not.toHaveBeenCalled();
  expect(events.at(-1)).toEqual({ type: 'store', action: 'get', outcome: 'skipped' });
});

test('a success in between starts the count anew', async () => {
  const { guard } = aGuard();
  await guard.run('get', fail);
  await guard.run('get', fail);
  await guard.run('get', async () => 'value');
  await guard.run('get', fail);
  await guard.run('get', fail);
  expect(await guard.run('get', async () => 'value')).toBe('value');
});

test('after ten seconds one command tries again, and its success brings the store back', async () => {
  const { guard } = await aGuardThatSkips();
  await vi.advanceTimersByTimeAsync(10_000);

  const trial = guard.run('get', hang);
  const meanwhile = await guard.run('get', async () => 'value');
  await vi.advanceTimersByTimeAsync(200);
  await trial;
  expect(meanwhile).toBeUndefined();

  await vi.advanceTimersByTimeAsync(20_000);
  expect(await guard.run('get', async () => 'back')).toBe('back');
  expect(await guard.run('get', async () => 'to stay')).toBe('to stay');
});
