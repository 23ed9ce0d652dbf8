/** A list on a real server that pages by `Link` headers, as GitHub does: whole, and with what goes wrong on the way. */

import '../support/leaks.ts';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { apiKey, type ClientOptions, createClient } from '../../src/runtime/index.ts';
import { aList, allOf, namesOf } from '../support/lists.ts';
import { aContact, type Resource, sdk } from '../support/sdk.ts';

const contacts = Array.from({ length: 7 }, (_, index) => aContact(`c${index}`, `c${index}`));
const listContacts = aList({ style: 'link', items: '' });

interface Server {
  readonly url: string;
  /** Path, query and key of every request. */
  readonly requests: string[];
  /** Statuses to answer with before anything else. */
  readonly faults: number[];
}

/** Three contacts a page, under `/v1`; links are absolute, and name the list by another path. */
async function aServer(): Promise<Server> {
  const requests: string[] = [];
  const faults: number[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    requests.push(`${request.url} ${request.headers['x-api-key']}`);
    const fault = faults.shift();
    if (fault !== undefined) return response.writeHead(fault).end();
    const page = Number(url.searchParams.get('page') ?? 1);
    const link = (to: number, relation: string) =>
      `<${url.origin}/v1/tenants/7/contacts?page=${to}>; rel="${relation}"`;
    const links = [
      ...(page > 1 ? [link(page - 1, 'prev')] : []),
      ...(page < 3 ? [link(page + 1, 'next'), link(3, 'last')] : []),
    ];
    response.writeHead(200, { 'content-type': 'application/json', link: links.join(', ') });
    return response.end(JSON.stringify(contacts.slice((page - 1) * 3, page * 3)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return { url: `http://127.0.0.1:${port}`, requests, faults };
}

function aClientOf(server: Server, options: ClientOptions<Resource> = {}) {
  const auth = apiKey('the-key');
  const client = createClient(sdk, { baseUrl: `${server.url}/v1`, auth, random: () => 0, ...options });
  onTestFinished(() => client.close());
  return client;
}

test('every item of every page, each asked for once, and signed', async () => {
  const server = await aServer();

  const names = await namesOf(listContacts(aClientOf(server), { limit: 3 }, { prefetch: true }));

  expect(names).toEqual(['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6']);
  expect(server.requests).toEqual([
    '/v1/contacts?limit=3 the-key',
    '/v1/tenants/7/contacts?page=2 the-key',
    '/v1/tenants/7/contacts?page=3 the-key',
  ]);
});

test('a page that fails is retried like any call, and the list goes on', async () => {
  const server = await aServer();
  const pages = listContacts(aClientOf(server), {}).pages();

  const attempts: number[] = [];
  for await (const page of pages) {
    attempts.push(page.attempts);
    if (attempts.length === 1) server.faults.push(503);
  }

  expect(attempts).toEqual([1, 2, 1]);
});

test('a list is left in one process and taken up in another', async () => {
  const server = await aServer();
  const [first] = await allOf(listContacts(aClientOf(server), {}, { maxPages: 1 }).pages());

  const names = await namesOf(listContacts(aClientOf(server), {}, { from: first?.cursor ?? '' }));

  expect(names).toEqual(['c3', 'c4', 'c5', 'c6']);
  expect(server.requests[1]).toBe('/v1/contacts?page=2 the-key');
});

test('a second reader finds the pages in memory', async () => {
  const server = await aServer();
  const api = aClientOf(server);
  await namesOf(listContacts(api));

  expect(await namesOf(listContacts(api))).toHaveLength(7);
  expect(server.requests).toHaveLength(3);
});
