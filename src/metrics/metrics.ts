/**
 * Clients as Prometheus sees them, in a registry of prom-client: the user's, or one of our own. Events are counted
 * in plain numbers, and become metrics when they are asked for: a call costs additions, and no hashing of labels.
 */

import type { Client } from '../runtime/index.ts';
import { families } from './families.ts';
import type { Family, Sample } from './family.ts';
import { Counter, Gauge, Histogram, Registry } from './npm-install/prom-client.ts';
import { readings } from './readings.ts';
import { Recorder } from './recorder.ts';

export interface MetricsOptions {
  /** Where the metrics go, beside what else is there. @default a registry of their own */
  readonly registry?: Registry;
}

export interface Metrics {
  readonly registry: Registry;
  /**
   * Counts what happens in a client from now on. Clients are told apart by their `name`.
   *
   * @returns What ends it: the client is read no more; what it was counted for stays.
   */
  watch(client: Client): () => void;
  /** `GET /metrics`: the whole registry, in Prometheus' text format. Any other method is a 405. */
  handle(request: Request): Promise<Response>;
}

/**
 * @throws {Error} The registry has metrics of these names already: make one `createMetrics`, and let it watch
 *   every client.
 */
export function createMetrics({ registry = new Registry() }: MetricsOptions = {}): Metrics {
  const recorder = new Recorder();
  const clients = new Set<Client>();
  for (const family of Object.values<Family>(families)) {
    const told = recorder.samples[family.name];
    const read = readings[family.name];
    register(family, registry, () => [
      ...(told?.() ?? []),
      ...(read ? [...clients].flatMap((client) => read(client)) : []),
    ]);
  }
  return {
    registry,
    watch: (client) => {
      clients.add(client);
      const stop = client.on((event) => recorder.record(client.name, event));
      return () => {
        clients.delete(client);
        stop();
      };
    },
    handle: async ({ method }) => {
      if (method !== 'GET' && method !== 'HEAD') {
        return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
      }
      const text = await registry.metrics();
      const headers = { 'content-type': registry.contentType, 'cache-control': 'no-store' };
      return new Response(method === 'HEAD' ? null : text, { headers });
    },
  };
}

type Read = () => Sample[];

/** Metrics of prom-client that have their values from elsewhere. */
function register({ name, help, kind, labels, buckets }: Family, registry: Registry, read: Read): void {
  const settings = { name, help, labelNames: [...labels], registers: [registry] };
  if (kind === 'gauge') new ReadGauge(settings, read);
  else if (kind === 'counter') new ReadCounter(settings, read);
  else new ReadHistogram({ ...settings, buckets: [...(buckets ?? [])] }, read);
}

class ReadCounter extends Counter {
  readonly #read: Read;

  constructor(settings: ConstructorParameters<typeof Counter>[0], read: Read) {
    super(settings);
    this.#read = read;
  }

  override async get() {
    return { ...(await super.get()), values: this.#read() };
  }
}

class ReadGauge extends Gauge {
  readonly #read: Read;

  constructor(settings: ConstructorParameters<typeof Gauge>[0], read: Read) {
    super(settings);
    this.#read = read;
  }

  override async get() {
    return { ...(await super.get()), values: this.#read() };
  }
}

class ReadHistogram extends Histogram {
  readonly #read: Read;
  readonly #about: { readonly name: string; readonly help: string };

  constructor(settings: ConstructorParameters<typeof Histogram>[0], read: Read) {
    super(settings);
    this.#read = read;
    this.#about = { name: settings.name, help: settings.help };
  }

  /** What prom-client asks a histogram for, in `get` as in its text. */
  async getForPromString() {
    const values = this.#read().map((sample) => ({ ...sample, sharedLabels: {} }));
    return { ...this.#about, type: 'histogram', aggregator: 'sum', values };
  }
}
