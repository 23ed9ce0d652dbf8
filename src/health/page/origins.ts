/** One panel for each origin: its state, two minutes of it, and its figures. */

import type { OriginView } from '../view.ts';
import { type Act, actionButton } from './actions.ts';
import { countersLine } from './counters.ts';
import { element, found, mark, type Slot, show, slot } from './dom.ts';
import { hostOf, inTime, milliseconds, nothing, number, percent, rate, ratio } from './format.ts';
import { type Item, KeyedList } from './list.ts';
import { Spark } from './spark.ts';
import { rank, StateLabel, shownState } from './state-label.ts';
import { follow, rest } from './ticking.ts';

const list = new KeyedList<OriginView>(found('origin-list'), ({ id }) => id, originItem);
const empty = found('origins-empty');

export function showOrigins(origins: readonly OriginView[]): void {
  list.set([...origins].sort(worstFirst));
  show(empty, origins.length === 0);
}

const nameOf = ({ origin, client }: OriginView): string => `${origin} ${client}`;

function worstFirst(one: OriginView, other: OriginView): number {
  const rankOf = ({ circuit, errorShare }: OriginView): number => rank[shownState(circuit, errorShare)];
  return rankOf(one) - rankOf(other) || (nameOf(one) < nameOf(other) ? -1 : 1);
}

type Figure = readonly [label: string, text: (row: OriginView) => string];

const figures: readonly Figure[] = [
  ['Rate', ({ perSecond }) => rate(perSecond)],
  ['Errors', ({ errorShare }) => percent(errorShare)],
  ['p50', ({ latencyMs }) => (latencyMs ? milliseconds(latencyMs.p50) : nothing)],
  ['p90', ({ latencyMs }) => (latencyMs ? milliseconds(latencyMs.p90) : nothing)],
  ['p99', ({ latencyMs }) => (latencyMs ? milliseconds(latencyMs.p99) : nothing)],
  ['p99.5', ({ latencyMs }) => (latencyMs ? milliseconds(latencyMs.p995) : nothing)],
  ['Attempts per call', ({ attemptsPerCall }) => ratio(attemptsPerCall)],
  ['Retry budget', ({ budgetLeft }) => percent(budgetLeft)],
  ['In flight', ({ bulkhead }) => inFlight(bulkhead)],
  ['Queued', ({ bulkhead }) => number(bulkhead.queued)],
];

function inFlight({ inFlight: now, limit }: OriginView['bulkhead']): string {
  return limit === null ? number(now) : `${number(now)} of ${number(limit)}`;
}

function originItem({ client, origin, circuit }: OriginView): Item<OriginView> {
  const state = new StateLabel();
  const why = slot('p', 'why');
  const coolDown = slot('p', 'why cool-down');
  const spark = new Spark();
  const cells = figures.map(([label, text]) => ({ label, text, value: slot('dd') }));
  const counters = countersLine();
  const act = (action: Act['action'], label: string, question: string): HTMLButtonElement =>
    actionButton({ action, client, target: circuit?.name ?? origin }, label, question);
  const host = hostOf(origin);
  const buttons = element(
    'div',
    'actions',
    act('isolate', 'Isolate', `Send nothing to ${host} until its circuit is closed?`),
    act('close', 'Close', `Close the circuit of ${host} and let traffic come back?`),
    act('reset', 'Reset', `Forget everything the circuit of ${host} has counted?`),
  );
  const heading = element('h3', '', element('span', 'host', host));
  const node = element(
    'article',
    'origin panel',
    element('header', '', heading, element('span', 'client', client), state.node, buttons),
    why.node,
    coolDown.node,
    element(
      'div',
      'body',
      element('div', 'trend', spark.node, element('span', 'axis', '2 min')),
      element(
        'dl',
        'figures',
        ...cells.map(({ label, value }) => element('div', '', element('dt', '', label), value.node)),
      ),
    ),
    counters.node,
  );
  return {
    node,
    update: (row) => {
      const shown = shownState(row.circuit, row.errorShare);
      mark(node, 'data-state', shown);
      state.update(row.circuit, row.errorShare);
      why.set(row.circuit?.why ?? '');
      show(why.node, why.text !== '');
      setCoolDown(coolDown, row.coolDownUntil);
      spark.update(row.history);
      for (const { text, value } of cells) value.set(text(row));
      counters.update(row.counts);
    },
  };
}

function setCoolDown(coolDown: Slot, until: number | null): void {
  show(coolDown.node, until !== null);
  if (until === null) rest(coolDown, '');
  else follow(coolDown, (now) => `Cool-down: it asked to be left alone; over ${inTime(until, now)}.`);
}
