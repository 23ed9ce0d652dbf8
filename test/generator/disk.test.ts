import * as fs from 'node:fs/promises';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { compareWith, writeAll } from '../../generator/src/disk.ts';

vi.mock('node:fs/promises', async (original) => {
  const actual = await original<typeof import('node:fs/promises')>();
  return { ...actual, rename: vi.fn(actual.rename) };
});

let root: string;
let out: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'breakwater-disk-'));
  out = join(root, 'sdk');
});

afterEach(async () => {
  vi.mocked(fs.rename).mockReset();
  await rm(root, { recursive: true, force: true });
});

const ours = (text: string) => `// Generated from spec.yaml by Breakwater.\n${text}\n`;
const files = (...entries: [string, string][]) => new Map(entries.map(([name, text]) => [name, ours(text)]));

test('writes every file of a first generation, and leaves nothing beside them', async () => {
  const changes = await writeAll(out, files(['a.ts', '1'], ['b.ts', '2']));
  expect(changes).toEqual({ written: ['a.ts', 'b.ts'], removed: [], unchanged: [] });
  expect(await readdir(root)).toEqual(['sdk']);
  expect(await readFile(join(out, 'b.ts'), 'utf8')).toBe(ours('2'));
});

test('writes only what changed', async () => {
  await writeAll(out, files(['a.ts', '1'], ['b.ts', '2']));
  const before = await stat(join(out, 'a.ts'));
  const changes = await writeAll(out, files(['a.ts', '1'], ['b.ts', '3']));
  expect(changes).toEqual({ written: ['b.ts'], removed: [], unchanged: ['a.ts'] });
  expect((await stat(join(out, 'a.ts'))).mtimeMs).toBe(before.mtimeMs);
});

test('removes what it wrote and no longer emits, and nothing of anybody else', async () => {
  await writeAll(out, files(['a.ts', '1'], ['old.ts', '2']));
  await writeFile(join(out, 'mine.ts'), '// My own.\n');
  await writeFile(join(out, 'notes.md'), ours('not TypeScript'));
  const changes = await writeAll(out, files(['a.ts', '1']));
  expect(changes.removed).toEqual(['old.ts']);
  expect((await readdir(out)).sort()).toEqual(['a.ts', 'mine.ts', 'notes.md']);
});

test('refuses to overwrite a file it did not write, and writes none of the others', async () => {
  await mkdir(out);
  await writeFile(join(out, 'b.ts'), 'export const mine = 1;\n');
  await expect(writeAll(out, files(['a.ts', '1'], ['b.ts', '2']))).rejects.toThrow('This was not generated');
  expect(await readdir(out)).toEqual(['b.ts']);
});

test('refuses to replace a folder that is called like a file', async () => {
  await mkdir(join(out, 'a.ts', 'mine'), { recursive: true });
  await expect(writeAll(out, files(['a.ts', '1']))).rejects.toThrow('This was not generated');
  expect(await readdir(join(out, 'a.ts'))).toEqual(['mine']);
});

test('puts everything back when one file cannot take its place', async () => {
  await writeAll(out, files(['a.ts', 'old'], ['gone.ts', 'old']));
  const { rename } = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises');
  vi.mocked(fs.rename).mockImplementation(async (from, to) => {
    if (String(to).endsWith('sdk/b.ts')) throw new Error('No space left on device.');
    await rename(from, to);
  });
  await expect(writeAll(out, files(['a.ts', 'new'], ['b.ts', 'new']))).rejects.toThrow('No space left');
  expect(await readFile(join(out, 'a.ts'), 'utf8')).toBe(ours('old'));
  expect((await readdir(out)).sort()).toEqual(['a.ts', 'gone.ts']);
  expect(await readdir(root)).toEqual(['sdk']);
});

test('moves nothing into the folder from another, which may be another volume', async () => {
  await writeAll(out, files(['a.ts', '1'], ['b.ts', '2']));
  const sources = vi.mocked(fs.rename).mock.calls.map(([from]) => String(from));
  expect(sources).toHaveLength(2);
  for (const source of sources) expect(source.startsWith(join(out, '.breakwater-'))).toBe(true);
  expect((await readdir(out)).sort()).toEqual(['a.ts', 'b.ts']);
});

test('a full disk leaves what was there, and takes away the folders it had made', async () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, rename'), {
    ...{ code: 'ENOSPC', syscall: 'rename' },
  });
  vi.mocked(fs.rename).mockRejectedValueOnce(full);
  await expect(writeAll(join(out, 'inner'), files(['a.ts', '1']))).rejects.toMatchObject({
    message: 'The folder cannot be written: the disk is full.',
    problem: { mend: 'Make room, and run it again.' },
  });
  expect(await readdir(root)).toEqual([]);
});

test('a process that was killed leaves nothing for longer than until the next run', async () => {
  await mkdir(join(out, '.breakwater-999999999-abc'), { recursive: true });
  await mkdir(join(out, `.breakwater-${process.pid}-abc`));
  await writeAll(out, files(['a.ts', '1']));
  expect((await readdir(out)).sort()).toEqual([`.breakwater-${process.pid}-abc`, 'a.ts']);
});

test('comparing says what would change, and changes nothing', async () => {
  await writeAll(out, files(['a.ts', '1'], ['old.ts', '2']));
  const changes = await compareWith(out, files(['a.ts', '3'], ['new.ts', '4']));
  expect(changes).toEqual({ written: ['a.ts', 'new.ts'], removed: ['old.ts'], unchanged: [] });
  expect((await readdir(out)).sort()).toEqual(['a.ts', 'old.ts']);
  expect(await readFile(join(out, 'a.ts'), 'utf8')).toBe(ours('1'));
});
