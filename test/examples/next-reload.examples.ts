/** Next's development server loads a module again in the same process: what it had is found, not made again. */

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { freePort } from '../../generator/src/contract/mock/free-port.ts';
import { startFaultyApi } from './api.ts';
import { ExampleProcess } from './example-process.ts';
import { copyOf, examplesFolder } from './home.ts';

test('a module that is saved again and again finds the client and the health page that there are', async () => {
  const name = await copyOf('next', 'reload');
  await using api = await startFaultyApi(inject('prismUrl'));
  const port = await freePort();
  const password = 'correct-horse';
  const environment = { PORTFOLIO_API_URL: api.url, HEALTH_PASSWORD: password };
  await using example = await ExampleProcess.start(name, 'dev', environment, '--port', String(port));
  const url = `http://127.0.0.1:${port}`;
  const authorization = `Basic ${btoa(`ops:${password}`)}`;
  const since = async (): Promise<unknown> => {
    const response = await fetch(`${url}/admin/health/health.json`, { headers: { authorization } });
    return (await response.json()).since;
  };
  await example.until(`${url}/portfolios/pf_0`, (response) => response.ok);
  const before = await since();

  const file = join(examplesFolder, name, 'src/portfolio-api.ts');
  const route = join(examplesFolder, name, 'src/app/portfolios/[id]/route.ts');
  const [text, routeText] = await Promise.all([readFile(file, 'utf8'), readFile(route, 'utf8')]);
  for (let generation = 1; generation <= 3; generation += 1) {
    await writeFile(file, `${text}\nexport const generation = ${generation};\n`);
    await writeFile(
      route,
      routeText
        .replace('{ portfolioApi }', '{ generation, portfolioApi }')
        .replace('return Response.json(portfolio)', 'return Response.json({ ...portfolio, generation })'),
    );
    const isNew = async (response: Response) => (await response.json()).generation === generation;
    await example.until(`${url}/portfolios/pf_0`, isNew);
  }

  expect(await since()).toBe(before);
  expect(example.output.match(/client started/g)).toHaveLength(1);
  expect(api.counts.requests, 'answered from the memory of the first').toBe(1);
});
