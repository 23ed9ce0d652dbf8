import fc from 'fast-check';
import { expect, test } from 'vitest';
import { open as openAt, seal as sealWith } from '../../../src/runtime/store/envelope.ts';
import type { Snapshot } from '../../../src/runtime/store/snapshot.ts';

const url = 'https://api.example.com/v1/portfolio';
const stamps = ['*', 'one', 'portfolio', 'two', `url:${url}`, 'three'];
const seal = (snapshot: Snapshot): string => sealWith(snapshot, stamps);
const open = (envelope: unknown) => openAt(envelope, 1_000.001);

function aSnapshot(given: Partial<Snapshot> = {}): Snapshot {
  return {
    status: 200,
    fields: 'content-type: application/json\n',
    url,
    contentType: 'application/json',
    isJson: true,
    text: '{"a":1}',
    requestedAt: 1_000.001,
    bornAt: 1_000,
    freshUntil: 181_000,
    staleUntil: 181_000,
    rescueUntil: 181_000,
    keptUntil: 181_000,
    isStrict: false,
    bodyBytes: 456,
    vary: [['accept', 'application/json']],
    tags: ['portfolio', `url:${url}`],
    body: { a: 1 },
    ...given,
  };
}

test('what was sealed is opened as it was', () => {
  expect(open(seal(aSnapshot()))?.snapshot).toEqual(aSnapshot());
});

test.each(['', '\n', 'a\n\nb\n', '{"not":"json"', 'é🔑\u2028\u0000', '1\n{"v":1}\n'])(
  'text is kept to the byte: %j',
  (text) => {
    const snapshot = aSnapshot({
      text,
      contentType: 'text/plain',
      isJson: false,
      body: text,
    });
    expect(open(seal(snapshot))?.snapshot).toEqual(snapshot);
  },
);

test('a URL that is not the one asked for is kept, too', () => {
  const snapshot = aSnapshot({ url: 'https://api.example.com/v1/elsewhere' });
  expect(open(seal(snapshot))?.snapshot).toEqual(snapshot);
});

test('any JSON is kept', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const snapshot = aSnapshot({ text, body: JSON.parse(text) });
      expect(open(seal(snapshot))?.snapshot.text).toBe(text);
      expect(JSON.stringify(open(seal(snapshot))?.snapshot.body)).toBe(JSON.stringify(snapshot.body));
    }),
  );
});

const sealed = seal(aSnapshot());

function withHead(changed: (head: unknown[]) => unknown[]): string {
  const [line = '', ...body] = sealed.split('\n');
  return [JSON.stringify(changed(JSON.parse(line))), ...body].join('\n');
}

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a number', 5],
  ['an object', { v: 1 }],
  ['an empty text', ''],
  ['no line break', 'garbage'],
  ['a head that is not JSON', 'garbage\nbody'],
  ['a head that is null', 'null\nbody'],
  ['a head that is an array', '[]\nbody'],
  ['another version', withHead((head) => head.with(0, 3))],
  ['no version', withHead((head) => head.slice(1))],
  ['a status that is text', withHead((head) => head.with(1, '200'))],
  ['a flag that is a number', withHead((head) => head.with(3, 1))],
  ['a moment that is missing', withHead((head) => head.with(6, null))],
  ['header fields that are a list', withHead((head) => head.with(12, []))],
  ['a variant that is no list', withHead((head) => head.with(13, {}))],
  ['a variant of what is no pair', withHead((head) => head.with(13, [['accept']]))],
  ['a tag without a version', withHead((head) => head.with(14, ['*']))],
  ['a version that is a number', withHead((head) => head.with(14, ['*', 1]))],
  ['no URL at all', withHead((head) => head.with(14, ['*', 'one']))],
  ['a coding that nobody knows', withHead((head) => head.with(15, 'br'))],
  ['a body that is cut off', sealed.slice(0, -2)],
])('%s is a miss, not an exception', (_case, envelope) => {
  expect(open(envelope)).toBeUndefined();
});

test('nothing without a whole head opens', () => {
  fc.assert(
    fc.property(fc.nat(sealed.indexOf('\n')), (length) => open(sealed.slice(0, length)) === undefined),
  );
  fc.assert(fc.property(fc.anything(), (value) => open(value) === undefined));
});
