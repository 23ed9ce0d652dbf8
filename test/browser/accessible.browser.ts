import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { afterAll, describe, expect, it } from 'vitest';
import { aStage, closeBrowser, opened, type Stage, says } from './stage.ts';

afterAll(closeBrowser);

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, with every rule it has; run from outside the page’s policy, which it leaves as it is. */
async function violationsOf({ page }: Stage): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }: axe.Result) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    );
  });
}

it('axe sees what keeps people out, should it be there', async () => {
  const stage = await aStage();
  await opened(stage);
  await stage.page.evaluate(() => document.querySelector('main')?.append(document.createElement('img')));
  expect((await violationsOf(stage)).join()).toMatch(/image-alt/);
});

const looks = [
  ['in light', 'light', 1280],
  ['in the dark', 'dark', 1280],
  ['on a phone', 'light', 390],
  ['on a phone in the dark', 'dark', 390],
] as const;

describe.each(looks)('%s', (_, colorScheme, width) => {
  it('axe finds nothing when all is quiet', async () => {
    const stage = await aStage({ colorScheme, width });
    await opened(stage);
    expect(await violationsOf(stage)).toEqual([]);
  });

  it('axe finds nothing in trouble, with everything open that opens', async () => {
    const seenAt = Date.now();
    const stage = await aStage({
      ...{ colorScheme, width, actions: true },
      instances: () => [{ id: 'web-1', startedAt: seenAt, seenAt, isThis: true, note: null }],
    });
    await opened(stage);
    stage.isBroken = true;
    await stage.call(9);
    await says(stage, '.origin .state', /open/);
    await stage.page.getByRole('button', { name: 'More of portfolio' }).click();
    expect(await violationsOf(stage)).toEqual([]);
    await stage.page.getByRole('button', { name: 'Isolate https://api.example.com' }).click();
    expect(await violationsOf(stage)).toEqual([]);
  });

  it('nothing is wider than the window', async () => {
    const stage = await aStage({ colorScheme, width, actions: true });
    await opened(stage);
    stage.isBroken = true;
    await stage.call(9);
    await says(stage, '.origin .state', /open/);
    expect(await stage.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  });
});
