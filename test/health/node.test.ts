import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type HealthOptions, health } from '../../src/health/index.ts';
import { aToldClient, origin } from './scene.ts';

async function aServer(options: HealthOptions = {}) {
  const client = aToldClient();
  const status = health(client, options);
  const server: Server = createServer(status.node);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the system named no port');
  onTestFinished(async () => {
    status.close();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { url: `http://127.0.0.1:${address.port}`, port: address.port, client, status, server };
}

async function answered(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<IncomingMessage> {
  const [response] = await once(get(url, { headers }), 'response');
  return response;
}

describe('on node:http', () => {
  it.each(['/admin/health', '/a/b c/%2F'])(
    'mounted at %s everything is where the page looks for it',
    async (mount) => {
      const { url } = await aServer({ metrics: () => new Response('up 1\n') });
      const base = `${url}${mount.replace(' ', '%20')}`;
      for (const path of ['', 'health.json', 'livez', 'readyz', 'metrics'])
        expect([path, (await fetch(`${base}/${path}`)).status]).toEqual([path, 200]);
      const page = await (await fetch(`${base}/`)).text();
      expect(page).not.toMatch(/(?:href|src)="\//);
    },
  );

  it('a host that cuts the path it mounts at, as Express does, changes nothing', async () => {
    const status = health(aToldClient());
    const server = createServer((incoming, outgoing) => {
      const cut = Object.assign(incoming, { originalUrl: incoming.url, url: '/' });
      status.node(cut, outgoing);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => {
      status.close();
      server.close();
    });
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const answer = await fetch(`http://127.0.0.1:${port}/admin/health/health.json`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/json']);
  });

  it('the peer’s address is known: this machine is answered', async () => {
    const { url } = await aServer();
    expect((await fetch(`${url}/health.json`)).status).toBe(200);
  });

  it('a name of another site is refused, though it leads here', async () => {
    const { url } = await aServer();
    const response = await answered(`${url}/`, { host: 'evil.example' });
    response.resume();
    expect(response.statusCode).toBe(403);
  });

  it('a Host that is none is no request', async () => {
    const { url } = await aServer();
    const response = await answered(`${url}/`, { host: 'a b' });
    response.resume();
    expect(response.statusCode).toBe(400);
  });

  it('an order is read from the body', async () => {
    const { url, client } = await aServer({ actions: true });
    const response = await fetch(`${url}/actions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ action: 'isolate', client: 'api', target: origin }),
    });
    expect([response.status, client.orders]).toEqual([200, [`isolate ${origin}`]]);
  });

  it('HEAD has no body, and no stream is held open for it', async () => {
    const { url } = await aServer();
    const response = await fetch(`${url}/events`, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('streams are ended by `close`, and no connection is left', async () => {
    const { url, status, server } = await aServer();
    const response = await answered(`${url}/events`, { connection: 'close' });
    response.resume();
    const ended = once(response, 'end');
    status.close();
    await ended;
    server.close();
    await once(server, 'close');
  });

  it('a page that leaves gives its place back', async () => {
    const { url } = await aServer({ maxViewers: 1 });
    const first = await answered(`${url}/events`);
    expect((await fetch(`${url}/events`)).status).toBe(503);
    first.destroy();
    let status = 503;
    while (status === 503) {
      const next = await answered(`${url}/events`);
      status = next.statusCode ?? 0;
      next.destroy();
    }
    expect(status).toBe(200);
  });
});
