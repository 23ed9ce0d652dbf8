/** The state of a circuit as colour, shape and word, with the time to the next probe. */

import type { CircuitView } from '../view.ts';
import { element, mark, type Slot, show, slot } from './dom.ts';
import { ago, inTime } from './format.ts';
import { follow, rest } from './ticking.ts';

export type Shown = CircuitView['state'] | 'failing' | 'off';

/** What is closed and fails all the same is not shown as well. */
export function shownState(circuit: CircuitView | null, errorShare: number | null): Shown {
  if (circuit && circuit.state !== 'closed') return circuit.state;
  if ((errorShare ?? 0) >= 0.05) return 'failing';
  return circuit ? 'closed' : 'off';
}

const words: Readonly<Record<Shown, string>> = {
  closed: 'closed',
  open: 'open',
  'half-open': 'half-open',
  isolated: 'isolated',
  failing: 'closed, failing',
  off: 'no circuit',
};

/** For what is read from top to bottom: trouble first. */
export const rank: Readonly<Record<Shown, number>> = {
  open: 0,
  isolated: 1,
  'half-open': 2,
  failing: 3,
  closed: 4,
  off: 4,
};

export class StateLabel {
  readonly node: HTMLElement;
  readonly #word = slot('span', 'word');
  readonly #next: Slot = slot('span', 'next');

  constructor() {
    const shape = element('span', 'shape');
    shape.setAttribute('aria-hidden', 'true');
    this.node = element('span', 'state', element('span', 'pill', shape, this.#word.node), this.#next.node);
  }

  update(circuit: CircuitView | null, errorShare: number | null): void {
    const state = shownState(circuit, errorShare);
    mark(this.node, 'data-state', state);
    this.#word.set(words[state]);
    const { until = null, since = null } = circuit ?? {};
    show(this.#next.node, state !== 'closed' && state !== 'off' && state !== 'failing');
    if (until !== null) follow(this.#next, (now) => `next probe ${inTime(until, now)}`);
    else if (since !== null) follow(this.#next, (now) => `since ${ago(since, now)}`);
    else rest(this.#next, '');
  }
}
