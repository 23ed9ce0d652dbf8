import { describe, expect, test } from 'vitest';
import type { XmlContent, XmlNode } from '../../../src/runtime/xml/node.ts';
import { writeXml } from '../../../src/runtime/xml/write.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

/** The document without its declaration. */
function written(node: XmlNode, value: unknown): string {
  const text = writeXml(node, value);
  expect(text.startsWith(declaration)).toBe(true);
  return text.slice(declaration.length);
}

/** A pet with these members. */
const pet = (members: Extract<XmlContent, { members: unknown }>['members']): XmlNode => ({
  name: 'Pet',
  of: { members },
});

test('members are elements in the order of the schema, and what is missing is left out', () => {
  const node = pet({ name: 'string', age: 'number', tame: 'boolean', owner: 'string', chip: 'string' });
  expect(written(node, { tame: true, owner: null, age: 3, name: 'Rex', chip: undefined })).toBe(
    '<Pet><name>Rex</name><age>3</age><tame>true</tame></Pet>',
  );
});

test('an attribute, a text and another name', () => {
  const node = pet({ id: { as: 'attribute', of: 'number' }, kind: { name: 'Kind' }, note: { as: 'text' } });
  expect(written(node, { id: 7, kind: 'dog', note: 'hi' })).toBe('<Pet id="7"><Kind>dog</Kind>hi</Pet>');
});

describe('a list', () => {
  test.each([
    ['repeats its element', { list: 'required' }, '<toys>a</toys><toys>b</toys>'],
    ['has items of another name', { name: 'toy', list: 'required' }, '<toy>a</toy><toy>b</toy>'],
    [
      'has an element around it',
      { name: 'toy', list: 'required', wrapper: { name: 'toys' } },
      '<toys><toy>a</toy><toy>b</toy></toys>',
    ],
  ] as const)('%s', (_, toys, expected) => {
    expect(written(pet({ toys }), { toys: ['a', 'b'] })).toBe(`<Pet>${expected}</Pet>`);
  });

  test('of nothing is nothing, or an empty wrapper', () => {
    expect(written(pet({ toys: { list: 'required' } }), { toys: [] })).toBe('<Pet />');
    const wrapped = pet({ toys: { name: 'toy', list: 'required', wrapper: { name: 'toys' } } });
    expect(written(wrapped, { toys: [] })).toBe('<Pet><toys /></Pet>');
  });

  test('of nothing in places keeps the others in theirs', () => {
    expect(written(pet({ toys: { list: 'required' } }), { toys: ['a', null] })).toBe(
      '<Pet><toys>a</toys><toys /></Pet>',
    );
  });
});

test('a namespace is declared where it begins, and once', () => {
  const inner: XmlContent = { members: { name: { prefix: 'p', namespace: 'urn:p' } } };
  const node: XmlNode = {
    ...{ name: 'Pet', prefix: 'p', namespace: 'urn:p' },
    of: { members: { owner: { prefix: 'o', namespace: 'urn:o', of: inner }, id: 'number' } },
  };
  expect(written(node, { owner: { name: 'Ada' }, id: 1 })).toBe(
    '<p:Pet xmlns:p="urn:p" xmlns:o="urn:o"><o:owner><p:name>Ada</p:name></o:owner><id>1</id></p:Pet>',
  );
});

test('a schema that contains itself', () => {
  const tree: XmlContent = { members: { name: 'string', child: { of: () => tree } } };
  expect(written({ name: 'Tree', of: tree }, { name: 'a', child: { name: 'b' } })).toBe(
    '<Tree><name>a</name><child><name>b</name></child></Tree>',
  );
});

test('other members by their own names', () => {
  const node: XmlNode = { name: 'Pet', of: { members: { id: 'number' }, rest: 'string' } };
  expect(written(node, { id: 1, color: 'red', spots: ['a', 'b'] })).toBe(
    '<Pet><id>1</id><color>red</color><spots>a</spots><spots>b</spots></Pet>',
  );
});

test('dates and long integers as the wire spells them', () => {
  const node = pet({ born: 'Date', chip: 'int64' });
  expect(written(node, { born: new Date(0), chip: 2n ** 60n })).toBe(
    '<Pet><born>1970-01-01T00:00:00.000Z</born><chip>1152921504606846976</chip></Pet>',
  );
});

describe('nothing of a value becomes markup', () => {
  test('in a text and in an attribute', () => {
    const node = pet({ id: { as: 'attribute' }, name: 'string' });
    expect(written(node, { id: '"><x a="', name: ']]></Pet>&amp;\n' })).toBe(
      '<Pet id="&quot;&gt;&lt;x a=&quot;"><name>]]&gt;&lt;/Pet&gt;&amp;amp;&#10;</name></Pet>',
    );
  });

  test.each([['a b'], ['x/><y'], ['x:y'], [''], ['1']])(
    'the name %j of another member is refused',
    (name) => {
      const node: XmlNode = { name: 'Pet', of: { members: {}, rest: 'string' } };
      expect(() => writeXml(node, { [name]: 'x' })).toThrow('a name that no element can have');
    },
  );

  test('a character that XML has not is refused, and not repeated', () => {
    expect(() => writeXml(pet({ name: 'string' }), { name: 'a\u0000b' })).toThrow(
      'a character that XML has not',
    );
  });
});

test.each([
  [{ name: { first: 'Rex' } }, 'name'],
  [{ toys: 'ball' }, 'toys'],
  [{ owner: 'Ada' }, 'owner'],
])('%j does not fit, and the member is named', (value, member) => {
  const node = pet({ name: 'string', toys: { list: 'optional' }, owner: { of: { members: {} } } });
  expect(() => writeXml(node, value)).toThrow(`\`${member}\` must be`);
});
