/** What a client tells when it is asked: circuits, bulkheads, budgets, tokens, memory and store, at each scrape. */

import type { Client } from '../runtime/index.ts';
import { families } from './families.ts';
import type { Sample } from './family.ts';
import { version } from './version.ts';

const circuitStates = ['closed', 'open', 'half-open', 'isolated'] as const;
const tokenStates = ['none', 'held', 'refused', 'over'] as const;
const storeStates = ['opening', 'used', 'left-alone'] as const;
const evictionCauses = ['entries', 'bytes', 'expired'] as const;

/** By name of their family. */
export const readings: Readonly<Record<string, (client: Client) => Sample[]>> = {
  [families.build.name]: ({ name }) => [{ labels: { client: name, version }, value: 1 }],
  [families.circuitState.name]: (client) =>
    Object.entries(client.circuits.states()).flatMap(([name, { status }]) => {
      const [origin = '', resource = ''] = name.split(' ');
      return oneOf(circuitStates, status, { client: client.name, origin, resource });
    }),
  [families.budget.name]: (client) => ofOrigins(client, ({ budgetLeft }) => budgetLeft),
  [families.coolDown.name]: (client) => ofOrigins(client, ({ coolDownMs }) => coolDownMs / 1_000),
  [families.inFlight.name]: (client) => ofOrigins(client, ({ inFlight }) => inFlight),
  [families.insideBulkhead.name]: (client) => ofBulkheads(client, ({ inside }) => inside),
  [families.queue.name]: (client) => ofBulkheads(client, ({ queued }) => queued),
  [families.room.name]: (client) => ofBulkheads(client, ({ limit }) => limit),
  [families.cacheEntries.name]: (client) => ofClient(client, client.cache.stats().entries),
  [families.cacheBytes.name]: (client) => ofClient(client, client.cache.stats().sizeBytes),
  [families.evictions.name]: (client) => {
    const { evictions } = client.cache.stats();
    return evictionCauses.map((cause) => ({
      labels: { client: client.name, cause },
      value: evictions[cause],
    }));
  },
  [families.coalesced.name]: (client) => {
    const { isShared, spared } = client.cache.stats();
    if (!isShared) return [];
    return [{ labels: { client: client.name, resource: '', scope: 'fleet' }, value: spared }];
  },
  [families.tokenState.name]: (client) =>
    Object.entries(client.signing.states()).flatMap(([scheme, { status }]) =>
      oneOf(tokenStates, status, { client: client.name, scheme }),
    ),
  [families.tokenExpiry.name]: (client) =>
    Object.entries(client.signing.states()).flatMap(([scheme, { expiresInMs }]) => {
      if (expiresInMs === undefined) return [];
      // In whole seconds: two clocks that are read one after the other would have it tremble.
      const value = Math.round((Date.now() + expiresInMs) / 1_000);
      return [{ labels: { client: client.name, scheme }, value }];
    }),
  [families.storeState.name]: (client) => {
    const { storeState } = client.cache.stats();
    return storeState === undefined ? [] : oneOf(storeStates, storeState, { client: client.name });
  },
  [families.storeUnconfirmed.name]: (client) => {
    const { isShared, unconfirmed } = client.cache.stats();
    return isShared ? ofClient(client, unconfirmed) : [];
  },
};

/** A series for each state, so that every one of them is there from the first scrape. */
function oneOf<State extends string>(
  states: readonly State[],
  current: State,
  labels: Sample['labels'],
): Sample[] {
  return states.map((state) => ({ labels: { ...labels, state }, value: Number(state === current) }));
}

type Bulkhead = ReturnType<Client['bulkheads']>[string];
type Origin = ReturnType<Client['origins']>[string];

function ofBulkheads(client: Client, read: (bulkhead: Bulkhead) => number): Sample[] {
  return Object.entries(client.bulkheads()).map(([bulkhead, state]) => ({
    labels: { client: client.name, bulkhead },
    value: read(state),
  }));
}

function ofOrigins(client: Client, read: (origin: Origin) => number): Sample[] {
  return Object.entries(client.origins()).map(([origin, state]) => ({
    labels: { client: client.name, origin },
    value: read(state),
  }));
}

function ofClient({ name }: Client, value: number): Sample[] {
  return [{ labels: { client: name }, value }];
}
