/** The report as a CI server reads it: well-formed XML of the elements and attributes that Jenkins' schema has. */

import { parseXml, type XmlElement } from '@rgrove/parse-xml';
import { expect, test } from 'vitest';
import { junitOf } from '../../../generator/src/contract/report/junit.ts';
import type { OperationResult } from '../../../generator/src/contract/verdict.ts';

/** What a spec and a server may bring: markup, quotes, line ends, and characters that XML has no word for. */
const odd = 'a < b & "c" \'d\' ]]> \u0000\u001b\u007f\ufffe\uffff\ud800 \r\n\t é 日本 😀';

const results: readonly OperationResult[] = [
  {
    name: 'listPets',
    method: 'GET',
    path: `/pets/${odd}`,
    tag: odd,
    cases: [
      { title: 'required input', durationMs: 1_234, outcome: 'passed' },
      { title: odd, durationMs: 0, outcome: 'unreachable', why: odd },
      {
        title: 'full input',
        durationMs: 2,
        outcome: 'violated',
        breaches: [{ direction: 'request', place: odd, rule: odd, message: odd }],
        sent: { method: 'GET', url: odd, headers: { [odd]: odd }, body: odd },
      },
    ],
  },
  { name: 'empty', method: 'POST', path: '/', tag: '', cases: [] },
];

/** jenkins-junit.xsd: github.com/jenkinsci/xunit-plugin. */
const schema: Readonly<Record<string, readonly string[]>> = {
  testsuites: ['name', 'time', 'tests', 'failures', 'disabled', 'errors'],
  testsuite: [
    ...['name', 'tests', 'failures', 'errors', 'group', 'time', 'skipped', 'timestamp', 'hostname', 'id'],
    ...['package', 'file', 'log', 'url', 'version'],
  ],
  properties: [],
  property: ['name', 'value'],
  testcase: [
    'name',
    'assertions',
    'time',
    'classname',
    'status',
    'class',
    'file',
    'line',
    'log',
    'group',
    'url',
  ],
  skipped: ['message', 'type'],
  failure: ['message', 'type'],
};

function elementsIn(element: XmlElement): XmlElement[] {
  const children = element.children.filter((child): child is XmlElement => child.type === 'element');
  return [element, ...children.flatMap(elementsIn)];
}

function elements(): XmlElement[] {
  const { root } = parseXml(junitOf(odd, results, 2_000));
  if (!root) throw new Error('it has no root');
  return elementsIn(root);
}

test('is well-formed, whatever stands in it, and has no element or attribute that the schema lacks', () => {
  for (const { name, attributes } of elements()) {
    expect(Object.keys(schema)).toContain(name);
    expect(schema[name]).toEqual(expect.arrayContaining(Object.keys(attributes)));
  }
});

test('counts what is in it', () => {
  const [whole, first, ...others] = elements().filter(({ name }) => name.startsWith('testsuite'));
  expect(whole?.attributes).toMatchObject({ tests: '3', failures: '1', errors: '0', time: '2.000' });
  expect(first?.attributes).toMatchObject({
    tests: '3',
    failures: '1',
    errors: '0',
    skipped: '1',
    time: '1.236',
  });
  expect(others.map(({ attributes }) => attributes['tests'])).toEqual(['0']);
  const named = (wanted: string) => elements().filter(({ name }) => name === wanted).length;
  expect([named('testcase'), named('failure'), named('skipped')]).toEqual([3, 1, 1]);
});
