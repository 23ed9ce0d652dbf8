import { expect, test, vi } from 'vitest';
import { Observers, type StoreEvent } from '../../../src/runtime/events.ts';
import { systemClock } from '../../../src/runtime/ports.ts';
import { Guard } from '../../../src/runtime/store/guard.ts';
import { useFakeTime } from '../../support/time.ts';

useFakeTime();

function aGuard(probe: () => Promise<unknown> = hang) {
  const observers = new Observers();
  const events: StoreEvent[] = [];
  observers.add((event) => {
    if (event.type === 'store') events.push(event);
  });
  const onBack = vi.fn();
  const guard = new Guard({ clock: systemClock, random: () => 1, observers, timeoutMs: 50, probe, onBack });
  return { guard, events, onBack };
}

const hang = (): Promise<string> => new Promise(() => {});
const fail = (): Promise<string> =>
  Promise.reject(Object.assign(new Error('at redis://secret'), { code: 'ECONNRESET' }));
/** As node-redis has what the server says. */
const full = (): Promise<string> =>
  Promise.reject(new Error("OOM command not allowed when used memory > 'maxmemory'."));

const isUsed = async (guard: Guard): Promise<boolean> =>
  (await guard.run('get', async () => 'value')) === 'value';

/** A guard for which one command took too long. */
async function aGuardThatSkips(probe?: () => Promise<unknown>) {
  const made = aGuard(probe);
  const pending = made.guard.run('get', hang);
  await vi.advanceTimersByTimeAsync(60);
  await pending;
  return made;
}

test('what a command gives in time is its value', async () => {
  const { guard, events } = aGuard();
  expect(await guard.run('get', async () => 'value')).toBe('value');
  expect(events).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('a command that never settles gives nothing after its moment', async () => {
  const { guard, events } = aGuard();
  const ended = vi.fn();
  const pending = guard.run('get', hang).then(ended);

  await vi.advanceTimersByTimeAsync(49);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10);
  await pending;

  expect(ended).toHaveBeenCalledExactlyOnceWith(undefined);
  expect(events).toEqual([{ type: 'store', action: 'get', outcome: 'timeout' }]);
});

test('a command that took too long is the last one that anybody waited for', async () => {
  const { guard, events } = await aGuardThatSkips();
  const command = vi.fn(async () => 'value');

  expect(await guard.run('get', command)).toBeUndefined();

  expect(command).not.toHaveBeenCalled();
  expect(events.at(-1)).toEqual({ type: 'store', action: 'get', outcome: 'skipped' });
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
  await vi.advanceTimersByTimeAsync(60);
  await pending;
  reject(new Error('too late'));
  await vi.advanceTimersByTimeAsync(0);
});

test('errors cost no time: the store is left alone after three in a row', async () => {
  const { guard } = aGuard();
  await guard.run('get', fail);
  await guard.run('get', fail);
  expect(await isUsed(guard)).toBe(true);
  for (let count = 0; count < 3; count += 1) await guard.run('get', fail);
  expect(await isUsed(guard)).toBe(false);
});

test('a server that refuses a command is well: what it says of writes tells nothing of reads', async () => {
  const { guard, events } = aGuard();
  for (let count = 0; count < 10; count += 1) await guard.run('set', full);
  expect(await isUsed(guard)).toBe(true);
  expect(events[0]).toEqual({ type: 'store', action: 'set', outcome: 'failed', reason: 'OOM' });
});

test('it is asked in the background whether it is back, ever more rarely, and no call takes part in that', async () => {
  const probe = vi.fn(hang);
  const { guard } = await aGuardThatSkips(probe);

  await vi.advanceTimersByTimeAsync(60_000);

  // After 0.5, 1, 2, 4, 8 and then every 10 seconds, each for a second.
  expect(probe).toHaveBeenCalledTimes(8);
  expect(await isUsed(guard)).toBe(false);
});

test('as soon as it answers it is used again', async () => {
  const { guard, onBack } = await aGuardThatSkips(async () => 'PONG');
  await vi.advanceTimersByTimeAsync(500);
  expect(onBack).toHaveBeenCalledOnce();
  expect(await isUsed(guard)).toBe(true);
});

test('once closed it asks for nothing any more', async () => {
  const { guard } = await aGuardThatSkips();
  guard.close();
  expect(vi.getTimerCount()).toBe(0);
});
