/** Tokens, the shared store, the fleet, what changed and what failed. */

import type { FailureView, InstanceView, Snapshot, StoreView, TokenView, TransitionView } from '../view.ts';
import { actionButton } from './actions.ts';
import { found, type Slot, show } from './dom.ts';
import { ago, bytes, hostOf, inTime, milliseconds, moment, nothing, number } from './format.ts';
import { type Column, tableIn } from './tables.ts';
import { follow, now, rest } from './ticking.ts';

function text<Row>(label: string, of: (row: Row) => string, className = ''): Column<Row> {
  return { label, className, fill: (cell, row) => cell.set(of(row)) };
}

/** A moment as it recedes. */
function when(cell: Slot, at: number | null, words: (at: number, now: number) => string): void {
  if (at === null) rest(cell, nothing);
  else follow(cell, (time) => words(at, time));
}

const outcomes = {
  refreshed: 'renewed',
  adopted: 'adopted from another instance',
  failed: 'failed',
  'store-failed': 'renewed, but the store failed',
} as const;

const tokens = tableIn<TokenView>(found('token-table'), {
  key: ({ id }) => id,
  level: ({ outcome }) => (outcome === 'failed' ? 'bad' : 'good'),
  columns: [
    text('Scheme', ({ scheme }) => scheme, 'name'),
    text('Client', ({ client }) => client),
    { label: 'Expires', fill: (cell, row) => when(cell, row.expiresAt, inTime) },
    { label: 'Last renewal', fill: (cell, row) => when(cell, row.refreshedAt, ago) },
    text('Outcome', ({ outcome }) => (outcome === null ? nothing : outcomes[outcome]), 'outcome'),
  ],
  extra: ({ client, scheme }) =>
    actionButton(
      { action: 'refresh', client, target: scheme },
      'Renew',
      `Get a new token for ${scheme} now?`,
    ),
});

function storeWords({ state, unconfirmed }: StoreView): string {
  const waiting = unconfirmed === 0 ? '' : `, ${number(unconfirmed)} invalidations to be sent`;
  return `${state ?? 'none'}${waiting}`;
}

const stores = tableIn<StoreView>(found('store-table'), {
  key: ({ client }) => client,
  level: ({ state }) => (state === null ? '' : state === 'failing' ? 'bad' : 'good'),
  columns: [
    text('Client', ({ client }) => client, 'name'),
    text('Shared store', storeWords, 'outcome'),
    text('Latency', ({ latencyMs }) => (latencyMs === null ? nothing : milliseconds(latencyMs)), 'number'),
    text('Entries', ({ entries }) => number(entries), 'number'),
    text('Size', ({ sizeBytes }) => bytes(sizeBytes), 'number'),
    {
      label: 'Last trouble',
      className: 'wide',
      fill: (cell, { trouble, troubleAt }) =>
        when(cell, troubleAt, (at, time) => `${trouble}, ${ago(at, time)}`),
    },
  ],
});

const instances = tableIn<InstanceView>(found('instance-table'), {
  key: ({ id }) => id,
  level: ({ isThis }) => (isThis ? 'this' : ''),
  columns: [
    text('Instance', ({ id, isThis }) => (isThis ? `${id} (this one)` : id), 'name'),
    { label: 'Last heartbeat', fill: (cell, row) => when(cell, row.seenAt, ago) },
    {
      label: 'Running for',
      fill: (cell, row) => when(cell, row.startedAt, (at, time) => ago(at, time).replace(' ago', '')),
    },
    text('Says', ({ note }) => note ?? nothing),
  ],
});

const transitions = tableIn<TransitionView>(found('transition-table'), {
  key: ({ at, client, subject, from, to }) => [at, client, subject, from, to].join('\n'),
  level: ({ to }) => to,
  columns: [
    { label: 'When', className: 'when plain', fill: (cell, { at }) => cell.set(moment(at, now())) },
    text('What', ({ subject }) => hostOf(subject), 'name'),
    text('Change', ({ from, to }) => `${from} → ${to}`, 'change plain'),
    text('Why', ({ why }) => why, 'why'),
  ],
});

const failures = tableIn<FailureView>(found('failure-table'), {
  key: ({ client, operation, reason }) => [client, operation, reason].join('\n'),
  columns: [
    { label: 'Last', className: 'when plain', fill: (cell, row) => when(cell, row.lastAt, ago) },
    text('Operation', ({ operation }) => operation, 'name'),
    text('Reason', ({ reason }) => reason, 'code plain'),
    text('Times', ({ count }) => number(count), 'number times plain'),
    text('What it means', ({ why }) => why, 'why'),
  ],
});

export function showSections(state: Snapshot): void {
  tokens.set(state.tokens);
  show(found('tokens'), state.tokens.length > 0);
  stores.set(state.stores);
  instances.set(state.instances ?? []);
  show(found('fleet'), state.instances !== null);
  transitions.set(state.transitions);
  show(found('transition-table'), state.transitions.length > 0);
  show(found('transitions-empty'), state.transitions.length === 0);
  failures.set(state.failures);
  show(found('failure-table'), state.failures.length > 0);
  show(found('failures-empty'), state.failures.length === 0);
}
