/**
 * What `breakwater generate` says of lists: one line, or with `--pagination` every one of them, with the
 * line of a config that turns it on or off.
 */

import { key } from '../emit/text.ts';
import { type Paging, styleNames } from '../pagination/paging.ts';
import type { PagedOperation } from '../pagination/report.ts';
import { pagingTexts } from '../pagination/spelling.ts';
import { printable } from '../problem.ts';
import { count } from './phrases.ts';

/** Nothing where there is no list. */
export function describePagination(lists: readonly PagedOperation[], isWhole: boolean): string[] {
  if (lists.length === 0) return [];
  const doubtful = lists.filter(({ confidence }) => confidence === 'low');
  const sure = lists.filter(({ confidence }) => confidence !== 'low');
  const sentence = [
    ...(sure.length > 0 ? [`${count(sure.length, 'list')} in pages: ${byStyle(sure)}.`] : []),
    ...(doubtful.length > 0 ? [maybe(doubtful.length, sure.length > 0, isWhole)] : []),
  ].join(' ');
  if (!isWhole) return [`  ${sentence}`];
  return [`  ${sentence}`, ...[...sure, ...doubtful].flatMap(describeList)];
}

function maybe(number: number, areMore: boolean, isWhole: boolean): string {
  const lists = areMore ? `${number} more` : count(number, 'list');
  return `${lists} may be in pages, and ${number === 1 ? 'is' : 'are'} not generated so${isWhole ? '.' : ': see --pagination.'}`;
}

function byStyle(lists: readonly PagedOperation[]): string {
  const groups = Map.groupBy(lists, ({ paging }) => paging.style);
  return [...groups].map(([style, group]) => `${group.length} by ${styleNames[style]}`).join(', ');
}

function describeList({ operation, place, confidence, because, paging }: PagedOperation): string[] {
  const isOn = confidence !== 'low';
  const line = `pagination: { ${key(operation)}: ${isOn ? 'false' : literalOf(paging)} }`;
  return [
    `  ${confidence} ${operation}, ${place}: ${isOn ? `${literalOf(paging)}; ` : ''}${because}.`,
    `    To turn it ${isOn ? 'off' : 'on'}: ${line} in the config, or x-pagination in the spec.`,
  ].map(printable);
}

function literalOf(paging: Paging): string {
  return `{ ${pagingTexts(paging).join(', ')} }`;
}
