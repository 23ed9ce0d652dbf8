import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Both packages as npm would publish them, used in a project that has nothing else but TypeScript 7. */

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const bin = join(root, 'node_modules/.bin');
const env = { ...process.env, PATH: `${bin}:${process.env['PATH']}` };

let project = '';

async function npm(args: readonly string[], cwd: string): Promise<string> {
  const { stdout } = await run('npm', args, { cwd, env });
  return stdout;
}

/** What the packed packages hold, by package. */
const packed: Record<string, readonly string[]> = {};

async function pack(folder: string): Promise<string> {
  const out = await npm(['pack', '--json', '--pack-destination', project], folder);
  const reports: unknown = JSON.parse(out.slice(out.search(/^[[{]/m)));
  // npm 11 prints a list; later versions print an object by package name.
  const [report] = Object.values(
    reports as Record<string, { name: string; filename: string; files: { path: string }[] }>,
  );
  if (!report) throw new Error(`npm pack printed nothing of use: ${out}`);
  packed[report.name] = report.files.map((file) => file.path);
  return `./${report.filename}`;
}

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'breakwater-package-'));
  await writeFile(
    join(project, 'package.json'),
    JSON.stringify({ name: 'consumer', private: true, type: 'module' }),
  );
  const tarballs = [await pack(root), await pack(join(root, 'generator'))];
  const typescript = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')).devDependencies
    .typescript;
  await npm(
    ['install', '--no-audit', '--no-fund', '--loglevel=error', ...tarballs, `typescript@${typescript}`],
    project,
  );
  await writeFile(
    join(project, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        module: 'nodenext',
        target: 'es2024',
        lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable'],
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        noPropertyAccessFromIndexSignature: true,
        skipLibCheck: false,
        types: [],
        rootDir: 'src',
        outDir: 'out',
      },
      include: ['src'],
    }),
  );
}, 120_000);

afterAll(() => rm(project, { recursive: true, force: true }));

describe('the packed packages', () => {
  it('hold compiled code, types and source maps, and neither tests nor specs', () => {
    for (const files of Object.values(packed)) {
      expect(files.filter((file) => /(?:^|\/)(?:test|spec|bench|scripts)\//.test(file))).toEqual([]);
      expect(files.some((file) => file.endsWith('.js.map'))).toBe(true);
      expect(files.some((file) => file.endsWith('.d.ts'))).toBe(true);
    }
  });

  it('generate, type-check (the README too) and call in an empty TypeScript 7 project', async () => {
    const spec = join(root, 'spec/openapi.yaml');
    await run('npx', ['breakwater', 'generate', spec, '--out', 'src/api'], { cwd: project, env });
    await writeFile(join(project, 'src/main.ts'), consumer);
    await writeFile(join(project, 'src/readme.ts'), `${readmeNames}${await readmeExample()}`);
    await run(join(project, 'node_modules/.bin/tsc'), ['-p', '.'], { cwd: project, env }).catch(show);
    const { stdout } = await run('node', ['out/main.js'], { cwd: project, env });
    expect(stdout).toBe(
      'Growth fund, then from memory; 404 is ResponseError; breakwater/portfolio works too\n',
    );
  }, 60_000);

  it('import without the optional peers', async () => {
    for (const peer of ['@keyv/redis', '@opentelemetry/api']) {
      const manifest = join(project, 'node_modules', peer, 'package.json');
      await expect(readFile(manifest)).rejects.toThrow('ENOENT');
    }
    const { stdout } = await run(
      'node',
      ['-e', 'import("breakwater").then((all) => console.log(typeof all.createClient))'],
      {
        cwd: project,
        env,
      },
    );
    expect(stdout).toBe('function\n');
  });
});

/** What the README's example takes from its surroundings. */
const readmeNames = `
import type { PortfolioInput } from './api/index.js';
declare const draft: PortfolioInput;
declare const process: { env: { CLIENT_SECRET?: string } };
declare const clientSecret: string;
`;

async function readmeExample(): Promise<string> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  if (!example) throw new Error('README.md has no example');
  return example;
}

/** The compiler writes its complaints to standard output, which `execFile` keeps out of the message. */
function show(error: Error & { stdout?: string }): never {
  throw new Error(`${error.message}\n${error.stdout ?? ''}`);
}

const consumer = `
import { createClient, getPortfolio } from './api/index.js';
import { ResponseError, type Transport } from 'breakwater';
import { createClient as createOther } from 'breakwater/portfolio';

const transport: Transport = async (request) =>
  request.url.endsWith('/p9')
    ? Response.json({ title: 'Not found', status: 404 }, { status: 404, headers: { 'content-type': 'application/problem+json' } })
    : Response.json({ id: 'p1', name: 'Growth fund' });

const api = createClient({ transport });
const { name }: { name: string } = await getPortfolio(api, { portfolioId: 'p1' });
const again = await api.portfolio.get({ portfolioId: 'p1' }).withResponse();
const missing = await api.portfolio.get({ portfolioId: 'p9' }).catch((error: unknown) => error);
const kind = missing instanceof ResponseError ? \`\${missing.status} is \${missing.name}\` : 'wrong';
const other = createOther({ transport });
const same = await other.portfolio.get({ portfolioId: 'p1' });
console.log(\`\${name}, then from \${again.source}; \${kind}; breakwater/portfolio \${same.name === name ? 'works too' : 'differs'}\`);
await api.close();
await other.close();
`;
