/**
 * JUnit XML, as CI servers read it: a suite for each operation, a test for each case. What could not be judged
 * is skipped.
 */

import { escaped as spelled } from '../../emit/text.ts';
import { printable } from '../../problem.ts';
import { type CaseResult, type OperationResult, outcomeOf } from '../verdict.ts';
import { reasonOf, summaryOf } from './summary.ts';

export function junitOf(spec: string, results: readonly OperationResult[], durationMs: number): string {
  const { cases } = summaryOf(results);
  const total = cases.passed + cases.violated + cases.unreachable;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name=${quoted(`breakwater contract ${spec}`)} tests="${total}" failures="${cases.violated}" errors="0" time="${secondsOf(durationMs)}">`,
    ...results.flatMap(suite),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(result: OperationResult): string[] {
  const { cases } = summaryOf([result]);
  const name = `${result.method.toUpperCase()} ${result.path}`;
  const durationMs = result.cases.reduce((sum, each) => sum + each.durationMs, 0);
  return [
    `  <testsuite name=${quoted(name)} tests="${result.cases.length}" failures="${cases.violated}" errors="0" skipped="${cases.unreachable}" time="${secondsOf(durationMs)}">`,
    `    <properties><property name="outcome" value="${outcomeOf(result)}"/></properties>`,
    ...result.cases.flatMap((each) => test(result.name, each)),
    '  </testsuite>',
  ];
}

function test(operation: string, each: CaseResult): string[] {
  const head = `    <testcase classname=${quoted(operation)} name=${quoted(each.title)} time="${secondsOf(each.durationMs)}"`;
  if (each.outcome === 'passed') return [`${head}/>`];
  const reason = quoted(reasonOf(each));
  if (each.outcome === 'unreachable') return [`${head}><skipped message=${reason}/></testcase>`];
  const sent = each.sent ? escaped(JSON.stringify(each.sent, undefined, 2)) : '';
  return [`${head}><failure message=${reason}>${sent}</failure></testcase>`];
}

function secondsOf(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(3);
}

function quoted(text: string): string {
  return `"${escaped(printable(text))}"`;
}

/** XML 1.0 §2.2: what it cannot have at all, not even as a reference. */
const impossible = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** XML 1.0 §2.4 */
function escaped(text: string): string {
  return text
    .replace(impossible, spelled)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
