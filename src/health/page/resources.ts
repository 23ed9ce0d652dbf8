/** The table of resources: a row for each, and behind a button what else is known of it. */

import type { ResourceView } from '../view.ts';
import { actionButton } from './actions.ts';
import { CacheBar } from './cache-bar.ts';
import { countersLine } from './counters.ts';
import { element, found, mark, Slot, show, slot } from './dom.ts';
import { ago, hostOf, milliseconds, nothing, number, percent, rate, ratio, span } from './format.ts';
import { type Item, KeyedList } from './list.ts';
import { Spark } from './spark.ts';
import { rank, StateLabel, shownState } from './state-label.ts';
import { keepTable } from './tables.ts';
import { follow, rest } from './ticking.ts';

const table = found('resource-table');
keepTable(table);
const list = new KeyedList<ResourceView>(table, ({ id }) => id, resourceItem);
const empty = found('resources-empty');
const filter = found('filter') as HTMLInputElement;
const shownCount = new Slot(found('filter-count'));
/** Fewer are seen at a glance. */
const fewToFilter = 8;

let known: readonly ResourceView[] = [];

export function showResources(resources: readonly ResourceView[]): void {
  known = resources;
  const wanted = filter.value.trim().toLowerCase();
  const chosen = wanted === '' ? resources : resources.filter((row) => fits(row, wanted));
  list.set([...chosen].sort(worstFirst));
  show(empty, resources.length === 0);
  show(table, resources.length > 0);
  show(found('filter-form'), resources.length > fewToFilter);
  shownCount.set(
    chosen.length === resources.length
      ? number(resources.length)
      : `${number(chosen.length)} of ${number(resources.length)}`,
  );
}

filter.addEventListener('input', () => showResources(known));

function fits({ resource, client, origin, circuit, errorShare }: ResourceView, wanted: string): boolean {
  const state = shownState(circuit, errorShare);
  return [resource, client, origin, state].some((text) => text.toLowerCase().includes(wanted));
}

const nameOf = ({ resource, client }: ResourceView): string => `${resource} ${client}`;

function worstFirst(one: ResourceView, other: ResourceView): number {
  const rankOf = ({ circuit, errorShare }: ResourceView): number => rank[shownState(circuit, errorShare)];
  return rankOf(one) - rankOf(other) || (nameOf(one) < nameOf(other) ? -1 : 1);
}

type Column = readonly [label: string, text: (row: ResourceView) => string];

const before: readonly Column[] = [
  ['Rate', ({ perSecond }) => rate(perSecond)],
  ['Errors', ({ errorShare }) => percent(errorShare)],
];
const after: readonly Column[] = [
  ['p50', ({ latencyMs }) => (latencyMs ? milliseconds(latencyMs.p50) : nothing)],
  ['p90', ({ latencyMs }) => (latencyMs ? milliseconds(latencyMs.p90) : nothing)],
  ['p99', ({ latencyMs }) => (latencyMs ? milliseconds(latencyMs.p99) : nothing)],
  ['Attempts', ({ attemptsPerCall }) => ratio(attemptsPerCall)],
];

function resourceItem({ id, client, resource }: ResourceView): Item<ResourceView> {
  const state = new StateLabel();
  const place = slot('span', 'client');
  const spark = new Spark();
  const cache = new CacheBar();
  const columns = [...before, ...after].map(([label, text]) => ({ label, text, value: slot() }));
  const cells = columns.map(({ label, value }) => cell(label, 'number', value.node));
  const more = details(client, resource);
  more.node.id = `more-${encodeURIComponent(id)}`;
  const toggle = toggleFor(resource, more);
  const name = element(
    'th',
    'name',
    toggle,
    element('span', 'names', element('span', 'resource', resource), place.node),
  );
  name.scope = 'row';
  name.setAttribute('role', 'rowheader');
  const row = element(
    'tr',
    '',
    name,
    cell('State', 'of-state', state.node),
    ...cells.slice(0, before.length),
    cell('2 min', 'trend', spark.node),
    ...cells.slice(before.length),
    cell('Cache', 'of-cache', cache.node),
  );
  row.setAttribute('role', 'row');
  // One body for each resource, so that a row and what belongs to it move together.
  const node = element('tbody', '', row, more.node);
  node.setAttribute('role', 'rowgroup');
  return {
    node,
    update: (view) => {
      mark(node, 'data-state', shownState(view.circuit, view.errorShare));
      state.update(view.circuit, view.errorShare);
      place.set(`${view.client} · ${hostOf(view.origin)}`);
      spark.update(view.history);
      cache.update(view.cache);
      for (const { text, value } of columns) value.set(text(view));
      more.update(view);
    },
  };
}

function cell(label: string, className: string, content: Node): HTMLTableCellElement {
  const made = element('td', className, content);
  made.dataset['label'] = label;
  made.setAttribute('role', 'cell');
  return made;
}

function toggleFor(resource: string, { node: target, opened }: Details): HTMLButtonElement {
  const toggle = element('button', 'toggle');
  toggle.type = 'button';
  toggle.setAttribute('aria-expanded', 'false');
  toggle.setAttribute('aria-controls', target.id);
  toggle.setAttribute('aria-label', `More of ${resource}`);
  toggle.addEventListener('click', () => {
    target.hidden = !target.hidden;
    if (!target.hidden) opened();
    toggle.setAttribute('aria-expanded', String(!target.hidden));
  });
  return toggle;
}

interface Details extends Item<ResourceView> {
  /** It was hidden, and is no more. */
  opened(): void;
}

function details(client: string, resource: string): Details {
  const counters = countersLine();
  const why = slot('p', 'why');
  const slowest = slot('p', 'aside');
  const ages = slot('p', 'aside');
  const invalidated = slot('p', 'aside');
  const question = `Outdate everything of ${resource} that was read until now?`;
  const button = actionButton({ action: 'invalidate', client, target: resource }, 'Invalidate', question);
  const content = element('td', '', why.node, counters.node, slowest.node, ages.node, invalidated.node);
  content.append(element('div', 'actions', button));
  content.colSpan = 9;
  content.setAttribute('role', 'cell');
  const node = element('tr', 'more', content);
  node.setAttribute('role', 'row');
  node.hidden = true;
  const draw = ({ circuit, counts, latencyMs, cache, invalidatedAt }: ResourceView): void => {
    why.set(circuit?.why ?? '');
    show(why.node, why.text !== '');
    counters.update(counts);
    slowest.set(latencyMs ? `Of the network, p99.5 is ${milliseconds(latencyMs.p995)}.` : '');
    show(slowest.node, latencyMs !== null);
    ages.set(agesOf(cache));
    if (invalidatedAt === null) rest(invalidated, 'Not invalidated since this page listens.');
    else follow(invalidated, (now) => `Invalidated ${ago(invalidatedAt, now)}.`);
  };
  let last: ResourceView | undefined;
  return {
    node,
    // What is not open is not drawn.
    update: (view) => {
      last = view;
      if (!node.hidden) draw(view);
    },
    opened: () => last && draw(last),
  };
}

function agesOf({ fresh, stale, miss, bypass, freshAgeMs, staleAgeMs }: ResourceView['cache']): string {
  const aged = (count: number, what: string, ageMs: number | null): string =>
    `${number(count)} ${what}${ageMs === null ? '' : `, ${ageMs < 60_000 ? milliseconds(ageMs) : span(ageMs)} old`}`;
  return `Answered in the last two minutes: ${aged(fresh, 'fresh', freshAgeMs)}; ${aged(stale, 'stale', staleAgeMs)}; ${number(miss)} by the origin; ${number(bypass)} beside the cache.`;
}
