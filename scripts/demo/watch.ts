/** Calls as a row of the table: what the client's own events tell of them, and nothing else. */

import type { BreakwaterEvent, CallEvent, Client } from '../../src/runtime/index.ts';
import type { Row } from './table.ts';

type Watched = Pick<Client, 'on' | 'circuits'>;

/** What was seen of a client while something was done with it. */
export interface Sight {
  readonly row: Omit<Row, 'refreshes'>;
  readonly calls: readonly CallEvent[];
}

/** @param call What was called, for the row. */
export async function watch(client: Watched, call: string, work: () => PromiseLike<unknown>): Promise<Sight> {
  const events: BreakwaterEvent[] = [];
  const leave = client.on((event) => events.push(event));
  const startedMs = performance.now();
  try {
    await work();
  } finally {
    leave();
  }
  const durationMs = performance.now() - startedMs;
  const calls = events.filter((event) => event.type === 'call');
  const attempts = events.filter((event) => event.type === 'attempt').length;
  return { row: { call, from: whereFrom(calls), attempts, circuit: circuitOf(client), durationMs }, calls };
}

/** The state of the one circuit that a client of the demo has. */
export function circuitOf(client: Watched): string {
  const [state] = Object.values(client.circuits.states());
  return state?.status ?? 'closed';
}

const names = { network: 'network', memory: 'memory', store: 'Redis', flight: 'shared flight' } as const;

/** `network`, or `network 1, shared flight 19`. */
function whereFrom(calls: readonly CallEvent[]): string {
  const bySource = Map.groupBy(calls, sourceOf);
  if (bySource.size === 1) return [...bySource.keys()].join();
  return [...bySource].map(([source, group]) => `${source} ${group.length}`).join(', ');
}

function sourceOf({ code, status, source, outcome }: CallEvent): string {
  if (code === 'CIRCUIT_OPEN') return 'refused, nothing sent';
  if (outcome === 'ok') return names[source];
  return status === undefined ? `no answer, ${code}` : `${names[source]}, ${status}`;
}
