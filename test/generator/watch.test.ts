import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { appendFile, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchJobs } from '../../generator/src/commands/watch.ts';
import { aCommandLine, tidied } from './command-line.ts';
import { json, withOperation } from './support.ts';

const { given, read, list, run, path } = aCommandLine();

let controller: AbortController;
let printed: string[];
let done: Promise<unknown>;

beforeEach(() => {
  controller = new AbortController();
  printed = [];
});
afterEach(async () => {
  controller.abort();
  await done;
});

function watching(progress: (text: string | undefined) => void = () => {}) {
  done = run(['generate', '~/spec', '--out', '~/sdk', '--watch'], {
    progress,
    out: (text) => printed.push(tidied(text, path())),
    error: (text) => printed.push(`! ${tidied(text, path())}`),
    interruption: () => controller.signal,
  });
  return until(() => printed.length > 1);
}

async function until(holds: () => boolean | Promise<boolean>) {
  await vi.waitFor(async () => expect(await holds()).toBe(true), { timeout: 5000, interval: 20 });
}

const summary = (text: string) => withOperation({ summary: text });
const says = (text: string) => until(async () => (await read('sdk/pets.ts')).includes(text));

describe('--watch', () => {
  test('generates, says what it watches, and again after a save', async () => {
    await given('spec', summary('One.'));
    await watching();
    expect(printed).toEqual([
      '~/sdk: 1 operation in 8 files (8 written), 0.0 s',
      '  watching 1 file; Ctrl-C ends it',
    ]);
    await given('spec', summary('Two.'));
    await says('Two.');
    await until(() => printed.length === 3);
    expect(printed[2]).toBe('~/sdk: 1 operation in 8 files (3 written, 5 unchanged), 0.0 s');
  });

  test('notices an editor that replaces the file', async () => {
    await given('spec', summary('One.'));
    await watching();
    await given('spec.tmp', summary('Two.'));
    await rename(path('spec.tmp'), path('spec'));
    await says('Two.');
  });

  test('notices a file that is referred to, and one that was referred to later', async () => {
    const pet = (file: string) => withOperation({ responses: { 200: json({ $ref: `${file}#/Pet` }) } });
    await given('spec', pet('./parts/a.yaml'));
    await given('parts/a.yaml', { Pet: { type: 'string' } });
    await given('parts/b.yaml', { Pet: { type: 'string' } });
    await watching();
    await given('parts/a.yaml', { Pet: { type: 'number' } });
    await until(async () => (await read('sdk/types.ts')).includes('Pet: number'));
    await given('spec', pet('./parts/b.yaml'));
    await until(async () => (await read('sdk/types.ts')).includes('Pet: string'));
    await given('parts/b.yaml', { Pet: { type: 'boolean' } });
    await until(async () => (await read('sdk/types.ts')).includes('Pet: boolean'));
  });

  test('waits for whoever saves piece by piece', async () => {
    await given('spec', summary('One.'));
    await watching();
    const text = JSON.stringify(summary('Two.'));
    await given('spec', '');
    for (let start = 0; start < text.length; start += 40) {
      await appendFile(path('spec'), text.slice(start, start + 40));
      await wait(20);
    }
    await says('Two.');
    expect(printed.filter((line) => line.startsWith('!'))).toEqual([]);
  });

  test('keeps the old output of a spec that is half written, and says so', async () => {
    await given('spec', summary('One.'));
    await watching();
    await given('spec', JSON.stringify(summary('Two.')).slice(0, -20));
    await until(() => printed.length === 3);
    expect(printed[2]).toMatch(/^! breakwater: This is neither YAML nor JSON/);
    expect(printed[2]).toMatch(/\n {2}~\/sdk is as it was; waiting for the next save\.$/);
    expect(await read('sdk/pets.ts')).toContain('One.');
    await given('spec', summary('Two.'));
    await says('Two.');
  });

  test('outlives a spec that goes away for a while', async () => {
    await given('spec', summary('One.'));
    await watching();
    await rm(path('spec'));
    await until(() => printed.some((line) => line.includes('There is no such file.')));
    await given('spec', summary('Two.'));
    await says('Two.');
  });

  test.each(['understanding', 'emitting', 'writing'])(
    'a save in the middle of a run, before it is %s, is not lost: the last one wins, whole',
    async (step) => {
      const saves = ['Two.', 'Three.', 'Four.'];
      await given('spec', summary('One.'));
      await watching((told) => {
        if (!told?.includes(`: ${step}`)) return;
        const next = saves.shift();
        if (next) writeFileSync(path('spec'), JSON.stringify(summary(next)));
      });
      await says('Four.');
      controller.abort();
      await done;
      expect(saves).toEqual([]);
      expect(printed.filter((line) => line.startsWith('!'))).toEqual([]);
      expect((await run(['generate', '~/spec', '--out', '~/sdk', '--check', '--no-lock'])).code).toBe(0);
      expect(await list()).toEqual(['sdk', 'spec']);
    },
  );

  test('says nothing of a save without a change', async () => {
    await given('spec', summary('One.'));
    await watching();
    await given('spec', summary('One.'));
    await wait(400);
    expect(printed).toHaveLength(2);
  });

  test('ends at Ctrl-C, with code 0 and nothing left behind', async () => {
    await given('spec', summary('One.'));
    await watching();
    controller.abort();
    expect(await done).toMatchObject({ code: 0 });
    expect(await list()).toEqual(['sdk', 'spec']);
  });

  test('needs a terminal that can end it', async () => {
    await given('spec', summary('One.'));
    done = run(['generate', '~/spec', '--out', '~/sdk', '--watch']);
    expect(await done).toMatchObject({
      code: 2,
      printed: expect.stringContaining('--watch needs a way to end it'),
    });
  });
});

test('a page is asked for again and again, and only news are told', async () => {
  let page = JSON.stringify(summary('One.'));
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end(page);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/spec.json`;
  const job = { options: { spec: url, out: path('sdk') } };
  const terminal = {
    out: (text: string) => printed.push(tidied(text, path())),
    error: (text: string) => printed.push(`! ${text}`),
    interruption: () => controller.signal,
  };
  done = watchJobs([job], terminal, { pollMs: 20, quietMs: 1 });
  await until(() => asked > 3);
  expect(printed).toHaveLength(2);
  page = 'a: 1';
  const then = asked;
  await until(() => asked > then + 3);
  expect(printed).toHaveLength(3);
  page = JSON.stringify(summary('Two.'));
  await says('Two.');
  await until(() => printed.length === 4);
  expect(printed[3]).toMatch(/3 written, 5 unchanged/);
  controller.abort();
  await done;
  server.close();
});
