import { expect, test, vi } from 'vitest';
import { gathered } from '../../../src/runtime/fleet/gathered.ts';

/** A store that answers each key with itself in capitals, and has nothing under `none`. */
function aStore() {
  return vi.fn(
    async (keys: readonly string[]): Promise<unknown[]> =>
      keys.map((key) => (key === 'none' ? null : key.toUpperCase())),
  );
}

test('what is asked for in one turn is asked for in one command, each key once', async () => {
  const store = aStore();
  const read = gathered(store);
  const later = Promise.resolve().then(() => read('c'));

  expect(await Promise.all([read('a'), read('b'), read('a'), later])).toEqual(['A', 'B', 'A', 'C']);

  expect(store.mock.calls).toEqual([[['a', 'b', 'c']]]);
});

test('what is asked for after that is asked for again', async () => {
  const store = aStore();
  const read = gathered(store);
  await read('a');

  expect(await read('a')).toBe('A');

  expect(store).toHaveBeenCalledTimes(2);
});

test('nothing is `null`, whatever the others are', async () => {
  const read = gathered(aStore());
  expect(await Promise.all([read('none'), read('a')])).toEqual([null, 'A']);
});

test('no answer is `undefined`, for each', async () => {
  const read = gathered(async () => undefined);
  expect(await Promise.all([read('a'), read('b')])).toEqual([undefined, undefined]);
});

test('a command that fails, fails for each who had a key in it, and for nobody else', async () => {
  const store = aStore();
  store.mockRejectedValueOnce(new Error('down'));
  const read = gathered(store);

  const first = await Promise.allSettled([read('a'), read('b')]);

  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read('a')).toBe('A');
});

test('no command names more than 128 keys', async () => {
  const store = aStore();
  const read = gathered(store);
  await Promise.all(Array.from({ length: 300 }, (_, index) => read(`k${index}`)));
  expect(store.mock.calls.map(([keys]) => keys.length)).toEqual([128, 128, 44]);
});
