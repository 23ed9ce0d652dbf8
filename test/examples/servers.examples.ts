/** Every example that is a server: started as its README says, called, and told to end. */

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, inject, test } from 'vitest';
import { freePort } from '../../generator/src/contract/mock/free-port.ts';
import { absent, slow, startFaultyApi } from './api.ts';
import { ExampleProcess } from './example-process.ts';
import { examplesFolder } from './home.ts';

const run = promisify(execFile);
const password = 'correct-horse';

interface Server {
  readonly name: string;
  /** Scripts that are run before it is started. */
  readonly before?: readonly string[];
  readonly script?: string;
  /** What tells it its port and where the API is. */
  readonly environment?: (port: number, apiUrl: string) => Readonly<Record<string, string>>;
  readonly flags?: (port: number, apiUrl: string) => readonly string[];
  /** Where portfolios are; default `/portfolios`. */
  readonly path?: string;
  /** What its front page says, where it has one. */
  readonly shows?: string;
  /** Who sees its health page: this machine, or who knows the password; nobody where it has none. */
  readonly health?: 'this machine' | 'by password';
  /** How it ends; default 0. */
  readonly code?: number;
}

const plain = (port: number, apiUrl: string) => ({
  ...{ PORT: String(port), PORTFOLIO_API_URL: apiUrl, HEALTH_PASSWORD: password },
});

const servers: readonly Server[] = [
  { name: 'express', health: 'this machine' },
  { name: 'hono', health: 'by password' },
  {
    ...{ name: 'nitro', before: ['build'], health: 'by password' },
    environment: (port, apiUrl) => ({
      ...{ PORT: String(port), NITRO_PORTFOLIO_BASE_URL: apiUrl, NITRO_HEALTH_PASSWORD: password },
    }),
  },
  {
    ...{ name: 'nuxt', before: ['build'], path: '/api/portfolios', health: 'by password' },
    shows: 'Family Trust Balanced: 1284300.55 EUR',
    environment: (port, apiUrl) => ({
      ...{ PORT: String(port), NUXT_PORTFOLIO_BASE_URL: apiUrl, NUXT_HEALTH_PASSWORD: password },
    }),
  },
  {
    ...{ name: 'next', before: ['build'], health: 'by password' },
    flags: (port) => ['--port', String(port)],
    // 128 + 15: Next's own way to say that SIGTERM has ended it in good order.
    code: 143,
  },
  {
    name: 'worker',
    // The same of Wrangler, which is a server for development alone.
    code: 143,
    flags: (port, apiUrl) => ['--port', String(port), '--var', `PORTFOLIO_API_URL:${apiUrl}`],
  },
];

describe.each(servers)(
  '$name',
  ({ name, before: steps = [], script = 'start', path = '/portfolios', ...its }) => {
    test('answers through faults, shows how it is, and ends when it is told to', async () => {
      for (const each of steps) await run('npm', ['run', each], { cwd: join(examplesFolder, name) });
      await using api = await startFaultyApi(inject('prismUrl'));
      const port = await freePort();
      const environment = (its.environment ?? plain)(port, api.url);
      await using example = await ExampleProcess.start(
        ...([name, script, environment, ...(its.flags?.(port, api.url) ?? [])] as const),
      );
      const url = `http://127.0.0.1:${port}`;
      await example.until(`${url}${path}/pf_first`, (response) => response.ok);

      const ids = Array.from({ length: 12 }, (_, index) => `pf_${index}`);
      const answers = await Promise.all(ids.map((id) => fetch(`${url}${path}/${id}`)));
      expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
      expect(await answers[0]?.json()).toMatchObject({ id: 'pf_4m8x2c', name: 'Family Trust Balanced' });
      expect(api.counts.failed).toBe(6);
      expect((await fetch(`${url}${path}/${absent}`)).status).toBe(404);

      const before = api.counts.requests;
      const same = await Promise.all(Array.from({ length: 5 }, () => fetch(`${url}${path}/pf_same`)));
      expect(same.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(api.counts.requests - before, 'asked once for five').toBe(1);

      const { requests } = api.counts;
      expect((await fetch(`${url}${path}/pf_1`)).status).toBe(200);
      expect(api.counts.requests, 'the second time from memory').toBe(requests);

      if (its.shows !== undefined) expect(await (await fetch(url)).text()).toContain(its.shows);

      const streams = its.health === undefined ? [] : [await seeHealth(`${url}/admin/health`, its.health)];
      const underWay = its.health === undefined ? [] : [fetch(`${url}${path}/${slow}`)];
      if (underWay.length > 0) await api.slowIsAsked;
      const ending = example.terminate();
      // The page ends first: from then on the signal has been heard.
      for (const stream of streams) expect(await drained(stream)).toBe('ended');
      api.release();
      for (const answer of underWay) expect((await answer).status, 'what was under way').toBe(200);
      expect(await ending, example.output).toEqual({
        ...{ code: its.code ?? 0, signal: null, isAnythingLeft: false },
      });
      // One client: nobody has made another.
      expect(example.output.match(/client started/g)).toHaveLength(1);
    });
  },
);

/** The page, its JSON and its probes; and an open page, which is to hold nothing up. */
async function seeHealth(url: string, by: 'this machine' | 'by password'): Promise<Response> {
  const authorization = `Basic ${btoa(`ops:${password}`)}`;
  const headers = by === 'by password' ? { authorization } : undefined;
  const get = (path: string) => fetch(`${url}/${path}`, headers && { headers });
  const outsider = await fetch(`${url}/health.json`, by === 'this machine' ? elsewhere : {});
  expect(outsider.status).toBe(by === 'this machine' ? 403 : 401);
  expect((await fetch(`${url}/livez`)).status).toBe(200);
  const page = await get('');
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await page.text()).toContain('</html>');
  const { origins } = await (await get('health.json')).json();
  expect(origins).toMatchObject([{ client: 'portfolio-api', circuit: { state: 'closed' } }]);
  const stream = await get('events');
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  return stream;
}

/** What a proxy says who asks for somebody else. */
const elsewhere = { headers: { 'x-forwarded-for': '203.0.113.7' } };

/** A stream that ends, in order or not; one that does not holds the test up until its time is over. */
async function drained({ body }: Response): Promise<string> {
  try {
    for await (const _ of body ?? []);
  } catch {
    // Cut off: that, too, is an end.
  }
  return 'ended';
}
