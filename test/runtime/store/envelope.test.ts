import fc from 'fast-check';
import { expect, test } from 'vitest';
import { open, seal } from '../../../src/runtime/store/envelope.ts';
import type { Snapshot } from '../../../src/runtime/store/snapshot.ts';

function aSnapshot(given: Partial<Snapshot> = {}): Snapshot {
  return {
    status: 200,
    headers: [['content-type', 'application/json']],
    url: 'https://api.example.com/v1/portfolio',
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
    vary: [['accept', 'application/json']],
    tags: ['portfolio', 'url:https://api.example.com/v1/portfolio'],
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
  ['another version', sealed.replace('"v":3', '"v":1')],
  ['no version', sealed.replace('"v":3,', '')],
  ['a status that is text', sealed.replace('"status":200', '"status":"200"')],
  ['headers that are no list', sealed.replace(/"headers":\[\[.*?\]\]/, '"headers":{}')],
  ['a header that is no pair', sealed.replace(/"headers":\[\[.*?\]\]/, '"headers":[["a"]]')],
  ['a moment that is missing', sealed.replace(/"requestedAt":[\d.]+,/, '')],
  ['an expiry that is missing', sealed.replace(/"freshUntil":[\d.]+/, '"x":1')],
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
