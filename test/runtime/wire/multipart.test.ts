import { expect, test } from 'vitest';
import { encodeBody } from '../../../src/runtime/body.ts';
import { part } from '../../../src/runtime/index.ts';
import { aWrite, overTime, partsOf, refusal, sent } from './a-body.ts';

const type = 'multipart/form-data';
const png = (name = 'a.png') => new File(['bytes'], name, { type: 'image/png' });

test('a form has a part for each field, of the type its value has', async () => {
  const value = {
    name: 'Ada',
    at: new Date(0),
    meta: { a: 1 },
    tags: ['x', 'y'],
    file: png(),
    bytes: new Uint8Array([104, 105]),
    nothing: undefined,
    none: null,
  };
  const request = sent({ type }, value);
  expect(request.headers.get('content-type')).toMatch(
    /^multipart\/form-data; boundary=breakwater-[\da-f-]+$/,
  );
  expect(await partsOf(request)).toMatchInlineSnapshot(`
    "--
    Content-Disposition: form-data; name="name"

    Ada
    --
    Content-Disposition: form-data; name="at"

    1970-01-01T00:00:00.000Z
    --
    Content-Disposition: form-data; name="meta"
    Content-Type: application/json

    {"a":1}
    --
    Content-Disposition: form-data; name="tags"

    x
    --
    Content-Disposition: form-data; name="tags"

    y
    --
    Content-Disposition: form-data; name="file"; filename="a.png"
    Content-Type: image/png

    bytes
    --
    Content-Disposition: form-data; name="bytes"; filename="blob"
    Content-Type: application/octet-stream

    hi
    ----
    "
  `);
});

test('it is read back by any reader of forms', async () => {
  const value = { 'na"me\r\n': 'a\r\nb', file: png('ü "1".png'), tags: ['x', 'y'], meta: { a: 'ü' } };
  const form = await sent({ type }, value).formData();
  expect([...form.keys()]).toEqual(['na"me\r\n', 'file', 'tags', 'tags', 'meta']);
  expect(form.get('na"me\r\n')).toBe('a\r\nb');
  expect(form.get('file')).toMatchObject({ name: 'ü "1".png', type: 'image/png', size: 5 });
  // No filename, so that no server takes it for a file: RFC 7578 §4.2.
  expect(form.get('meta')).toBe('{"a":"ü"}');
});

test('a part has the content type that the encoding names, and a file keeps its own', async () => {
  const encoding = {
    note: 'text/markdown',
    list: 'application/json',
    bare: 'image/png',
    file: 'image/jpeg',
    any: 'image/png, image/jpeg',
    range: 'image/*',
  };
  const value = {
    note: '# hi',
    list: ['x', 'y'],
    bare: new File(['bytes'], 'hello.jpg'),
    file: png(),
    any: new Blob(['bytes']),
    range: new Blob(['bytes']),
  };
  expect(await partsOf(sent({ type, encoding }, value))).toMatchInlineSnapshot(`
    "--
    Content-Disposition: form-data; name="note"
    Content-Type: text/markdown

    # hi
    --
    Content-Disposition: form-data; name="list"
    Content-Type: application/json

    ["x","y"]
    --
    Content-Disposition: form-data; name="bare"; filename="hello.jpg"
    Content-Type: image/png

    bytes
    --
    Content-Disposition: form-data; name="file"; filename="a.png"
    Content-Type: image/png

    bytes
    --
    Content-Disposition: form-data; name="any"; filename="blob"
    Content-Type: image/png

    bytes
    --
    Content-Disposition: form-data; name="range"; filename="blob"
    Content-Type: application/octet-stream

    bytes
    ----
    "
  `);
});

test('a field in a style is written as a query would have it, but not encoded', async () => {
  const encoding = { deep: { style: 'deepObject' }, list: { explode: false } } as const;
  const text = await partsOf(sent({ type, encoding }, { deep: { a: 'x y' }, list: ['1', '2'] }));
  expect(text).toMatchInlineSnapshot(`
    "--
    Content-Disposition: form-data; name="deep[a]"

    x y
    --
    Content-Disposition: form-data; name="list"

    1,2
    ----
    "
  `);
});

test('a part may say more of itself', async () => {
  const file = part('a;b', {
    filename: 'a.csv',
    contentType: 'text/csv',
    headers: { 'Content-Language': 'de' },
  });
  expect(await partsOf(sent({ type }, { file }))).toMatchInlineSnapshot(`
    "--
    Content-Disposition: form-data; name="file"; filename="a.csv"
    Content-Type: text/csv
    Content-Language: de

    a;b
    ----
    "
  `);
});

