/** What is in the packages, and what the judges of packages say of them. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';
import { tool } from './install.ts';

const run = promisify(execFile);

describe.each(inject('packed'))('$name, packed', ({ name, tarball, files, size }) => {
  test('holds compiled code, types and source maps, and neither tests nor specs', async () => {
    const strange = /(?:^|\/)(?:test|tests|spec|bench|scripts|fixtures)\/|\.(?:test|spec)\.|\.tsbuildinfo$/;
    expect(files.filter((file) => strange.test(file))).toEqual([]);
    const scripts = files.filter((file) => /^dist\/.*\.js$/.test(file));
    for (const script of scripts) expect(files).toContain(script.replace(/\.js$/, '.d.ts'));
    // A module of types alone has no code to map.
    for (const script of scripts.filter((file) => !files.includes(`${file}.map`)))
      expect(await contentOf(tarball, script)).toMatch(/^(?:\/\*[\s\S]*?\*\/|\/\/.*|\s)*export \{\};\s*$/);
  });

  test('is under a megabyte', () => {
    console.log(`${name}: ${(size / 1_000).toFixed(0)} kB packed, ${files.length} files`);
    expect(size).toBeLessThan(1_000_000);
  });

  test('is accepted by publint, warnings included', async () => {
    const { stdout } = await run(process.execPath, [
      ...[tool('publint/src/cli.js'), 'run', tarball, '--strict'],
    ]);
    expect(stdout).toContain('All good!');
  });

  test('gives every resolution of today the types it runs', async () => {
    // `require` gets the same file as `import`: Node does that since 22.12, and runtimes.packages.ts tries it.
    await run(process.execPath, [
      ...[tool('@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only'],
    ]).catch(show);
  });
});

async function contentOf(tarball: string, file: string): Promise<string> {
  const { stdout } = await run('tar', ['-xzOf', tarball, `package/${file}`]);
  return stdout;
}

/** The judges write to standard output, which `execFile` keeps out of the message. */
function show(error: Error & { stdout?: string }): never {
  throw new Error(`${error.message}\n${error.stdout ?? ''}`);
}
