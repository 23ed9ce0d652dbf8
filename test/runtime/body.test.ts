import { expect, test } from 'vitest';
import { encodeBody } from '../../src/runtime/body.ts';
import { type Operation, part } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { fakeWire } from '../support/wire.ts';
import { aWrite, overTime, refusal, sent } from './wire/a-body.ts';

const json = { type: 'application/json' };

test.each(['application/json', 'application/json; charset=utf-8', 'application/merge-patch+json'])(
  '%s is JSON, under its own name',
  async (type) => {
    const request = sent({ type }, { name: 'Ada', at: new Date(0), gone: undefined });
    expect(request.headers.get('content-type')).toBe(type);
    expect(await request.text()).toBe('{"name":"Ada","at":"1970-01-01T00:00:00.000Z"}');
  },
);

test.each([null, 0, false, ''])('%j is a JSON body like any other', async (value) => {
  expect(await sent({ ...json, required: true }, value).json()).toBe(value);
});

test.each<['object' | 'array', unknown, string]>([
  ['object', '{"a":1}', 'a string where an object is due: give the value itself, not its JSON'],
  ['object', [1], 'an array where an object is due'],
  ['object', new Date(0), 'a Date where an object is due'],
  ['object', 1, 'a number where an object is due'],
  ['array', { 0: 1 }, 'an object where an array is due'],
  ['array', '[]', 'a string where an array is due: give the value itself, not its JSON'],
])('where the spec says %s, %o is refused', (shape, value, why) => {
  expect(() => sent({ ...json, shape }, value)).toThrow(
    refusal(`write: the \`body\` is ${why}, to be sent as application/json.`),
  );
});

test.each<['object' | 'array', unknown]>([
  ['object', { a: 1 }],
  ['object', null],
  [
    'object',
    new (class Own {
      a = 1;
    })(),
  ],
  ['array', []],
])('where the spec says %s, %o is sent', async (shape, value) => {
  expect(await sent({ ...json, shape }, value).text()).toBe(JSON.stringify(value));
});

test('a bigint is a number of all its digits, with or without codecs', async () => {
  expect(await sent(json, { id: 9007199254740993n }).text()).toBe('{"id":9007199254740993}');
});

test('a file that says it is JSON has been written already', async () => {
  const file = new File(['{ "a": 1 }'], 'a.json', { type: 'application/json' });
  expect(await sent(json, file).text()).toBe('{ "a": 1 }');
});

test.each([
  ['a form', new FormData(), 'a FormData'],
  ['a query', new URLSearchParams('a=1'), 'an URLSearchParams'],
  ['bytes', new Uint8Array([1]), 'an Uint8Array'],
  ['a file', new Blob(['x']), 'a Blob'],
  ['a map', new Map(), 'a Map'],
  ['a function', () => 1, 'a function'],
])('%s is no JSON', (_title, value, kind) => {
  expect(() => sent(json, value)).toThrow(
    refusal(`write: the \`body\` is ${kind} where JSON is due, to be sent as application/json.`),
  );
});

test.each(['text/plain', 'text/csv; charset=utf-8', 'application/xml', 'application/vnd.api+xml'])(
  'text goes out as it is: %s',
  async (type) => {
    const request = sent({ type }, '<a>"b"</a>');
    expect(request.headers.get('content-type')).toBe(type);
    expect(await request.text()).toBe('<a>"b"</a>');
  },
);

test.each([
  ['text/plain', 'text/plain; charset=utf-8'],
  ['text/csv; header=present', 'text/csv; header=present; charset=utf-8'],
  ['text/plain; charset=UTF-8', 'text/plain; charset=UTF-8'],
  ['application/yaml', 'application/yaml'],
])(
  'text beyond ASCII says that it is UTF-8 where its media type has another default: %s',
  async (type, said) => {
    const request = sent({ type }, 'grüezi');
    expect(request.headers.get('content-type')).toBe(said);
    expect(await request.text()).toBe('grüezi');
  },
);

test('text that is to be in another charset is not sent in UTF-8', async () => {
  const type = 'text/plain; charset=iso-8859-1';
  expect(() => sent({ type }, 'grüezi')).toThrow(
    refusal(
      `write: the \`body\` is text beyond ASCII, and only UTF-8 is written here: give its bytes, to be sent as ${type}.`,
    ),
  );
  expect(await sent({ type }, 'hello').text()).toBe('hello');
  const bytes = Buffer.from('grüezi', 'latin1');
  expect(Buffer.from(await sent({ type }, bytes).arrayBuffer()).equals(bytes)).toBe(true);
});

test('a range is never sent as a content type, though it is what a caller named', () => {
  const body = { type: 'application/json', or: ['image/*'] };
  const typeOf = (value: unknown) => sent(body, value, 'image/*').headers.get('content-type');
  expect(typeOf(new Blob(['x'], { type: 'image/gif' }))).toBe('image/gif');
  expect(typeOf(new Uint8Array([1]))).toBe('application/octet-stream');
});

test.each([
  ['Blob', () => new Blob(['bytes'])],
  ['ArrayBuffer', () => new TextEncoder().encode('bytes').buffer],
  ['Uint8Array', () => new TextEncoder().encode('bytes')],
  ['part of a buffer', () => new TextEncoder().encode('<bytes>').subarray(1, 6)],
  ['Buffer', () => Buffer.from('bytes')],
  ['shared memory', () => shared('bytes')],
  ['ReadableStream', () => new Blob(['bytes']).stream()],
  ['async iterable', () => overTime(Buffer.from('by'), Buffer.from('tes'))],
  ['text', () => 'bytes'],
])('bytes go out as they are: %s', async (_kind, value) => {
  for (const type of ['application/octet-stream', 'text/plain']) {
    const request = sent({ type }, value());
    expect(request.headers.get('content-type')).toBe(type);
    expect(await request.text()).toBe('bytes');
  }
});

