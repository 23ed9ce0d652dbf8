/** What a bundle has of validation: nothing where nobody validates, and all of it where somebody does. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** The code of a program, and the files of the runtime's validation that it is made of. */
async function bundled(program: string): Promise<{ code: string; validation: string[] }> {
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === 'entry' ? id : null),
    load: (id: string) => (id === 'entry' ? program : null),
  };
  const bundle = await rolldown({
    input: 'entry',
    platform: 'node',
    external: ['@keyv/redis'],
    plugins: [entry],
  });
  onTestFinished(() => bundle.close());
  const { output } = await bundle.generate({ format: 'esm', codeSplitting: false });
  const [{ code, modules }] = output;
  const rendered = Object.entries(modules).filter(([, { renderedLength }]) => renderedLength > 0);
  const names = rendered.map(([path]) => path.replaceAll('\\', '/'));
  return {
    code,
    validation: names.filter((path) => path.includes('/validation/')).map((path) => path.replace(/.*\//, '')),
  };
}

const imports = (more = '') => `
import { createBareClient, getPortfolio } from ${JSON.stringify(join(root, 'src/generated/index.ts'))};
${more}
export const call = (options) => getPortfolio(createBareClient(options), { portfolioId: 'p1' });
`;

test('an endpoint in a bundle has nothing of the validation that nobody asked for', async () => {
  const { code, validation } = await bundled(imports());
  expect(code).toContain('getPortfolio');
  expect(validation).toEqual([]);
  const traces = ['its schema refuses', 'The schema itself failed'];
  expect(traces.filter((trace) => code.includes(trace))).toEqual([]);
});

test('a bundle that asks for it has it, and it works', async () => {
  const from = JSON.stringify(join(root, 'src/runtime/index.ts'));
  const { code, validation } = await bundled(imports(`export { validation } from ${from};`));
  expect(validation).toContain('validation.ts');

  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":7}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const folder = await mkdtemp(join(tmpdir(), 'breakwater-bundle-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'program.mjs'), code);
  const program = await import(/* @vite-ignore */ join(folder, 'program.mjs'));
  const refusing = {
    '~standard': {
      version: 1,
      vendor: 'test',
      validate: () => ({ issues: [{ message: 'no', path: ['id'] }] }),
    },
  };
  const validate = program.validation({ response: { getPortfolio: { 200: refusing } } });
  await expect(program.call({ baseUrl: `http://127.0.0.1:${port}`, validate })).rejects.toMatchObject({
    code: 'INVALID_RESPONSE',
    issues: [{ path: 'id' }],
  });
});
