/** What a client tells when it is asked: the state of its circuits, bulkheads and memory, at each scrape. */

import type { Client } from '../runtime/index.ts';
import { families } from './families.ts';
import type { Sample } from './family.ts';

const states = ['closed', 'open', 'half-open', 'isolated'] as const;

/** By name of their family. */
export const readings: Readonly<Record<string, (client: Client) => Sample[]>> = {
  [families.circuitState.name]: (client) =>
    Object.entries(client.circuits.states()).flatMap(([name, { status }]) => {
      const [origin = '', resource = ''] = name.split(' ');
      return states.map((state) => ({
        labels: { client: client.name, origin, resource, state },
        value: Number(state === status),
      }));
    }),
  [families.inFlight.name]: (client) => ofBulkheads(client, ({ inside }) => inside),
  [families.queue.name]: (client) => ofBulkheads(client, ({ queued }) => queued),
  [families.room.name]: (client) => ofBulkheads(client, ({ limit }) => limit),
  [families.cacheEntries.name]: (client) => ofClient(client, client.cache.stats().entries),
  [families.cacheBytes.name]: (client) => ofClient(client, client.cache.stats().sizeBytes),
};

type Bulkhead = ReturnType<Client['bulkheads']>[string];

function ofBulkheads(client: Client, read: (bulkhead: Bulkhead) => number): Sample[] {
  return Object.entries(client.bulkheads()).map(([bulkhead, state]) => ({
    labels: { client: client.name, bulkhead },
    value: read(state),
  }));
}

function ofClient({ name }: Client, value: number): Sample[] {
  return [{ labels: { client: name }, value }];
}
