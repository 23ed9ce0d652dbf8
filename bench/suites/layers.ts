/** An uncached typed GET with one policy at a time: what each layer costs on top of the bare client. */

import { bearer, type ResilienceOptions } from '../../src/runtime/index.ts';
import { bareFetch, byBreakwater } from '../contenders.ts';
import { concurrent, run, sequential } from '../harness.ts';
import type { BenchOptions } from '../sdk.ts';
import type { Suite } from '../suite.ts';

/** With limits that are never reached: what they cost, and not what they do. */
export const everyPolicy: ResilienceOptions = {
  circuit: { slowCallMs: 5_000 },
  bulkhead: { adaptive: true },
  rateLimit: { requests: 1_000_000 },
  hedging: {},
};

const policies: readonly (readonly [string, ResilienceOptions])[] = [
  ['retry', { retry: {} }],
  ['circuit', { circuit: {} }],
  ['bulkhead', { bulkhead: {} }],
  ['bulkhead, adaptive', { bulkhead: { adaptive: true } }],
  ['rate limit', { rateLimit: { requests: 1_000_000 } }],
  ['cool-down', { coolDown: {} }],
  ['hedging', { hedging: {} }],
];

const rhythms = [
  ['one at a time', sequential],
  ['50 at a time', concurrent(50)],
] as const;

export const layers: Suite = {
  name: 'layers',
  title: 'Uncached typed GET, 1 KB, layer by layer',
  async run(origin, effort) {
    const tables = [];
    for (const [title, rhythm] of rhythms) {
      const client = (name: string, options: BenchOptions) =>
        byBreakwater(name, { baseUrl: origin.url, cache: false, ...options });
      const contenders = [
        client('policies off', { resilience: 'off' }),
        bareFetch(origin.url),
        ...policies.map(([name, policy]) =>
          client(`+ ${name}`, { resilience: { preset: 'off', ...policy } }),
        ),
        client('+ bearer token', { resilience: 'off', auth: bearer('the-token') }),
        client('+ a listener', { resilience: 'off', onEvent: () => {} }),
        client('the standard preset', {}),
        client('everything on, signed and listened to', {
          resilience: everyPolicy,
          auth: bearer('the-token'),
          onEvent: () => {},
        }),
      ];
      const id = (call: number) => `small-${call % 1_000}`;
      tables.push(await run({ title, rhythm, baseline: 'policies off', contenders, id }, effort));
    }
    return { tables };
  },
};
