/** The tables of examples that OpenAPI prints, word for word, with the parameter called `color`. */

import { expect, test } from 'vitest';
import type { Parameter } from '../../../src/runtime/index.ts';
import { written } from './a-parameter.ts';

const color = 'blue';
const colors = ['blue', 'black', 'brown'];
const rgb = { R: 100, G: 200, B: 150 };

// OpenAPI 3.1.1 §4.8.12.6 Style Examples; 3.0.4 has the same. Where it says n/a, see the tests of each style.
test.each<[Parameter, unknown, string]>([
  [{ in: 'path', style: 'matrix', explode: false }, '', ';color'],
  [{ in: 'path', style: 'matrix', explode: false }, color, ';color=blue'],
  [{ in: 'path', style: 'matrix', explode: false }, colors, ';color=blue,black,brown'],
  [{ in: 'path', style: 'matrix', explode: false }, rgb, ';color=R,100,G,200,B,150'],
  [{ in: 'path', style: 'matrix', explode: true }, '', ';color'],
  [{ in: 'path', style: 'matrix', explode: true }, color, ';color=blue'],
  [{ in: 'path', style: 'matrix', explode: true }, colors, ';color=blue;color=black;color=brown'],
  [{ in: 'path', style: 'matrix', explode: true }, rgb, ';R=100;G=200;B=150'],
  [{ in: 'path', style: 'label', explode: false }, color, '.blue'],
  [{ in: 'path', style: 'label', explode: false }, colors, '.blue,black,brown'],
  [{ in: 'path', style: 'label', explode: false }, rgb, '.R,100,G,200,B,150'],
  [{ in: 'path', style: 'label', explode: true }, color, '.blue'],
  [{ in: 'path', style: 'label', explode: true }, colors, '.blue.black.brown'],
  [{ in: 'path', style: 'label', explode: true }, rgb, '.R=100.G=200.B=150'],
  [{ in: 'path', style: 'simple', explode: false }, color, 'blue'],
  [{ in: 'path', style: 'simple', explode: false }, colors, 'blue,black,brown'],
  [{ in: 'path', style: 'simple', explode: false }, rgb, 'R,100,G,200,B,150'],
  [{ in: 'path', style: 'simple', explode: true }, color, 'blue'],
  [{ in: 'path', style: 'simple', explode: true }, colors, 'blue,black,brown'],
  [{ in: 'path', style: 'simple', explode: true }, rgb, 'R=100,G=200,B=150'],
  [{ in: 'header', style: 'simple', explode: false }, '', ''],
  [{ in: 'header', style: 'simple', explode: false }, color, 'blue'],
  [{ in: 'header', style: 'simple', explode: false }, colors, 'blue,black,brown'],
  [{ in: 'header', style: 'simple', explode: false }, rgb, 'R,100,G,200,B,150'],
  [{ in: 'header', style: 'simple', explode: true }, rgb, 'R=100,G=200,B=150'],
  [{ in: 'query', style: 'form', explode: false }, '', '?color='],
  [{ in: 'query', style: 'form', explode: false }, color, '?color=blue'],
  [{ in: 'query', style: 'form', explode: false }, colors, '?color=blue,black,brown'],
  [{ in: 'query', style: 'form', explode: false }, rgb, '?color=R,100,G,200,B,150'],
  [{ in: 'query', style: 'form', explode: true }, '', '?color='],
  [{ in: 'query', style: 'form', explode: true }, color, '?color=blue'],
  [{ in: 'query', style: 'form', explode: true }, colors, '?color=blue&color=black&color=brown'],
  [{ in: 'query', style: 'form', explode: true }, rgb, '?R=100&G=200&B=150'],
  [{ in: 'query', style: 'spaceDelimited', explode: false }, colors, '?color=blue%20black%20brown'],
  [{ in: 'query', style: 'spaceDelimited', explode: false }, rgb, '?color=R%20100%20G%20200%20B%20150'],
  [{ in: 'query', style: 'pipeDelimited', explode: false }, colors, '?color=blue%7Cblack%7Cbrown'],
  [{ in: 'query', style: 'pipeDelimited', explode: false }, rgb, '?color=R%7C100%7CG%7C200%7CB%7C150'],
  [{ in: 'query', style: 'deepObject' }, rgb, '?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150'],
  [
    { in: 'query', style: 'deepObject', explode: true },
    rgb,
    '?color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150',
  ],
  // OpenAPI 3.2 §4.12.2.4 adds these.
  [{ in: 'cookie', style: 'form', explode: false }, '', 'color='],
  [{ in: 'cookie', style: 'form', explode: false }, color, 'color=blue'],
  [{ in: 'cookie', style: 'form', explode: false }, colors, 'color=blue,black,brown'],
  [{ in: 'cookie', style: 'form', explode: false }, rgb, 'color=R,100,G,200,B,150'],
  [{ in: 'cookie', style: 'cookie', explode: false }, '', 'color='],
  [{ in: 'cookie', style: 'cookie', explode: false }, color, 'color=blue'],
  [{ in: 'cookie', style: 'cookie', explode: false }, colors, 'color=blue,black,brown'],
  [{ in: 'cookie', style: 'cookie', explode: false }, rgb, 'color=R,100,G,200,B,150'],
  [{ in: 'cookie', style: 'cookie', explode: true }, colors, 'color=blue; color=black; color=brown'],
  [{ in: 'cookie', style: 'cookie', explode: true }, rgb, 'R=100; G=200; B=150'],
])('%j writes %j as %s', (parameter, value, expected) => {
  expect(written(parameter, value)).toBe(expected);
});

