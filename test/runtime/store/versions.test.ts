import { expect, test, vi } from 'vitest';
import type { Remote } from '../../../src/runtime/store/remote.ts';
import { Versions } from '../../../src/runtime/store/versions.ts';

/** A store of versions whose answers a test may hold back. */
function aRemote() {
  const map = new Map<string, string>();
  let gate: Promise<unknown> = Promise.resolve();
  const get = vi.fn(async (key: string) => {
    const found = map.get(key);
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
  map.set('t:portfolio', 'one');
  const versions = someVersions();

  await versions.read(remote, ['portfolio']);

  expect(await versions.read(remote, ['portfolio'])).toEqual(new Map([['portfolio', 'one']]));
  expect(get).toHaveBeenCalledOnce();
});

test('while they are not, it is asked for each time', async () => {
  const { remote, map } = aRemote();
  map.set('t:portfolio', 'one');
  const versions = someVersions({ isHearing: false });
  await versions.read(remote, ['portfolio']);

  map.set('t:portfolio', 'two');

  expect(await versions.read(remote, ['portfolio'])).toEqual(new Map([['portfolio', 'two']]));
});

test('a version that was under way when a change was heard of is not remembered', async () => {
  const { remote, map, hold } = aRemote();
  map.set('t:portfolio', 'one');
  const versions = someVersions();
  const release = hold();
  const reading = versions.read(remote, ['portfolio']);
  await vi.waitFor(() => expect(remote.get).toHaveBeenCalledOnce());

  map.set('t:portfolio', 'two');
  versions.forget(['portfolio']);
  release();
  await reading;

  expect(versions.peek('portfolio')).toBeUndefined();
  expect(await versions.read(remote, ['portfolio'])).toEqual(new Map([['portfolio', 'two']]));
});

test('a version that was lost is replaced by another, so that nothing of before fits it', async () => {
  const { remote, map } = aRemote();
  const versions = someVersions({ isHearing: false });
  const before = (await versions.read(remote, ['portfolio'])).get('portfolio');

  map.clear();

  expect((await versions.read(remote, ['portfolio'])).get('portfolio')).not.toBe(before);
});
