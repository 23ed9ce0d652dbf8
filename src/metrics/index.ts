/** The door for Prometheus, `breakwater/metrics`. Needs `prom-client`. */

export { families } from './families.ts';
export type { Family } from './family.ts';
export { createMetrics, type Metrics, type MetricsOptions } from './metrics.ts';
