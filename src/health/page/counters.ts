/** The counters of the last ten seconds, as Hystrix has them. What is nothing steps back. */

import type { Counts, Outcome } from '../view.ts';
import { element, mark, slot } from './dom.ts';
import { number } from './format.ts';

const names: readonly (readonly [Outcome, string])[] = [
  ['success', 'success'],
  ['shortCircuited', 'short-circuited'],
  ['timeout', 'timeout'],
  ['rejected', 'rejected'],
  ['failure', 'failure'],
  ['badRequest', 'bad request'],
  ['aborted', 'aborted'],
];

export function countersLine(): { readonly node: HTMLElement; update(counts: Counts): void } {
  const cells = names.map(([outcome, name]) => {
    const value = slot('dd');
    const cell = element('div', '', value.node, element('dt', '', name));
    mark(cell, 'data-outcome', outcome);
    return { outcome, value, cell };
  });
  const list = element('dl', 'counters', ...cells.map(({ cell }) => cell));
  list.setAttribute('aria-label', 'Counted in the last ten seconds');
  return {
    node: list,
    update: (counts) => {
      for (const { outcome, value, cell } of cells) {
        value.set(number(counts[outcome]));
        mark(cell, 'data-none', counts[outcome] === 0 ? '' : null);
      }
    },
  };
}
