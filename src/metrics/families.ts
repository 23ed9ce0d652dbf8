/**
 * Every metric there is. Labels hold names that the spec or the code has given (client, operation, resource,
 * origin, scheme) and closed sets of words; never a URL, a key, a user or a token.
 */

import type { Family } from './family.ts';

/** OpenTelemetry's advice for HTTP, in seconds: semantic conventions, `http.client.request.duration`. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] as const;

/** Of what is beside us: a store that takes longer is left alone. */
const quickSeconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1] as const;

const call = ['client', 'operation', 'resource'] as const;
const attempt = ['client', 'origin', 'operation'] as const;
const circuit = ['client', 'origin', 'resource'] as const;

export const families = {
  build: {
    name: 'sdk_build_info',
    kind: 'gauge',
    help: '1, for each client that is watched, by the version of Breakwater.',
    labels: ['client', 'version'],
  },
  requests: {
    name: 'sdk_requests_total',
    kind: 'counter',
    help: 'Calls that have ended. outcome: ok, stale (an old answer instead of none), error, rejected (refused here), aborted. error_type: status or code of the error.',
    labels: [...call, 'outcome', 'error_type'],
  },
  duration: {
    name: 'sdk_request_duration_seconds',
    kind: 'histogram',
    help: 'Time from a call to its answer or error, retries, waits and the cache included.',
    labels: call,
    buckets: seconds,
  },
  attempts: {
    name: 'http_client_request_duration_seconds',
    kind: 'histogram',
    help: 'Time from a request that left to the head of its reply, by status or by what failed.',
    labels: [...attempt, 'http_response_status_code', 'error_type'],
    buckets: seconds,
  },
  retries: {
    name: 'sdk_retries_total',
    kind: 'counter',
    help: 'Attempts that were followed by another, by the status or network code that made them fail.',
    labels: [...attempt, 'reason'],
  },
  budget: {
    name: 'sdk_retry_budget_remaining_ratio',
    kind: 'gauge',
    help: 'Share that is left of the budget for retries, hedges and replays of an origin.',
    labels: ['client', 'origin'],
  },
  budgetExhausted: {
    name: 'sdk_retry_budget_exhausted_total',
    kind: 'counter',
    help: 'Retries, hedges and replays that were not made, because the budget of their origin was used up.',
    labels: attempt,
  },
  hedges: {
    name: 'sdk_hedges_total',
    kind: 'counter',
    help: 'Reads that took long and were sent again beside themselves.',
    labels: attempt,
  },
  limits: {
    name: 'sdk_limits_total',
    kind: 'counter',
    help: 'Calls that a limit held or refused, and cool-downs that began. limit: bulkhead, rate-limit, cool-down. action: held, entered (after it was held at a bulkhead), refused, began.',
    labels: [...attempt, 'limit', 'action'],
  },
  bulkheadWait: {
    name: 'sdk_bulkhead_wait_seconds',
    kind: 'histogram',
    help: 'Time that calls waited at a bulkhead which then let them in.',
    labels: ['client', 'origin'],
    buckets: seconds,
  },
  coolDown: {
    name: 'sdk_cool_down_seconds',
    kind: 'gauge',
    help: 'Time for which an origin still wants to be left alone; 0 mostly.',
    labels: ['client', 'origin'],
  },
  limitWait: {
    name: 'sdk_rate_limit_wait_seconds',
    kind: 'histogram',
    help: 'Waits that a rate-limit or a cool-down imposed, when they began.',
    labels: ['client', 'origin', 'limit'],
    buckets: seconds,
  },
  circuitState: {
    name: 'sdk_circuit_state',
    kind: 'gauge',
    help: '1 for the state that a circuit is in, 0 for the others. resource is empty where the origin has one circuit.',
    labels: [...circuit, 'state'],
  },
  circuitRejected: {
    name: 'sdk_circuit_rejected_total',
    kind: 'counter',
    help: 'Attempts that a circuit did not let through.',
    labels: attempt,
  },
  transitions: {
    name: 'sdk_circuit_transitions_total',
    kind: 'counter',
    help: 'Changes of state of a circuit.',
    labels: [...circuit, 'from', 'to'],
  },
  inFlight: {
    name: 'sdk_inflight_requests',
    kind: 'gauge',
    help: 'Calls on their way to an origin, retries and the reading of replies included.',
    labels: ['client', 'origin'],
  },
  insideBulkhead: {
    name: 'sdk_bulkhead_calls',
    kind: 'gauge',
    help: 'Calls that a bulkhead has let in and that have not ended.',
    labels: ['client', 'bulkhead'],
  },
  queue: {
    name: 'sdk_bulkhead_queue_depth',
    kind: 'gauge',
    help: 'Calls that wait for room in a bulkhead.',
    labels: ['client', 'bulkhead'],
  },
  room: {
    name: 'sdk_bulkhead_limit',
    kind: 'gauge',
    help: 'Calls that a bulkhead lets in at once, now.',
    labels: ['client', 'bulkhead'],
  },
  cacheRequests: {
    name: 'sdk_cache_requests_total',
    kind: 'counter',
    help: 'Calls by what the cache had to say (result) and where their answer came from (level: memory, store, flight, network).',
    labels: ['client', 'resource', 'result', 'level'],
  },
  cacheEntries: {
    name: 'sdk_cache_entries',
    kind: 'gauge',
    help: 'Entries in memory.',
    labels: ['client'],
  },
  cacheBytes: {
    name: 'sdk_cache_bytes',
    kind: 'gauge',
    help: 'Estimated size of what is in memory.',
    labels: ['client'],
  },
  evictions: {
    name: 'sdk_cache_evictions_total',
    kind: 'counter',
    help: 'Entries that memory let go of. cause: entries, bytes (there were as many as there may be), expired.',
    labels: ['client', 'cause'],
  },
  invalidations: {
    name: 'sdk_cache_invalidations_total',
    kind: 'counter',
    help: 'Times that entries of a resource were outdated, by the operation that did it, or manual.',
    labels: ['client', 'resource', 'cause'],
  },
  coalesced: {
    name: 'sdk_coalesced_total',
    kind: 'counter',
    help: 'Calls that shared the answer of another that was under way, here (scope: local) or in another instance (fleet, without its resource).',
    labels: ['client', 'resource', 'scope'],
  },
  refreshes: {
    name: 'sdk_token_refreshes_total',
    kind: 'counter',
    help: 'Renewals of tokens. result: refreshed, adopted (another instance had it), failed, store-failed.',
    labels: ['client', 'scheme', 'result'],
  },
  tokenExpiry: {
    name: 'sdk_token_expiry_timestamp_seconds',
    kind: 'gauge',
    help: 'When the token that is held is sent no more, in seconds since the epoch, where its server said how long it lives.',
    labels: ['client', 'scheme'],
  },
  tokenState: {
    name: 'sdk_token_state',
    kind: 'gauge',
    help: '1 for the state that a token is in, 0 for the others: none, held, refused (by the origin), over.',
    labels: ['client', 'scheme', 'state'],
  },
  store: {
    name: 'sdk_l2_operations_total',
    kind: 'counter',
    help: 'Operations of the shared store. result: ok, failed, timeout, skipped (it is left alone), unreadable.',
    labels: ['client', 'op', 'result'],
  },
  storeDuration: {
    name: 'sdk_l2_duration_seconds',
    kind: 'histogram',
    help: 'Time until the shared store had done what it was asked.',
    labels: ['client', 'op'],
    buckets: quickSeconds,
  },
  storeState: {
    name: 'sdk_l2_state',
    kind: 'gauge',
    help: '1 for the state that the shared store is in, 0 for the others: opening, used, left-alone.',
    labels: ['client', 'state'],
  },
  storeUnconfirmed: {
    name: 'sdk_l2_unconfirmed_invalidations',
    kind: 'gauge',
    help: 'Invalidations that the shared store has not confirmed, and that are sent again until it does.',
    labels: ['client'],
  },
  actions: {
    name: 'sdk_actions_total',
    kind: 'counter',
    help: 'What was done by hand on the health page. outcome: done, refused, failed.',
    labels: ['client', 'action', 'outcome'],
  },
  violations: {
    name: 'sdk_schema_violations_total',
    kind: 'counter',
    help: 'Requests and replies that their schema refuses.',
    labels: ['client', 'operation', 'direction'],
  },
} as const satisfies Readonly<Record<string, Family>>;
