/**
 * The health of clients as a page, as JSON and as probes: the door `breakwater/health`.
 */

export { byPassword } from './by-password.ts';
export { type Health, health } from './health.ts';
export type { NodeListener, NodeRequest, NodeResponse } from './node.ts';
export type { HealthOptions, Intent, Operator, Permission, Route } from './options.ts';
export type { Source } from './source.ts';
export { useHealth } from './use-health.ts';
export type {
  ActionName,
  BulkheadView,
  CacheSplit,
  CircuitView,
  Counts,
  FailureView,
  InstanceView,
  LatencyView,
  MeterView,
  OriginView,
  Outcome,
  Problem,
  ResourceView,
  Snapshot,
  StoreView,
  TokenView,
  TransitionView,
  Verdict,
} from './view.ts';
