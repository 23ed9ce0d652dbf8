import { expect, test } from 'vitest';
import { encodeBody } from '../../src/runtime/body.ts';
import type { Body, Operation } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { fakeWire } from '../support/wire.ts';

function anOperation(body?: Body): Operation {
  return {
    id: 'write',
    method: 'POST',
    path: '/things',
    resource: 'things',
    replies: {},
    ...(body && { body }),
  };
}

/** What goes out, as a `Request` sees it. */
function sent(body: Body, value: unknown): Request {
  const encoded = encodeBody(anOperation(body), value);
  const headers: Record<string, string> = encoded?.contentType ? { 'content-type': encoded.contentType } : {};
  return new Request('https://x.example', {
    method: 'POST',
    headers,
    ...(encoded && { body: encoded.content, duplex: 'half' }),
  });
}

test.each(['application/json', 'application/json; charset=utf-8', 'application/merge-patch+json'])(
  '%s is JSON, under its own name',
  async (type) => {
    const request = sent({ type }, { name: 'Ada', at: new Date(0) });
    expect(request.headers.get('content-type')).toBe(type);
    expect(await request.json()).toEqual({ name: 'Ada', at: '1970-01-01T00:00:00.000Z' });
  },
);

test.each([null, 0, false, ''])('%j is a JSON body like any other', async (value) => {
  expect(await sent({ type: 'application/json', required: true }, value).json()).toBe(value);
});

test('a multipart body has a part for each member, of the type its value has', async () => {
  const form = await sent(
    { type: 'multipart/form-data' },
    {
      name: 'Ada',
      count: 3,
      at: new Date(0),
      meta: { a: 1 },
      tags: ['x', 'y'],
      file: new File(['bytes'], 'a.txt', { type: 'text/plain' }),
      nothing: undefined,
      none: null,
    },
  ).formData();

  expect([...form.keys()]).toEqual(['name', 'count', 'at', 'meta', 'tags', 'tags', 'file']);
  expect(form.get('count')).toBe('3');
  expect(form.get('at')).toBe('1970-01-01T00:00:00.000Z');
  expect(form.getAll('tags')).toEqual(['x', 'y']);
  expect(form.get('meta')).toMatchObject({ type: 'application/json' });
  expect(form.get('file')).toMatchObject({ name: 'a.txt', type: 'text/plain' });
});

test('a part has the content type that the encoding names', async () => {
  const form = await sent(
    {
      type: 'multipart/form-data',
      encoding: { tags: 'application/json', note: 'text/markdown', file: 'image/png' },
    },
    { tags: ['x', 'y'], note: '# hi', file: new Blob(['bytes']) },
  ).formData();

  const [tags, note, file] = ['tags', 'note', 'file'].map((name) => form.get(name));
  expect([tags, note, file]).toMatchObject([
    { type: 'application/json' },
    { type: 'text/markdown' },
    { type: 'image/png' },
  ]);
  expect(tags instanceof Blob && (await tags.text())).toBe('["x","y"]');
});

test('a multipart boundary is left to the platform', () => {
  const request = sent({ type: 'multipart/form-data' }, { a: 1 });
  expect(request.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/);
});

test('a form that is ready goes out as it is', async () => {
  const form = new FormData();
  form.append('a', '1');
  expect([...(await sent({ type: 'multipart/form-data' }, form).formData())]).toEqual([['a', '1']]);
});

test('an urlencoded body repeats arrays, writes objects as JSON and leaves out what is missing', async () => {
  const request = sent(
    { type: 'application/x-www-form-urlencoded' },
    { a: 'x&y', b: [1, 2], c: { d: 1 }, e: new Date(0), f: undefined, g: null },
  );
  expect(request.headers.get('content-type')).toBe('application/x-www-form-urlencoded');
  expect(await request.text()).toBe('a=x%26y&b=1&b=2&c=%7B%22d%22%3A1%7D&e=1970-01-01T00%3A00%3A00.000Z');
});

test('text goes out as it is', async () => {
  const request = sent({ type: 'text/csv' }, 'a;b\n1;2');
  expect(request.headers.get('content-type')).toBe('text/csv');
  expect(await request.text()).toBe('a;b\n1;2');
});

test.each([
  ['Blob', new Blob(['bytes'])],
  ['ArrayBuffer', new TextEncoder().encode('bytes').buffer],
  ['Uint8Array', new TextEncoder().encode('bytes')],
])('bytes go out as they are: %s', async (_kind, value) => {
  const request = sent({ type: 'application/octet-stream' }, value);
  expect(request.headers.get('content-type')).toBe('application/octet-stream');
  expect(await request.text()).toBe('bytes');
});

test('a stream can be sent once, everything else again', () => {
  const operation = anOperation({ type: 'application/octet-stream' });
  expect(encodeBody(operation, new Blob(['x']).stream())?.isReplayable).toBe(false);
  expect(encodeBody(operation, new Blob(['x']))?.isReplayable).toBe(true);
});

test('a body that is optional may be missing', () => {
  expect(encodeBody(anOperation({ type: 'application/json' }), undefined)).toBeUndefined();
  expect(encodeBody(anOperation(), 'ignored')).toBeUndefined();
});

test('a body that is required is missed', () => {
  expect(() => encodeBody(anOperation({ type: 'application/json', required: true }), undefined)).toThrow(
    expect.objectContaining({
      code: 'INVALID_REQUEST',
      message: 'write needs a `body`, and it was missing.',
    }),
  );
});

test('a body that cannot be written is refused, without its content', () => {
  const circular: Record<string, unknown> = { secret: 'x' };
  circular['self'] = circular;
  expect(() => encodeBody(anOperation({ type: 'application/json' }), circular)).toThrow(
    expect.objectContaining({
      code: 'INVALID_REQUEST',
      message: 'write cannot write its `body` as application/json.',
    }),
  );
});

test('a GET with a body is refused before anything is sent', async () => {
  const wire = fakeWire();
  const operation: Operation = { ...anOperation({ type: 'application/json' }), method: 'GET' };

  await expect(aClient({ wire }).call(operation, { body: {} })).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
    message: 'write documents a body for GET, which fetch cannot send.',
  });
  expect(wire.requests).toEqual([]);
});