test.each([
  ['image/png', { pixels: [] }, 'is an object where bytes or text are due'],
  ['image/png', 5, 'is a number where bytes or text are due'],
  ['text/plain', { a: 1 }, 'is an object where bytes or text are due'],
  ['text/plain', null, 'is null where one value is due'],
  ['application/x-ndjson', { a: 1 }, 'is an object where items are due'],
  ['multipart/form-data', ['a'], 'is an array where an object of fields is due'],
  ['application/x-www-form-urlencoded', 'a=1', 'is a string where an object of fields is due'],
])('%s: %j %s', (type, value, why) => {
  expect(() => sent({ type }, value)).toThrow(refusal(`write: the \`body\` ${why}, to be sent as ${type}.`));
});

test('a stream can be sent once, everything else again', () => {
  const isReplayable = (body: unknown) =>
    encodeBody(aWrite({ type: 'application/octet-stream' }), { body })?.isReplayable;
  expect(isReplayable(new Blob(['x']).stream())).toBe(false);
  expect(isReplayable(overTime(Buffer.from('x')))).toBe(false);
  expect(isReplayable(new Blob(['x']))).toBe(true);
});

test('a stream that somebody is reading is refused', () => {
  const stream = new Blob(['x']).stream();
  stream.getReader();
  expect(() => sent({ type: 'image/png' }, stream)).toThrow(/is a stream that somebody else is reading/);
});

test('a reader who leaves ends what the body is made of', async () => {
  const ends: string[] = [];
  async function* source() {
    try {
      yield Buffer.from('x');
      yield Buffer.from('y');
    } finally {
      ends.push('source');
    }
  }
  const reader = sent({ type: 'image/png' }, source()).body?.getReader();
  await reader?.read();
  await reader?.cancel();
  expect(ends).toEqual(['source']);
});

const choice = {
  type: 'application/json',
  or: ['text/csv', { type: 'multipart/form-data', encoding: { a: 'text/markdown' } }, 'image/*'],
} as const;

test.each([
  [undefined, { a: 1 }, 'application/json', '{"a":1}'],
  ['application/json', { a: 1 }, 'application/json', '{"a":1}'],
  ['text/csv', 'a;b', 'text/csv', 'a;b'],
  ['text/csv; header=absent', 'a;b', 'text/csv; header=absent', 'a;b'],
  ['image/webp', new Blob(['x']), 'image/webp', 'x'],
])('contentType %s chooses', async (contentType, value, expected, text) => {
  const request = sent(choice, value, contentType);
  expect(request.headers.get('content-type')).toBe(expected);
  expect(await request.text()).toBe(text);
});

test('what is chosen brings its own encoding', async () => {
  const text = await sent(choice, { a: '# hi' }, 'multipart/form-data').text();
  expect(text).toContain('Content-Type: text/markdown\r\n\r\n# hi');
});

test.each(['application/pdf', 'text/html', 5])('contentType %s is none of them', (contentType) => {
  const encode = () => encodeBody(aWrite(choice), { body: 'x', contentType });
  expect(encode).toThrow(
    refusal(
      'write: the `contentType` is none of what its `body` can be sent as: application/json, text/csv, multipart/form-data, image/*.',
    ),
  );
});

test('a parameter may be called contentType where there is nothing to choose', () => {
  expect(encodeBody(aWrite(json), { body: 1, contentType: 'x' })?.contentType).toBe('application/json');
});

test.each([
  ['image/*', new Blob(['x'], { type: 'image/png' }), 'image/png'],
  ['image/*', new Blob(['x'], { type: 'text/plain' }), 'application/octet-stream'],
  ['image/*', new Blob(['x']), 'application/octet-stream'],
  ['*/*', new Blob(['x'], { type: 'image/png' }), 'image/png'],
  ['*/*', { a: 1 }, 'application/json'],
  ['application/*+json', { a: 1 }, 'application/json'],
  ['text/*', 'a', 'text/plain'],
])('%s is a range: a value is sent as what it says it is, or as what fits', (type, value, expected) => {
  expect(sent({ type }, value).headers.get('content-type')).toBe(expected);
});

test('a part alone is its content, under its content type', async () => {
  const value = part('a;b', { contentType: 'text/csv' });
  const request = sent({ type: '*/*' }, value);
  expect(request.headers.get('content-type')).toBe('text/csv');
  expect(await request.text()).toBe('a;b');
});

test('a body that is optional may be missing', () => {
  expect(encodeBody(aWrite(json), {})).toBeUndefined();
  expect(encodeBody(aWrite(), { body: 'ignored' })).toBeUndefined();
});

test('a body that is required is missed', () => {
  expect(() => encodeBody(aWrite({ ...json, required: true }), {})).toThrow(
    refusal('write needs a `body`, and it was missing.'),
  );
});

test('a body that cannot be written is refused, without its content', () => {
  const circular: Record<string, unknown> = { secret: 'x' };
  circular['self'] = circular;
  expect(() => sent(json, circular)).toThrow(refusal('write cannot write its `body` as application/json.'));
});

test('a GET with a body is refused before anything is sent', async () => {
  const wire = fakeWire();
  const operation: Operation = { ...aWrite(json), method: 'GET' };

  await expect(aClient({ wire }).call(operation, { body: {} })).rejects.toMatchObject({
    code: 'INVALID_REQUEST',
    message: 'write documents a body for GET, which fetch cannot send.',
  });
  expect(wire.requests).toEqual([]);
});

function shared(text: string): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(text.length));
  bytes.set(Buffer.from(text));
  return bytes;
}