test('a form with a stream is a stream, sent once; any other can be sent again', async () => {
  const stream = new Blob(['from a stream']).stream();
  const file = part(stream, { filename: 'a.txt', contentType: 'text/plain' });
  const encoded = encodeBody(aWrite({ type }), { body: { before: 1, file, after: png() } });
  expect(encoded).toMatchObject({ isReplayable: false });
  const form = await new Response(encoded?.content, {
    headers: { 'content-type': encoded?.contentType ?? '' },
  }).formData();
  expect([...form.keys()]).toEqual(['before', 'file', 'after']);
  const read = form.get('file');
  expect(read instanceof File && (await read.text())).toBe('from a stream');

  expect(encodeBody(aWrite({ type }), { body: { file: png() } })).toMatchObject({ isReplayable: true });
});

test('a stream is read as the server takes it, never ahead', async () => {
  let given = 0;
  async function* chunks() {
    for (; given < 100; given += 1) yield new Uint8Array(1_000);
  }
  const reader = sent({ type }, { file: chunks() }).body?.getReader();
  for (let read = 0; read < 4; read += 1) await reader?.read();
  expect(given).toBeLessThan(6);
  await reader?.cancel();
});

test('a reader who leaves ends every stream of the form, also those it never came to', async () => {
  const ends: string[] = [];
  const stream = (name: string) =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(8)),
      cancel: () => {
        ends.push(name);
      },
    });
  const reader = sent({ type }, { first: stream('first'), second: stream('second') }).body?.getReader();
  for (let read = 0; read < 3; read += 1) await reader?.read();
  await reader?.cancel();
  expect(ends.sort()).toEqual(['first', 'second']);
});

test('a form that is ready goes out as the platform would write it, and none of it is gathered', async () => {
  const form = new FormData();
  form.append('a', '1');
  form.append('note', 'one\ntwo\r\nthree');
  form.append('file', new File(['x'], 'x.txt', { type: 'text/plain' }));
  form.append('blob', new Blob(['y']));
  const request = sent({ type: 'multipart/mixed' }, form);
  const type = request.headers.get('content-type');
  expect(type).toMatch(/^multipart\/form-data; boundary=breakwater-/);
  const platforms = new Request('https://x.example', { method: 'POST', body: form });
  const boundaries = /(?:breakwater-|----formdata-undici-)[\w-]+?(?=--\r\n|\r\n)/g;
  const plain = async (written: Request) => (await written.text()).replace(boundaries, 'boundary');
  expect(await plain(request)).toBe(await plain(platforms));
});

test('other multipart types have parts by their place: OpenAPI 3.2', async () => {
  const body = {
    type: 'multipart/mixed; boundary=theirs',
    prefixEncoding: ['application/json'],
    itemEncoding: 'image/png',
  };
  const request = sent(body, [{ a: 1 }, new Blob(['x']), 'text']);
  expect(request.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary=breakwater-/);
  expect(await partsOf(request)).toMatchInlineSnapshot(`
    "--
    Content-Type: application/json

    {"a":1}
    --
    Content-Type: image/png

    x
    --
    Content-Type: image/png

    text
    ----
    "
  `);
});

test('and such parts may come over time', async () => {
  const request = sent({ type: 'multipart/mixed' }, overTime<unknown>({ a: 1 }, 'text'));
  expect(await partsOf(request)).toMatchInlineSnapshot(`
    "--
    Content-Type: application/json

    {"a":1}
    --

    text
    ----
    "
  `);
});

test.each([
  [
    { photo: part('x', { contentType: 'image/png\r\nX-Evil: 1' }) },
    'has a header or a content type that no header can carry',
  ],
  [
    { photo: part('x', { headers: { 'a b': 'c' } }) },
    'has a header or a content type that no header can carry',
  ],
  [{ photo: () => 'x' }, 'is a function where one value is due'],
  [{ photo: new Map() }, 'is a Map where JSON is due'],
])('a field that no part can hold is named: %#', (value, why) => {
  expect(() => sent({ type }, value)).toThrow(
    refusal(`write: the field \`photo\` of the \`body\` ${why}, to be sent as ${type}.`),
  );
});

test('an object is not written as what is no JSON', () => {
  expect(() => sent({ type, encoding: { doc: 'application/xml' } }, { doc: { a: 1 } })).toThrow(
    /field `doc` of the `body` is an object, which cannot be written as application\/xml/,
  );
});
