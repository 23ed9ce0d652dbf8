import { describe, expect, test } from 'vitest';
import type { XmlContent, XmlNode } from '../../../src/runtime/xml/node.ts';
import { readXml } from '../../../src/runtime/xml/read.ts';

const pet = (members: Extract<XmlContent, { members: unknown }>['members']): XmlNode => ({
  name: 'Pet',
  of: { members },
});

test('elements, attributes and text become members of their types', () => {
  const node = pet({
    id: { name: 'xml-id', as: 'attribute', of: 'number' },
    name: 'string',
    age: 'number',
    tame: 'boolean',
    note: { as: 'text' },
  });
  const text = '<Pet xml-id="7">\n <name> Rex </name><age>3</age>\n <tame>1</tame>\n hi\n</Pet>';
  expect(readXml(node, text)).toEqual({ id: 7, name: ' Rex ', age: 3, tame: true, note: 'hi' });
});

test('what is not there is missing, and what nobody described is not read', () => {
  expect(readXml(pet({ name: 'string', age: 'number' }), '<Pet><name/><color>red</color></Pet>')).toEqual({
    name: '',
  });
});

test('what is not what the schema says stays a text', () => {
  const node = pet({ age: 'number', tame: 'boolean', born: 'Date' });
  expect(readXml(node, '<Pet><age>old</age><tame>yes</tame><born>May</born></Pet>')).toEqual({
    age: 'old',
    tame: 'yes',
    born: 'May',
  });
});

describe('a list', () => {
  test.each([
    ['repeats its element', { list: 'required' }, '<toys>a</toys><toys>b</toys>'],
    [
      'has an element around it',
      { name: 'toy', list: 'required', wrapper: { name: 'toys' } },
      '<toys><toy>a</toy> <toy>b</toy></toys>',
    ],
  ] as const)('%s', (_, toys, inner) => {
    expect(readXml(pet({ toys }), `<Pet>${inner}</Pet>`)).toEqual({ toys: ['a', 'b'] });
  });

  test.each([
    ['required', { toys: [] }],
    ['optional', {}],
  ] as const)('that is %s, of nothing', (list, expected) => {
    expect(readXml(pet({ toys: { list } }), '<Pet/>')).toEqual(expected);
  });

  test('with an empty element around it is empty', () => {
    const node = pet({ toys: { name: 'toy', list: 'optional', wrapper: { name: 'toys' } } });
    expect(readXml(node, '<Pet><toys/></Pet>')).toEqual({ toys: [] });
  });

  test('as a whole document', () => {
    const node: XmlNode = { name: 'pet', list: 'required', wrapper: { name: 'pets' }, of: 'number' };
    expect(readXml(node, '<pets><pet>1</pet><pet>2</pet></pets>')).toEqual([1, 2]);
  });
});

test("prefixes are the sender's choice", () => {
  const node = pet({ name: { prefix: 'p', namespace: 'urn:p' } });
  expect(readXml(node, '<q:Pet xmlns:q="urn:p"><q:name>Rex</q:name></q:Pet>')).toEqual({ name: 'Rex' });
});

test('other elements, where there may be any', () => {
  const node: XmlNode = { name: 'Pet', of: { members: { id: 'number' }, rest: 'any' } };
  expect(readXml(node, '<Pet><id>1</id><a>x</a><b><c>y</c></b><d>1</d><d>2</d></Pet>')).toEqual({
    id: 1,
    a: 'x',
    b: { c: 'y' },
    d: ['1', '2'],
  });
});

test('dates and long integers', () => {
  const node = pet({ born: 'Date', chip: 'int64' });
  expect(
    readXml(node, '<Pet><born>1970-01-01T00:00:00Z</born><chip>1152921504606846977</chip></Pet>'),
  ).toEqual({
    born: new Date(0),
    chip: 1152921504606846977n,
  });
});

test('a member called `__proto__` is a member', () => {
  const node: XmlNode = { name: 'Pet', of: { members: {}, rest: 'string' } };
  const value = readXml(node, '<Pet><__proto__>x</__proto__></Pet>');
  expect(Object.entries(Object(value))).toEqual([['__proto__', 'x']]);
});

test.each([
  ['not closed', '<Pet>'],
  ['nothing', ''],
  ['an entity of its own', '<!DOCTYPE Pet [<!ENTITY x "y">]><Pet>&x;</Pet>'],
  ['a document type', '<!DOCTYPE Pet SYSTEM "http://example.com/pet.dtd"><Pet/>'],
  ['an unknown entity', '<Pet>&x;</Pet>'],
])('refuses %s', (_, text) => {
  expect(() => readXml(pet({ name: 'string' }), text)).toThrow();
});
