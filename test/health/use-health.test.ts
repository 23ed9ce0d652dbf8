import { afterEach, expect, it, vi } from 'vitest';
import { type Health, health, useHealth } from '../../src/health/index.ts';
import { closeShared } from '../../src/runtime/index.ts';
import { aToldClient } from './scene.ts';

const made: Health[] = [];
const make = vi.fn(async () => health(aToldClient()));

/** The page, closed when the test is over. */
async function use(by: () => Health | Promise<Health> = make): Promise<Health> {
  const page = await useHealth(by);
  made.push(page);
  return page;
}

afterEach(() => {
  for (const page of made.splice(0)) page.close();
  make.mockClear();
  vi.resetModules();
});

it('concurrent first callers share one page', async () => {
  expect(new Set(await Promise.all([use(), use(), use()])).size).toBe(1);
  expect(make).toHaveBeenCalledOnce();
});

it('it survives the module being loaded again', async () => {
  const before = await use();
  vi.resetModules();
  const again: typeof import('../../src/health/use-health.ts') = await import(
    '../../src/health/use-health.ts'
  );
  expect(again.useHealth).not.toBe(useHealth);
  expect(await again.useHealth(make)).toBe(before);
});

it('once it is closed, the next caller makes a new one, which closing the old one again leaves alone', async () => {
  const first = await use();
  first.close();
  const second = await use();
  expect(second).not.toBe(first);
  first[Symbol.dispose]();
  expect(await use()).toBe(second);
  expect((await second.handler(new Request('http://localhost/livez'))).status).toBe(403);
  expect((await first.handler(new Request('http://localhost/livez'))).status).toBe(503);
});

it('a page that could not be made is tried again', async () => {
  await expect(use(() => Promise.reject(new Error('no password')))).rejects.toThrow('no password');
  await expect(
    use(() => {
      throw new Error('none yet');
    }),
  ).rejects.toThrow('none yet');
  await expect(use()).resolves.toBeDefined();
});

it('what closes everything that is shared closes it, and ends its open pages', async () => {
  const page = await useHealth(() => health(aToldClient(), { authorize: () => true }));
  const { body } = await page.handler(new Request('http://localhost/events'));
  const reader = body?.getReader();
  await reader?.read();

  await closeShared();

  expect(await reader?.read()).toMatchObject({ done: true });
  expect((await use()) === page).toBe(false);
});
