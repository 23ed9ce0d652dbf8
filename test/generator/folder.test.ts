import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAll } from '../../generator/src/disk.ts';
import { folderProblem, makeFolder } from '../../generator/src/folder.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'breakwater-folder-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

/** The sentence, without the place. */
const refusal = async (folder: string): Promise<string> => {
  const files = new Map([['a.ts', '// Generated from spec.yaml by Breakwater.\n']]);
  return writeAll(folder, files).then(
    () => 'written',
    (error: Error) => error.message.replaceAll(root, '~'),
  );
};

test('a folder is made with all that is missing above it, once or by several at a time', async () => {
  const folder = join(root, 'a/b/c');
  await Promise.all([makeFolder(folder), makeFolder(folder), makeFolder(join(root, 'a/b'))]);
  await makeFolder(folder);
  expect((await stat(folder)).isDirectory()).toBe(true);
});

test('a file in its place, or above it, and links in a circle are told in plain words', async () => {
  await writeFile(join(root, 'file'), '');
  await symlink(join(root, 'circle'), join(root, 'circle'));
  const places = ['file', 'file/sdk', 'circle'].map((name) => refusal(join(root, name)));
  expect((await Promise.all(places)).join('\n')).toMatchInlineSnapshot(`
    "The folder cannot be read: there is a file where a folder is needed.
    The folder cannot be read: there is a file where a folder is needed.
    The folder cannot be read: its links lead in a circle."
  `);
});

test.skipIf(!existsSync('/proc/self'))(
  'where the system takes no folders, it ends with a sentence',
  async () => {
    expect(await refusal('/proc/breakwater/sdk')).toMatchInlineSnapshot(
      `"The folder cannot be made: its file system takes no new folders there."`,
    );
  },
);

test.each([
  ['EACCES', 'permission is denied'],
  ['EROFS', 'its file system is read-only'],
])('%s is told in plain words, with what to do', (code, words) => {
  const cause = Object.assign(new Error(`${code}: open '/x'`), { code });
  const { message, problem } = folderProblem('written', 'sdk', cause);
  expect(message).toContain(words);
  expect(problem).toMatchObject({ file: 'sdk', mend: 'Choose another --out.' });
});

test('what has no plain words is told as the system has it', () => {
  expect(folderProblem('read', 'sdk', new Error('EIO: i/o error')).message).toContain('EIO: i/o error');
});