// What is left out has the default of its place.
test.each<[Parameter, unknown, string]>([
  [{ in: 'path' }, rgb, 'R,100,G,200,B,150'],
  [{ in: 'query' }, colors, '?color=blue&color=black&color=brown'],
  [{ in: 'query', style: 'spaceDelimited' }, colors, '?color=blue%20black%20brown'],
  [{ in: 'header' }, rgb, 'R,100,G,200,B,150'],
  [{ in: 'cookie' }, colors, 'color=blue; color=black; color=brown'],
])('%j writes %j as %s', (parameter, value, expected) => {
  expect(written(parameter, value)).toBe(expected);
});

// RFC 6570 §3.2: `{var}`, `{hello}`, `{x,y}`, `{list}`, `{keys}` and their kin, as far as OpenAPI has them.
test.each<[string, Parameter, unknown, string]>([
  ['{half}', { in: 'path' }, '50%', '50%25'],
  ['{hello}', { in: 'path' }, 'Hello World!', 'Hello%20World%21'],
  ['{list}', { in: 'path' }, ['red', 'green', 'blue'], 'red,green,blue'],
  ['{keys}', { in: 'path' }, { semi: ';', dot: '.', comma: ',' }, 'semi,%3B,dot,.,comma,%2C'],
  ['{keys*}', { in: 'path', explode: true }, { semi: ';', dot: '.', comma: ',' }, 'semi=%3B,dot=.,comma=%2C'],
  ['{+path}', { in: 'path', allowReserved: true }, '/foo/bar', '/foo/bar'],
  ['{+hello}', { in: 'path', allowReserved: true }, 'Hello World!', 'Hello%20World!'],
  ['{+half}', { in: 'path', allowReserved: true }, '50%', '50%25'],
  ['{+triplet}', { in: 'path', allowReserved: true }, 'a%20b', 'a%20b'],
  ['{;empty}', { in: 'path', style: 'matrix' }, '', ';color'],
  ['{;keys}', { in: 'path', style: 'matrix' }, { semi: ';' }, ';color=semi,%3B'],
  ['{;keys*}', { in: 'path', style: 'matrix', explode: true }, { semi: ';', none: '' }, ';semi=%3B;none'],
  ['{?half}', { in: 'query' }, '50%', '?color=50%25'],
  ['{?keys*}', { in: 'query' }, { semi: ';', dot: '.', comma: ',' }, '?semi=%3B&dot=.&comma=%2C'],
])('%s: %j writes %j as %s', (_expression, parameter, value, expected) => {
  expect(written(parameter, value)).toBe(expected);
});
