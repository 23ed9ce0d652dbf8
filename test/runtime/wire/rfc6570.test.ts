/**
 * The published examples of RFC 6570 §3.2, whole, for every operator that a style of OpenAPI maps to
 * (OpenAPI 3.1.1, appendix C). Where we differ, the line says why.
 */

import { expect, test } from 'vitest';
import type { Parameter } from '../../../src/runtime/index.ts';
import { urlOf } from '../../../src/runtime/url.ts';
import { anOperation, refused } from './a-parameter.ts';

const values: Readonly<Record<string, unknown>> = {
  count: ['one', 'two', 'three'],
  dom: ['example', 'com'],
  dub: 'me/too',
  hello: 'Hello World!',
  half: '50%',
  var: 'value',
  who: 'fred',
  base: 'http://example.com/home/',
  path: '/foo/bar',
  list: ['red', 'green', 'blue'],
  keys: { semi: ';', dot: '.', comma: ',' },
  v: 6,
  x: 1024,
  y: 768,
  empty: '',
  empty_keys: {},
  undef: null,
};

const operators: Readonly<Record<string, Parameter>> = {
  '': { in: 'path' },
  '+': { in: 'path', allowReserved: true },
  '.': { in: 'path', style: 'label' },
  ';': { in: 'path', style: 'matrix' },
  '?': { in: 'query' },
  '&': { in: 'query' },
};

/** Expands a template of RFC 6570 as an operation would: each of its variables is a parameter. */
function expanded(template: string): string {
  const params: Record<string, Parameter> = {};
  let path = template;
  for (const [expression, operator = '', variables = ''] of template.matchAll(/\{([+.;?&]?)([^}]*)\}/g)) {
    const parameter = operators[operator];
    const names = variables.split(',');
    for (const variable of names) {
      const name = variable.replace('*', '');
      params[name] = { type: 'any', ...parameter, explode: variable.endsWith('*') } as Parameter;
    }
    const isQuery = parameter?.in === 'query';
    // Between several variables of a simple expression there is a comma; other operators write one each.
    const between = operator === '' || operator === '+' ? ',' : '';
    const places = names.map((name) => `{${name.replace('*', '')}}`).join(between);
    path = path.replace(expression, isQuery ? '' : places);
  }
  const args = Object.fromEntries(Object.keys(params).map((name) => [name, values[name]]));
  return urlOf('https://api.example.com', anOperation(`/${path}`, params), args).slice(
    'https://api.example.com/'.length,
  );
}

test.each([
  // §3.2.2 Simple String Expansion
  ['{count}', 'one,two,three'],
  ['{count*}', 'one,two,three'],
  ['{var}', 'value'],
  ['{hello}', 'Hello%20World%21'],
  ['{half}', '50%25'],
  ['{x,y}', '1024,768'],
  ['{x,hello,y}', '1024,Hello%20World%21,768'],
  ['{list}', 'red,green,blue'],
  ['{list*}', 'red,green,blue'],
  ['{keys}', 'semi,%3B,dot,.,comma,%2C'],
  ['{keys*}', 'semi=%3B,dot=.,comma=%2C'],
  // §3.2.3 Reserved Expansion
  ['{+var}', 'value'],
  ['{+hello}', 'Hello%20World!'],
  ['{+half}', '50%25'],
  ['{base}index', 'http%3A%2F%2Fexample.com%2Fhome%2Findex'],
  ['{+base}index', 'http://example.com/home/index'],
  ['{+path}/here', '/foo/bar/here'],
  ['up{+path}{var}/here', 'up/foo/barvalue/here'],
  ['{+x,hello,y}', '1024,Hello%20World!,768'],
  ['{+list}', 'red,green,blue'],
  ['{+list*}', 'red,green,blue'],
  ['{+keys}', 'semi,;,dot,.,comma,,'],
  ['{+keys*}', 'semi=;,dot=.,comma=,'],
  // §3.2.5 Label Expansion with Dot-Prefix
  ['{.who}', '.fred'],
  ['{.half}', '.50%25'],
  ['www{.dom*}', 'www.example.com'],
  ['X{.var}', 'X.value'],
  ['X{.list}', 'X.red,green,blue'],
  ['X{.list*}', 'X.red.green.blue'],
  ['X{.keys}', 'X.semi,%3B,dot,.,comma,%2C'],
  // §3.2.7 Path-Style Parameter Expansion
  ['{;who}', ';who=fred'],
  ['{;half}', ';half=50%25'],
  ['{;empty}', ';empty'],
  ['{;v,empty,who}', ';v=6;empty;who=fred'],
  ['{;x,y}', ';x=1024;y=768'],
  ['{;x,y,empty}', ';x=1024;y=768;empty'],
  ['{;list}', ';list=red,green,blue'],
  ['{;list*}', ';list=red;list=green;list=blue'],
  ['{;keys}', ';keys=semi,%3B,dot,.,comma,%2C'],
  ['{;keys*}', ';semi=%3B;dot=.;comma=%2C'],
  // §3.2.8 Form-Style Query Expansion
  ['{?who}', '?who=fred'],
  ['{?half}', '?half=50%25'],
  ['{?x,y}', '?x=1024&y=768'],
  ['{?x,y,empty}', '?x=1024&y=768&empty='],
  ['{?x,y,undef}', '?x=1024&y=768'],
  ['{?list}', '?list=red,green,blue'],
  ['{?list*}', '?list=red&list=green&list=blue'],
  ['{?keys}', '?keys=semi,%3B,dot,.,comma,%2C'],
  ['{?keys*}', '?semi=%3B&dot=.&comma=%2C'],
  // §3.2.9 Form-Style Query Continuation
  ['?fixed=yes{&x}', '?fixed=yes&x=1024'],
  ['?fixed=yes{&x,y,empty}', '?fixed=yes&x=1024&y=768&empty='],
  ['?fixed=yes{&list*}', '?fixed=yes&list=red&list=green&list=blue'],
  ['?fixed=yes{&keys}', '?fixed=yes&keys=semi,%3B,dot,.,comma,%2C'],
])('%s is %s', (template, expected) => {
  expect(expanded(template)).toBe(expected);
});

// What vanishes from a path makes it another path; a dot in an exploded label begins another label.
test.each([
  ['O{empty}X', 'read: the path parameter `empty` was empty or missing, and the path needs it.'],
  ['O{undef}X', 'read: the path parameter `undef` was empty or missing, and the path needs it.'],
  ['X{.empty}', 'read: the path parameter `empty` was empty or missing, and the path needs it.'],
  ['X{.empty_keys}', 'read: the path parameter `empty_keys` was empty or missing, and the path needs it.'],
])('%s is refused, where RFC 6570 leaves it out', (template, message) => {
  expect(() => expanded(template)).toThrow(refused(message));
});

test('{.keys*} is refused, for one of its values has the dot that separates them', () => {
  expect(() => expanded('X{.keys*}')).toThrow(/path parameter `keys`/);
});
