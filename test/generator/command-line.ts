/**
 * The command, and a folder of its own to run it in: `~` in arguments and in what is printed is that folder.
 */

import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Terminal } from '../../generator/src/commands/command.ts';
import { main } from '../../generator/src/main.ts';

export interface Run {
  readonly code: number;
  /** Lines on stderr begin with `! `; times are `0.0 s`. */
  readonly printed: string;
}

export interface CommandLine {
  /** Absolute path of something in the folder. */
  path(name?: string): string;
  /** Writes a file: a text as it is, anything else as JSON. */
  given(name: string, content: unknown): Promise<void>;
  read(name: string): Promise<string>;
  /** Names in the folder, or in one of its folders. */
  list(name?: string): Promise<string[]>;
  run(args: readonly string[], terminal?: Partial<Terminal>): Promise<Run>;
  /** `generate ~/spec --out ~/sdk`. */
  generate(...more: readonly string[]): Promise<Run>;
}

/** Call it in a test file, outside its tests: each of them has a new folder. */
export function aCommandLine(): CommandLine {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'breakwater-command-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const path = (name = '') => join(folder, name);
  const line: CommandLine = {
    path,
    async given(name, content) {
      await mkdir(dirname(path(name)), { recursive: true });
      await writeFile(path(name), typeof content === 'string' ? content : JSON.stringify(content));
    },
    read: (name) => readFile(path(name), 'utf8'),
    list: async (name) => (await readdir(path(name))).sort(),
    async run(args, terminal = {}) {
      let printed = '';
      const code = await main(
        args.map((arg) => arg.replace('~', folder)),
        {
          out: (text) => {
            printed += `${text}\n`;
          },
          error: (text) => {
            printed += `! ${text}\n`;
          },
          ...terminal,
        },
      );
      return { code, printed: tidied(printed, folder) };
    },
    generate: (...more) => line.run(['generate', '~/spec', '--out', '~/sdk', ...more]),
  };
  return line;
}

export function tidied(text: string, folder: string): string {
  return text.replaceAll(folder, '~').replace(/\d+\.\d s/g, '0.0 s');
}
