import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseForgiving } from '../../generator/src/forgiving-yaml.ts';
import { parseYaml } from '../../generator/src/yaml.ts';
import { corpus } from './corpus.ts';

/** As text, so that the order of keys counts, and what JSON has no word for. */
function spelled(value: unknown): string {
  return JSON.stringify(value, (_, each) => {
    const isOdd = typeof each === 'number' && (Object.is(each, -0) || !Number.isFinite(each));
    return isOdd ? `number ${Object.is(each, -0) ? '-0' : each}` : each;
  });
}

const own = fileURLToPath(new URL('../../spec/openapi.yaml', import.meta.url));
const real = [{ name: 'openapi.yaml', file: own }, ...corpus].filter(({ file }) => /\.ya?ml$/.test(file));

test.each(real)('both readers see the same in $name', { timeout: 60_000 }, async ({ file }) => {
  const text = readFileSync(file, 'utf8');
  const [fast, careful] = [await parseYaml(file, text), parseForgiving(file, text)];
  expect(spelled(fast.value) === spelled(careful.value)).toBe(true);
  expect(fast.doubts).toEqual(careful.doubts);
});

describe('both readers see the same in', () => {
  test.each(
    Object.entries({
      'numbers of every base':
        'a: [0, -0, 007, 0o17, 0x1F, 0b11, 1_000, +12, 12e3, .5, 5., 1e999, .inf, -.inf, .nan]',
      'integers too long': 'a: 9007199254740993\nb: 123456789012345678901234567890',
      'what YAML 1.1 took for something else':
        'a: [yes, no, on, off, y, n, 12:30:45, 2024-01-02, 2001-12-14t21:59:43.10-05:00]',
      'what is nothing': 'a:\nb: ~\nc: null\nd: NULL\ne: ""\nf: [~, ]',
      truths: 'a: [true, True, TRUE, tRUE, false, False]',
      'keys that are no text': '200: a\n1.0: b\ntrue: c\nnull: d\n~: e\n0x10: f\n[x, y]: g\n',
      'keys said twice': 'a: 1\nb: 2\na: { x: 1 }',
      'a merge': 'base: &b { x: 1, y: 2 }\na: { x: 0, <<: *b, z: 3 }\nb: { <<: *b, x: 9 }',
      'a merge of several': 'p: &p { x: 1 }\nq: &q { x: 2, y: 2 }\na: { <<: [*p, *q], y: 3 }',
      'a merge key in quotes': 'base: &b { x: 1 }\na: { "<<": *b }',
      'a merge of what is no map': 'a: { <<: 1, b: 2 }',
      'anchors given twice': 'a: &x 1\nb: *x\nc: &x 2\nd: *x',
      'an anchor that is nowhere': 'a: *nowhere',
      'an explicit type': 'a: !!str 12\nb: !!int "3"\nc: !custom x\nd: !!binary aGk=',
      'YAML 1.1 by name': '%YAML 1.1\n---\na: yes\nb: 0777',
      'several documents': 'a: 1\n---\nb: 2\n',
      'an end that is told': '---\na: 1\n...\n',
      nothing: '',
      'a comment alone': '# nothing\n',
      'one text': 'just text',
      'texts in blocks':
        'a: |\n  one\n   two\n\n  three\nb: >-\n  one\n  two\n\n  three\nc: |+\n  kept\n\nd: |2\n   more\n',
      'texts over lines': "a: one\n  two\n\n  three\nb: \"one\n  two \\\n  three\"\nc: 'it''s\n\n  four'",
      escapes: 'a: "\\u00e9\\x41\\n\\t\\0\\u2028\\U0001F600"',
      CRLF: 'a: 1\r\nb:\r\n  - x\r\n  - |\r\n    y\r\n    z\r\n',
      tabs: 'a:\t1\nb:\n\t- x\n',
      'odd indentation': 'a:\n    b: 1\n  c: 2\n',
      'lists that are not indented': 'a:\n- 1\n- b: 2\n  c: 3\nd: 4',
      'brackets over lines': 'a: {\n  b: [1,\n2],\n}\n',
      'JSON within': 'a: {"b":1,"c":[{"d":null}]}',
      'colons and hashes': 'a: http://x/y#z\nb: x #no\nc: a:b\n"d": x',
      __proto__: '__proto__: { a: 1 }\nconstructor: 2\nb: { <<: { __proto__: 3 } }',
      'characters that are not printed': 'a: "\u0007"\nb: \u00a0x\n',
      'a quote that is never closed': "a: 'x\nb: 1\n",
      'a percent sign': 'a: 100%\nb: "%2F"\n',
    }),
  )('%s', async (_, text) => {
    const outcome = async (read: () => unknown) => {
      try {
        return await read();
      } catch (error) {
        return error instanceof Error ? { name: error.name, message: error.message } : error;
      }
    };
    const seen = async (
      read: () => Promise<{ value: unknown; doubts: unknown }> | { value: unknown; doubts: unknown },
    ) =>
      outcome(async () => {
        const { value, doubts } = await read();
        return { value: spelled(value), doubts };
      });
    expect(await seen(() => parseYaml('spec', text))).toEqual(await seen(() => parseForgiving('spec', text)));
  });
});

test('a document that multiplies itself by aliases is refused', async () => {
  const levels = Array.from(
    { length: 9 },
    (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level}, `.repeat(10)}]`,
  );
  await expect(parseYaml('spec', `l0: &l0 [x]\n${levels.join('\n')}\n`)).rejects.toThrow(
    'cannot be expanded',
  );
});

test('an alias of what is not there is refused with another mend than one that multiplies', async () => {
  await expect(parseYaml('spec', 'a: *b\n')).rejects.toMatchObject({
    problem: { mend: 'Correct its anchors and aliases.' },
  });
});

test.each([
  ['#/a', { line: 1, column: 7 }],
  ['#/b/text', { line: 4, column: 9 }],
  ['#/b/folded', { line: 6, column: 11 }],
  ['#/b/again', { line: 8, column: 10 }],
  ['#/b/again/x', { line: 8, column: 10 }],
  ['#/200/0', { line: 10, column: 5 }],
])('%s stands where an editor finds it', async (pointer, expected) => {
  const text = `a: &a "x"\n# |\nb:\n  text: |\n    one | two\n  folded: >-\n    one\n  again: *a\n200:\n  - 'x'\n`;
  expect((await parseYaml('spec', text)).locate([pointer]).get(pointer)).toEqual(expected);
});
