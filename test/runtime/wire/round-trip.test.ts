/** Whatever is given, a reader who follows the specification reads it back: style by style. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Parameter } from '../../../src/runtime/index.ts';
import { written } from './a-parameter.ts';

/** Any text, with what could break a URL in it more often than chance would have it. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...`a0 %&=+#?/\\;,.|:@!$'()*[]{}"<>^~-_\`\n\t\0ü€😀`) }),
);
const name = text.filter((key) => key !== '' && key !== '__proto__');
const texts = fc.array(text, { minLength: 1 });
const members = fc.dictionary(name, text, { minKeys: 1 });
const without = (character: string) => text.filter((each) => !each.includes(character));

const decoded = (part: string): string => decodeURIComponent(part);
const pairsOf = (part: string, separator: string, equals = '='): [string, string][] =>
  part.split(separator).map((pair) => {
    const at = pair.indexOf(equals);
    return at === -1 ? [decoded(pair), ''] : [decoded(pair.slice(0, at)), decoded(pair.slice(at + 1))];
  });
const evenly = (parts: readonly string[]): Record<string, string> =>
  Object.fromEntries(parts.flatMap((key, index) => (index % 2 === 0 ? [[key, parts[index + 1] ?? '']] : [])));
const queryOf = (wire: string | null): URLSearchParams => new URL(`https://x/${wire}`).searchParams;

interface Reader<Value> {
  readonly style: Parameter;
  readonly values: fc.Arbitrary<Value>;
  readonly read: (wire: string) => unknown;
}

const lists: Reader<string[]>[] = [
  { style: { in: 'path' }, values: texts, read: (wire) => wire.split(',').map(decoded) },
  {
    style: { in: 'path', style: 'label' },
    values: texts,
    read: (wire) => wire.slice(1).split(',').map(decoded),
  },
  {
    style: { in: 'path', style: 'label', explode: true },
    values: fc.array(without('.'), { minLength: 1 }),
    read: (wire) => wire.slice(1).split('.').map(decoded),
  },
  {
    style: { in: 'path', style: 'matrix' },
    values: texts,
    read: (wire) => (wire.split('=')[1] ?? '').split(',').map(decoded),
  },
  {
    style: { in: 'path', style: 'matrix', explode: true },
    values: texts,
    read: (wire) => pairsOf(wire.slice(1), ';').map(([, value]) => value),
  },
  { style: { in: 'query' }, values: texts, read: (wire) => queryOf(wire).getAll('color') },
  {
    style: { in: 'query', explode: false },
    values: texts,
    read: (wire) => wire.slice('?color='.length).split(',').map(decoded),
  },
  {
    style: { in: 'query', style: 'spaceDelimited' },
    values: fc.array(without(' '), { minLength: 1 }),
    read: (wire) => queryOf(wire).get('color')?.split(' '),
  },
  {
    style: { in: 'query', style: 'pipeDelimited' },
    values: fc.array(without('|'), { minLength: 1 }),
    read: (wire) => queryOf(wire).get('color')?.split('|'),
  },
  {
    style: { in: 'query', style: 'deepObject' },
    values: texts,
    read: (wire) => queryOf(wire).getAll('color[]'),
  },
  { style: { in: 'cookie' }, values: texts, read: (wire) => pairsOf(wire, '; ').map(([, value]) => value) },
  {
    style: { in: 'cookie', explode: false },
    values: texts,
    read: (wire) => wire.slice('color='.length).split(',').map(decoded),
  },
];

// A path value that is empty or a segment of dots is refused, which is told of elsewhere.
const isPossible = ({ style }: { style: Parameter }, value: unknown): boolean => {
  if (style.in !== 'path') return true;
  const parts = typeof value === 'string' ? [value] : Object.values(Object(value));
  const text = parts.join(style.explode ? '.' : ',');
  return style.style === 'matrix' ? style.explode === true || text !== '' : !/^\.{0,2}$/.test(text);
};

test.each(lists)('a list is read back from $style', (reader) => {
  const property = fc.property(reader.values, (values) => {
    fc.pre(isPossible(reader, values));
    expect(reader.read(written(reader.style, values) ?? '')).toEqual(values);
  });
  fc.assert(property);
});

const objects: Reader<Record<string, string>>[] = [
  { style: { in: 'path' }, values: members, read: (wire) => evenly(wire.split(',').map(decoded)) },
  {
    style: { in: 'path', explode: true },
    values: members,
    read: (wire) => Object.fromEntries(pairsOf(wire, ',')),
  },
  {
    style: { in: 'path', style: 'label' },
    values: members,
    read: (wire) => evenly(wire.slice(1).split(',').map(decoded)),
  },
  {
    style: { in: 'path', style: 'matrix' },
    values: members,
    read: (wire) => evenly((wire.split('=')[1] ?? '').split(',').map(decoded)),
  },
  {
    style: { in: 'path', style: 'matrix', explode: true },
    values: members,
    read: (wire) => Object.fromEntries(pairsOf(wire.slice(1), ';')),
  },
  { style: { in: 'query' }, values: members, read: (wire) => Object.fromEntries(queryOf(wire)) },
  {
    style: { in: 'query', explode: false },
    values: members,
    read: (wire) => evenly(wire.slice('?color='.length).split(',').map(decoded)),
  },
  {
    style: { in: 'query', style: 'deepObject' },
    values: members,
    read: (wire) =>
      Object.fromEntries([...queryOf(wire)].map(([key, value]) => [key.slice('color['.length, -1), value])),
  },
  { style: { in: 'cookie' }, values: members, read: (wire) => Object.fromEntries(pairsOf(wire, '; ')) },
];

test.each(objects)('an object is read back from $style', (reader) => {
  const property = fc.property(reader.values, (values) => {
    expect(reader.read(written(reader.style, values) ?? '')).toEqual({ ...values });
  });
  fc.assert(property);
});

test.each<[Parameter, (wire: string) => unknown]>([
  [{ in: 'path' }, (wire) => decoded(wire)],
  [{ in: 'path', style: 'label' }, (wire) => decoded(wire.slice(1))],
  [{ in: 'path', style: 'matrix' }, (wire) => pairsOf(wire.slice(1), ';')[0]?.[1]],
  [{ in: 'query' }, (wire) => queryOf(wire).get('color')],
  [{ in: 'query', content: 'text/plain' }, (wire) => queryOf(wire).get('color')],
  [{ in: 'cookie' }, (wire) => decoded(wire.slice('color='.length))],
])('one value is read back from %j, and is all of it', (style, read) => {
  const property = fc.property(text, (value) => {
    fc.pre(isPossible({ style }, value));
    const wire = written(style, value) ?? '';
    expect(read(wire)).toBe(value);
    // RFC 3986 §3.3 and §3.4: no other character may stand in a path or a query.
    if (style.in !== 'cookie') expect(wire).toMatch(/^[\w\-.~%?&=;]*$/);
  });
  fc.assert(property);
});

test.each<Parameter>([
  { in: 'query', allowReserved: true },
  { in: 'query', allowReserved: true, explode: false },
])('with reserved characters as they are, a value still cannot end itself: %j', (style) => {
  const plain = text.filter((value) => !/%[\da-f]{2}/i.test(value));
  const property = fc.property(plain, (value) => {
    const url = new URL(`https://x/${written(style, value)}`);
    expect([...url.searchParams]).toEqual([['color', value]]);
    expect(url.hash).toBe('');
  });
  fc.assert(property);
});

test('JSON is read back from every place', () => {
  const content = 'application/json';
  const property = fc.property(fc.jsonValue(), (value) => {
    const parsed: unknown = JSON.parse(JSON.stringify(value));
    if (value === null) return;
    const wires = (['path', 'query', 'querystring', 'header', 'cookie'] as const).map(
      (place) => written({ in: place, content }, value) ?? '',
    );
    const [path = '', query = '', whole = '', header = '', cookie = ''] = wires;
    expect(JSON.parse(decoded(path))).toEqual(parsed);
    expect(JSON.parse(queryOf(query).get('color') ?? '')).toEqual(parsed);
    expect(JSON.parse(decoded(whole.slice(1)))).toEqual(parsed);
    expect(JSON.parse(header)).toEqual(parsed);
    expect(JSON.parse(decoded(cookie.slice('color='.length)))).toEqual(parsed);
  });
  fc.assert(property);
});
