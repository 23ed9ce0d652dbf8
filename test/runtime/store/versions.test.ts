import { expect, test, vi } from 'vitest';
import type { Remote } from '../../../src/runtime/store/remote.ts';
import { agree, Versions } from '../../../src/runtime/store/versions.ts';

/** A store of versions whose answers a test may hold back. */
function aRemote() {
  const map = new Map<string, string>();
  let gate: Promise<unknown> = Promise.resolve();
  const get = vi.fn(async (key: string) => {
    const found = map.get(key) ?? null;
    await gate;
    return found;
  });
  const remote: Remote = {
    get,
    set: async () => {},
    establish: async (key, value) => {
      if (!map.has(key)) map.set(key, value);
      return map.get(key) ?? value;
    },
    ping: async () => {},
    redis: undefined,
  };
  const hold = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    return resolve;
  };
  return { remote, map, get, hold };
}

const heard = { isHearing: true };
const someVersions = ({ isHearing } = heard) =>
  new Versions(
    (tag) => `t:${tag}`,
    () => isHearing,
  );

test('while changes are heard of, a version is asked for once', async () => {
  const { remote, map, get } = aRemote();
  map.set('t:*', 'all').set('t:portfolio', 'one');
  const versions = someVersions();

  await versions.read(remote, ['portfolio']);

  expect(await versions.read(remote, ['portfolio'])).toEqual(['*', 'all', 'portfolio', 'one']);
  expect(get.mock.calls).toEqual([['t:*'], ['t:portfolio']]);
});

test('while they are not, it is asked for each time', async () => {
  const { remote, map } = aRemote();
  map.set('t:*', 'all').set('t:portfolio', 'one');
  const versions = someVersions({ isHearing: false });
  await versions.read(remote, ['portfolio']);

  map.set('t:portfolio', 'two');

  expect(await versions.read(remote, ['portfolio'])).toEqual(['*', 'all', 'portfolio', 'two']);
});

test('a version that was under way when a change was heard of is not remembered', async () => {
  const { remote, map, hold } = aRemote();
  map.set('t:*', 'all').set('t:portfolio', 'one');
  const versions = someVersions();
  const release = hold();
  const reading = versions.read(remote, ['portfolio']);
  await vi.waitFor(() => expect(remote.get).toHaveBeenCalledTimes(2));

  map.set('t:portfolio', 'two');
  versions.forget(['portfolio']);
  release();
  await reading;

  expect(versions.peek(['portfolio'])).toBeUndefined();
  expect(await versions.read(remote, ['portfolio'])).toEqual(['*', 'all', 'portfolio', 'two']);
});

test('a version that was lost is replaced by another, so that nothing of before fits it', async () => {
  const { remote, map } = aRemote();
  const versions = someVersions({ isHearing: false });
  const before = await versions.read(remote, ['portfolio']);

  map.clear();

  expect(agree(before, await versions.read(remote, ['portfolio']))).toBe(false);
});

test.each([
  ['the same', ['*', '1', 'a', '2'], true],
  ['the same in another order', ['a', '2', '*', '1'], true],
  ['more than it had', ['*', '1', 'a', '2', 'b', '3'], true],
  ['another version', ['*', '1', 'a', '3'], false],
  ['one that is not known', ['*', '1'], undefined],
  ['one that is not known, and is called as a version is', ['*', 'a'], undefined],
])('an entry is held against what is now: %s', (_case, now, verdict) => {
  expect(agree(['*', '1', 'a', '2'], now)).toBe(verdict);
});
