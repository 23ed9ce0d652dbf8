/**
 * The command killed at any moment: nothing is lost, nothing is half written, and the next run mends all.
 */

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { aCommandLine } from './command-line.ts';
import { aDocument, anOperation } from './support.ts';

const bin = fileURLToPath(new URL('../../generator/bin/breakwater.js', import.meta.url));
const { given, generate, read, list, path } = aCommandLine();

/** Many files, so that there is something to interrupt. */
function manyTags(summary: string) {
  const entries = Array.from({ length: 60 }, (_, index) => {
    const get = anOperation({ operationId: `list${index}`, tags: [`tag${index}`], summary });
    return [`/tag${index}`, { get }] as const;
  });
  return aDocument({ paths: Object.fromEntries(entries) });
}

/** Ends with the signal, or earlier when it was done. */
function killedAfter(milliseconds: number, signal: NodeJS.Signals, isWriting = false): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [bin, 'generate', path('spec'), '--out', path('sdk')], {
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill(signal), milliseconds);
    const watcher = isWriting
      ? setInterval(() => void listSdk().then((names) => names.some(isAside) && child.kill(signal)), 1)
      : undefined;
    child.on('exit', () => {
      clearTimeout(timer);
      clearInterval(watcher);
      resolve();
    });
  });
}

const isAside = (name: string) => name.startsWith('.breakwater-');
const listSdk = () => list('sdk').catch(() => []);

async function sdk(): Promise<Map<string, string>> {
  const names = (await list('sdk')).filter((name) => name.endsWith('.ts'));
  return new Map(await Promise.all(names.map(async (name) => [name, await read(`sdk/${name}`)] as const)));
}

test('kill -9 loses no file, leaves none half written, and the next run ends what it began', {
  timeout: 60_000,
}, async () => {
  await given('spec', manyTags('Old.'));
  await generate('--no-lock');
  await given('sdk/mine.ts', 'export const mine = 1;\n');
  const before = await sdk();
  await given('spec', manyTags('New.'));
  await generate('--no-lock');
  const after = await sdk();
  for (let round = 0; round < 6; round++) {
    await given('spec', manyTags('Old.'));
    await generate();
    await given('spec', manyTags('New.'));
    await killedAfter(round < 2 ? 100 + round * 150 : 10_000, 'SIGKILL', round >= 2);
    const found = await sdk();
    expect([...found.keys()]).toEqual([...before.keys()]);
    for (const [name, text] of found) expect([before.get(name), after.get(name)], name).toContain(text);
    await generate();
    expect(await sdk()).toEqual(after);
    expect(await list()).toEqual(['sdk', 'spec']);
    expect((await listSdk()).filter(isAside)).toEqual([]);
  }
});

test('Ctrl-C waits until the files have changed places, and leaves nothing', {
  timeout: 60_000,
}, async () => {
  await given('spec', manyTags('Old.'));
  await generate();
  await given('spec', manyTags('New.'));
  await killedAfter(10_000, 'SIGINT', true);
  expect(await list()).toEqual(['sdk', 'spec']);
  expect((await listSdk()).filter(isAside)).toEqual([]);
  const texts = [...(await sdk()).values()];
  expect(texts.filter((text) => text.includes('Old.'))).toEqual([]);
});

test.each([
  ['SIGINT', 'the whole group, as Ctrl-C does'],
  ['SIGTERM', 'the command alone'],
] as const)(
  '%s to %s ends --watch with code 0, and leaves nothing',
  { timeout: 60_000 },
  async (signal, whom) => {
    await given('spec', manyTags('Old.'));
    const args = [bin, 'generate', path('spec'), '--out', path('sdk'), '--watch'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    const id = Number(child.pid);
    child.stdout.on('data', (text) => {
      if (String(text).includes('watching')) process.kill(whom === 'the command alone' ? id : -id, signal);
    });
    const code = await new Promise((resolve) => child.on('exit', resolve));
    expect(code).toBe(0);
    expect(await list()).toEqual(['sdk', 'spec']);
  },
);
