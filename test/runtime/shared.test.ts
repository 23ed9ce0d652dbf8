import { afterEach, expect, test, vi } from 'vitest';
import { closedWithProcess, closeShared } from '../../src/runtime/shared.ts';
import '../support/leaks.ts';

afterEach(async () => {
  await closeShared();
  vi.restoreAllMocks();
  vi.resetModules();
});

test('what is shared ends together, once it is listed and until it is not', async () => {
  const ended: string[] = [];
  const end = (name: string) => async () => void ended.push(name);
  closedWithProcess(end('one'));
  const unlisted = closedWithProcess(end('other'));
  closedWithProcess(end('third'));
  unlisted();

  await closeShared();

  expect(ended).toEqual(['one', 'third']);
});

test('one that cannot be closed is told of, and holds nobody up', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const close = vi.fn(async () => {});
  const unlisted = closedWithProcess(() => Promise.reject(new Error('stuck')));
  closedWithProcess(close);

  await closeShared();
  unlisted();

  expect(close).toHaveBeenCalledOnce();
  expect(warn).toHaveBeenCalledWith('breakwater: something could not be closed:', new Error('stuck'));
});

test('a module that is loaded again ends what the first one began', async () => {
  const close = vi.fn(async () => {});
  const unlisted = closedWithProcess(close);
  vi.resetModules();
  const again: typeof import('../../src/runtime/shared.ts') = await import('../../src/runtime/shared.ts');

  await again.closeShared();
  unlisted();

  expect(again.closeShared).not.toBe(closeShared);
  expect(close).toHaveBeenCalledOnce();
});
