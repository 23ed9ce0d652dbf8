/** What it costs a call that somebody listens: metrics for Prometheus, the health page, logs of what is worth a warning. */

import { health } from '../../src/health/index.ts';
import { logTo } from '../../src/logs/index.ts';
import { createMetrics } from '../../src/metrics/index.ts';
import type { Client } from '../../src/runtime/index.ts';
import { byBreakwater } from '../contenders.ts';
import { type Contender, run, sequential } from '../harness.ts';
import type { Origin } from '../origin.ts';
import type { BenchOptions } from '../sdk.ts';
import type { Suite } from '../suite.ts';

const settings = [
  { title: 'uncached, 1 KB, one at a time', isCached: false },
  { title: '1 KB hit', isCached: true },
] as const;

export const metrics: Suite = {
  name: 'metrics',
  title: 'Typed GET, listened to',
  async run(origin, effort) {
    const tables = [];
    for (const { title, isCached } of settings) {
      const id = (call: number) => (isCached ? 'small-watched' : `small-${call % 1_000}`);
      const contenders = contendersAt(isCached ? cachedAt(origin) : { baseUrl: origin.url, cache: false });
      tables.push(await run({ title, rhythm: sequential, baseline: 'off', contenders, id }, effort));
    }
    return { tables };
  },
};

const cachedAt = ({ cacheableUrl }: Origin): BenchOptions => ({
  baseUrl: cacheableUrl,
  cache: { ttl: { item: 3_600 } },
});

function contendersAt(options: BenchOptions): Contender[] {
  const listened = (name: string, listen: (client: Client) => () => void): Contender => {
    let stop = (): void => {};
    const contender = byBreakwater(name, options, (client) => {
      stop = listen(client);
    });
    const close = (): Promise<unknown> | undefined => {
      stop();
      return contender.close?.();
    };
    return { ...contender, close };
  };
  const watched = (client: Client) => createMetrics().watch(client);
  const shown = (client: Client) => {
    const status = health(client);
    return () => status.close();
  };
  return [
    byBreakwater('off', options),
    listened('logs, from warn on', (client) => client.on(logTo(console, { level: 'warn' }))),
    listened('metrics', watched),
    listened('health page, nobody looks', shown),
    listened('metrics and health page', (client) => {
      const stops = [watched(client), shown(client)];
      return () => {
        for (const stop of stops) stop();
      };
    }),
  ];
}
