import { lstat, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuseOthers, writeWhole } from '../../generator/src/whole-file.ts';

let root: string;
const path = (name: string) => join(root, name);

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'breakwater-file-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

/** What was said, with the folder as `~`; `undefined` where nothing was. */
const said = (work: Promise<void>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: Error) => error.message.replaceAll(root, '~'),
  );

test('writes the file, and leaves nothing beside it', async () => {
  await writeWhole(path('a'), '1');
  await writeWhole(path('a'), '2');
  expect(await readFile(path('a'), 'utf8')).toBe('2');
  expect(await readdir(root)).toEqual(['a']);
});

test('a link stays one: what it leads to is written', async () => {
  await writeFile(path('a'), '1');
  await symlink('a', path('link'));
  await writeWhole(path('link'), '2');
  expect(await readlink(path('link'))).toBe('a');
  expect(await readFile(path('a'), 'utf8')).toBe('2');
});

test('a device is written to, and not replaced', async () => {
  await writeWhole('/dev/null', '1');
  expect((await lstat('/dev/null')).isCharacterDevice()).toBe(true);
});

test('what cannot be written says why', async () => {
  await mkdir(path('folder'));
  await writeFile(path('file'), '');
  expect(
    await Promise.all(['folder', 'none/a', 'file/a'].map((name) => said(writeWhole(path(name), '1')))),
  ).toMatchInlineSnapshot(`
      [
        "The file cannot be written: there is a folder in its place.",
        "The file cannot be written: the folder for it is not there.",
        "The file cannot be written: there is a file where a folder is needed.",
      ]
    `);
});

test('only one of its own kind, or an empty one, may be replaced', async () => {
  const refusal = (name: string) => said(refuseOthers(path(name), 'report', (text) => text.startsWith('<')));
  await mkdir(path('folder'));
  await writeFile(path('report'), '<testsuites>');
  await writeFile(path('empty'), '');
  await writeFile(path('spec'), 'openapi: 3.1.0');
  expect(
    await Promise.all(['report', 'empty', 'new', 'spec', 'folder', 'none/a', 'spec/a'].map(refusal)),
  ).toMatchInlineSnapshot(`
    [
      undefined,
      undefined,
      undefined,
      "This is no report, and would be overwritten.",
      "The file cannot be written: there is a folder in its place.",
      "The file cannot be written: the folder for it is not there.",
      "The file cannot be written: there is a file where a folder is needed.",
    ]
  `);
});
