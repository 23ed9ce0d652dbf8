/**
 * Every metric there is. Labels hold names that the spec or the code has given (client, operation, resource,
 * origin, scheme) and closed sets of words; never a URL, a key, a user or a token.
 */

import type { Family } from './family.ts';

/** OpenTelemetry's advice for HTTP, in seconds: semantic conventions, `http.client.request.duration`. */
const seconds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10] as const;

const call = ['client', 'operation', 'resource'] as const;
const attempt = ['client', 'origin', 'operation'] as const;
const circuit = ['client', 'origin', 'resource'] as const;

export const families = {
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
  hedges: {
    name: 'sdk_hedges_total',
    kind: 'counter',
    help: 'Reads that took long and were sent again beside themselves.',
    labels: attempt,
  },
  limits: {
    name: 'sdk_limits_total',
    kind: 'counter',
    help: 'Calls that a limit held or refused, and cool-downs that began. limit: bulkhead, rate-limit, cool-down. action: held, refused, began.',
    labels: [...attempt, 'limit', 'action'],
  },
  limitWait: {
    name: 'sdk_limit_wait_seconds',
    kind: 'histogram',
    help: 'Waits that limits imposed, where their length was known when they began.',
    labels: ['client', 'origin', 'limit'],
    buckets: seconds,
  },
  circuitState: {
    name: 'sdk_circuit_state',
    kind: 'gauge',
    help: '1 for the state that a circuit is in, 0 for the others. resource is empty where the origin has one circuit.',
    labels: [...circuit, 'state'],
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
  invalidations: {
    name: 'sdk_cache_invalidations_total',
    kind: 'counter',
    help: 'Times that entries of a resource were outdated, by the operation that did it, or manual.',
    labels: ['client', 'resource', 'cause'],
  },
  coalesced: {
    name: 'sdk_coalesced_total',
    kind: 'counter',
    help: 'Calls that shared the answer of another that was under way.',
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
    help: 'When the newest token expires, in seconds since the epoch, where its server said so.',
    labels: ['client', 'scheme'],
  },
  store: {
    name: 'sdk_l2_operations_total',
    kind: 'counter',
    help: 'Operations of the shared store that came to nothing. result: failed, timeout, skipped (it is left alone), unreadable.',
    labels: ['client', 'op', 'result'],
  },
  violations: {
    name: 'sdk_schema_violations_total',
    kind: 'counter',
    help: 'Requests and replies that their schema refuses.',
    labels: ['client', 'operation', 'direction'],
  },
} as const satisfies Readonly<Record<string, Family>>;
