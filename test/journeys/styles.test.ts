/** Parameters of the rarer styles, and of OpenAPI 3.2, from a spec by a generated SDK to a server. */

import '../support/leaks.ts';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Api, createClient } from '../fixtures/styles/sdk/index.ts';

let sent: { line: string; headers: NodeJS.Dict<string[]>; body: string };
let api: Api;
const server = createServer(async (request, response) => {
  sent = await read(request);
  if (request.method === 'QUERY')
    response.setHeader('content-type', 'application/jsonl').end('{"id":1}\n{"id":2}\n');
  else response.writeHead(204).end();
});

async function read(request: IncomingMessage) {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) body += chunk;
  return { line: `${request.method} ${request.url}`, headers: request.headersDistinct, body };
}

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
});
beforeEach(async () => {
  const { port } = server.address() as AddressInfo;
  api = createClient({ baseUrl: `http://127.0.0.1:${port}` });
  return () => api.close();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('labels: a value, a list and an object', async () => {
  await api.styles.readLabels({ one: 'a b', list: [1, 2], object: { R: 1, G: 2 } });
  expect(sent.line).toBe('GET /labels.a%20b.1.2.R=1.G=2');
});

test('matrices: a value, a list, an object, and one that is empty', async () => {
  await api.styles.readMatrices({ one: 'a;b', list: [1, 2], object: { R: 1, G: 2 }, flag: '' });
  expect(sent.line).toBe('GET /matrices;one=a%3Bb;list=1;list=2;object=R,1,G,2;flag');
});

test('deepObject: an object in it, a list of values, and a list of objects', async () => {
  const created = { gte: '2026-01-01T00:00:00Z' };
  await api.styles.search({ filter: { created, tags: ['x', 'y'], rows: [{ id: 1 }, { id: 2 }] } });
  const [, query = ''] = sent.line.split('?');
  expect([...new URLSearchParams(query)]).toEqual([
    ['filter[created][gte]', '2026-01-01T00:00:00Z'],
    ['filter[tags][]', 'x'],
    ['filter[tags][]', 'y'],
    ['filter[rows][0][id]', '1'],
    ['filter[rows][1][id]', '2'],
  ]);
  expect(query).toMatch(/^filter%5Bcreated%5D%5Bgte%5D=/);
});

test('delimited lists, reserved characters, and a document in a query', async () => {
  await api.styles.search({
    words: ['a', 'b'],
    pipes: ['c', 'd'],
    path: '/a/b?c',
    where: { R: 1, note: null },
  });
  expect(sent.line).toBe(
    'GET /search?words=a%20b&pipes=c%7Cd&path=/a/b?c&where=%7B%22R%22%3A1%2C%22note%22%3Anull%7D',
  );
});

test('headers: an object, and a document with what no header can carry', async () => {
  await api.styles.search({ 'X-Color': { R: 1, G: 2 }, 'X-Where': { note: 'é' } });
  expect(sent.headers['x-color']).toEqual(['R=1,G=2']);
  expect(sent.headers['x-where']).toEqual(['{"note":"\\u00e9"}']);
});

test('3.2: a cookie as it is, one as a form has it, and a list of cookies', async () => {
  await api.styles.readCookies({ plain: 'a%20b', form: 'a b', colors: ['x', 'y'] });
  expect(sent.headers['cookie']).toEqual(['plain=a%20b; form=a%20b; colors=x; colors=y']);
});

test('3.2: a query string that is a form has its fields as arguments', async () => {
  await api.styles.readForm({ name: 'a&b', colors: ['x', 'y'] });
  expect(sent.line).toBe('GET /forms?name=a%26b&colors=x,y');
});

test('3.2: QUERY with a document for its query string, a body, and lines for an answer', async () => {
  const ids: number[] = [];
  const lines = await api.styles.queryDocuments({ selector: { at: '$.a' }, body: new Blob(['$.b']) });
  for await (const { id } of lines) ids.push(id);
  expect(sent.line).toBe('QUERY /documents?%7B%22at%22%3A%22%24.a%22%7D');
  expect(sent.headers['content-type']).toEqual(['application/jsonpath']);
  expect(sent.body).toBe('$.b');
  expect(ids).toEqual([1, 2]);
});

test.each([
  ['one', { one: '', list: [1], object: { R: 1 } }],
  ['list', { one: 'a', list: [], object: { R: 1 } }],
])('a label that would vanish is refused by its name: %s', async (name, args) => {
  await expect(api.styles.readLabels(args)).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
    message: expect.stringContaining(`\`${name}\``),
  });
});
