import { afterEach, describe, expect, test, vi } from 'vitest';
import { closedWithProcess, closeShared, endShared } from '../../src/runtime/shared.ts';
import '../support/leaks.ts';
import { elapse, quiet, useFakeTime } from '../support/time.ts';

afterEach(async () => {
  await closeShared();
  vi.restoreAllMocks();
  vi.resetModules();
});

test('what is shared ends together, once it is listed and until it is not', async () => {
  const ended: string[] = [];
  const end = (name: string) => async () => void ended.push(name);
  closedWithProcess({ close: end('one') });
  const unlisted = closedWithProcess({ close: end('other') });
  closedWithProcess({ close: end('third') });
  unlisted();

  await closeShared();

  expect(ended).toEqual(['one', 'third']);
});

test('one that cannot be closed is told of, and holds nobody up', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const close = vi.fn(async () => {});
  const unlisted = closedWithProcess({ close: () => Promise.reject(new Error('stuck')) });
  closedWithProcess({ close });

  await closeShared();
  unlisted();

  expect(close).toHaveBeenCalledOnce();
  expect(warn).toHaveBeenCalledWith('breakwater: something could not be closed:', new Error('stuck'));
});

test('a module that is loaded again ends what the first one began', async () => {
  const close = vi.fn(async () => {});
  const unlisted = closedWithProcess({ close });
  vi.resetModules();
  const again: typeof import('../../src/runtime/shared.ts') = await import('../../src/runtime/shared.ts');

  await again.closeShared();
  unlisted();

  expect(again.closeShared).not.toBe(closeShared);
  expect(close).toHaveBeenCalledOnce();
});

describe('a process that still serves when it is told to go', () => {
  /** A page, and a client that may be idle or not. */
  function aServer() {
    const ended: string[] = [];
    const client = { isIdle: false };
    closedWithProcess({ close: async () => void ended.push('client'), isIdle: () => client.isIdle });
    closedWithProcess({ close: async () => void ended.push('page') });
    return { ended, client };
  }

  useFakeTime();

  test('ends what serves nobody at once, and the rest when nothing was under way for a second', async () => {
    const { ended, client } = aServer();
    const ending = endShared();
    await elapse(3_000);
    expect(ended).toEqual(['page']);
    client.isIdle = true;
    await elapse(800);
    client.isIdle = false;
    await elapse(200);
    client.isIdle = true;
    await elapse(900);
    expect(ended).toEqual(['page']);
    await elapse(200);
    await ending;
    expect(ended.slice(1)).toContain('client');
  });

  test('waits for eight seconds, and no longer', async () => {
    const { ended } = aServer();
    const ending = endShared();
    await elapse(7_900);
    expect(ended).not.toContain('client');
    await elapse(100);
    await ending;
    expect(ended).toContain('client');
  });

  test('waits for nothing when it is told so a second time', async () => {
    const { ended } = aServer();
    const first = endShared();
    await quiet();
    await endShared();
    expect(ended).toContain('client');
    await elapse(8_000);
    await first;
  });
});
