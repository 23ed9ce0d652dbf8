/** The published code, imported and required, on each runtime that it says it runs on. */

import { execFile } from 'node:child_process';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { tool } from './install.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const folder = join(inject('home'), 'projects/runtimes');

const runtimes: readonly (readonly [string, string, readonly string[]])[] = [
  ['Node 22', tool('node-22/bin/node'), []],
  ['Node 24', process.execPath, []],
  ['Node 26', tool('node-26/bin/node'), []],
  ['Bun', tool('.bin/bun'), []],
  ['Deno', tool('.bin/deno'), ['run', '-A', '--node-modules-dir=manual']],
];

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'call.mjs'), call);
  await writeFile(join(folder, 'required.cjs'), required);
});

describe.each(runtimes)('on %s', (_name, command, args) => {
  test('a call goes out over a socket, and its answer is kept', async () => {
    const { stdout } = await run(command, [...args, 'call.mjs'], { cwd: folder });
    expect(stdout).toBe('Growth fund from network, Growth fund from memory\n');
  });

  test('every entry that needs no peer can be required', async () => {
    const { stdout } = await run(command, [...args, 'required.cjs'], { cwd: folder });
    expect(stdout).toBe('createClient, createClient, fileFromPath, logTo, fakeClient, health\n');
  });
});

test.each(runtimes.filter(([name]) => name.startsWith('Node')))(
  'breakwater contract passes on %s',
  async (_name, node) => {
    const project = join(folder, 'contract');
    await mkdir(join(project, 'node_modules/@stoplight'), { recursive: true });
    const prism = join(root, 'node_modules/@stoplight/prism-cli');
    const link = join(project, 'node_modules/@stoplight/prism-cli');
    await rm(link, { force: true });
    await symlink(prism, link);
    const bin = join(inject('home'), 'node_modules/@breakwater/generator/bin/breakwater.js');
    const spec = join(root, 'spec/openapi.yaml');
    const { stdout } = await run(node, [bin, 'contract', spec, '--root', root, '--include-tag', 'users'], {
      cwd: project,
    });
    expect(stdout).toContain('4 operations passed, 0 violated, 0 unreachable');
  },
);

describe('without the optional peers', () => {
  test.each([
    ['metrics', 'prom-client'],
    ['otel', '@opentelemetry/api'],
  ])('breakwater/%s says that it needs %s, and how to get it', async (entry, peer) => {
    const script = `import('breakwater/${entry}').catch((error) => console.log(error.message))`;
    const { stdout } = await run(process.execPath, ['-e', script], { cwd: folder });
    expect(stdout).toContain(`Cannot find package '${peer}'`);
    expect(stdout).toContain(`npm-install/${peer}`);
  });

  test('a Redis URL says what it needs, and calls go on', async () => {
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', redis], { cwd: folder });
    expect(stdout).toContain('npm install @keyv/redis');
    expect(stdout).toContain('Growth fund');
  });
});

const call = `
import { createServer } from 'node:http';
import { createClient, getPortfolio } from 'breakwater/portfolio';

const server = createServer((_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ id: 'p1', name: 'Growth fund' }));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const api = createClient({ baseUrl: \`http://127.0.0.1:\${server.address().port}\` });
const told = [];
for (let count = 0; count < 2; count += 1) {
  const { data, source } = await getPortfolio(api, { portfolioId: 'p1' }).withResponse();
  told.push(\`\${data.name} from \${source}\`);
}
console.log(told.join(', '));
await api.close();
server.closeAllConnections();
server.close();
`;

const required = `
const entries = { '': 'createClient', '/portfolio': 'createClient', '/node': 'fileFromPath', '/logs': 'logTo', '/testing': 'fakeClient', '/health': 'health' };
console.log(Object.entries(entries).map(([entry, name]) => require('breakwater' + entry)[name].name).join(', '));
`;

const redis = `
import { createClient, getPortfolio } from 'breakwater/portfolio';
const api = createClient({
  transport: async () => Response.json({ id: 'p1', name: 'Growth fund' }),
  cache: { store: 'redis://127.0.0.1:1' },
  logger: { warn: (...told) => console.log(...told) },
});
console.log((await getPortfolio(api, { portfolioId: 'p1' })).name);
await api.close();
`;
