/**
 * Writes `docs/monitoring/grafana-dashboard.json`. `--check` only says whether it is up to date. Panels are told
 * here by what they show; where each stands, and everything that is the same for all, follows from their order.
 */

import { readFileSync, writeFileSync } from 'node:fs';

const file = 'docs/monitoring/grafana-dashboard.json';
const client = 'client=~"$client"';

interface Panel {
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  /** A legend, and what it stands for. */
  readonly targets: Readonly<Record<string, string>>;
  readonly isStacked?: true;
}

/** In the order of the questions at three in the morning: is it real, how bad, since when, what to do. */
const panels: readonly Panel[] = [
  {
    title: 'Circuits that are not closed',
    description: 'Is it them? An open circuit refuses calls here, before they leave.',
    unit: 'none',
    targets: {
      '{{origin}} {{resource}} {{state}}': `max by (origin, resource, state) (sdk_circuit_state{${client}, state!="closed"})`,
    },
  },
  {
    title: 'Calls by outcome',
    description: 'ok, stale, error, rejected (refused here), aborted (the caller left).',
    unit: 'reqps',
    targets: { '{{outcome}}': `sum by (outcome) (rate(sdk_requests_total{${client}}[$__rate_interval]))` },
    isStacked: true,
  },
  {
    title: 'Share of calls that fail, by resource',
    description: 'How bad, and where.',
    unit: 'percentunit',
    targets: {
      '{{resource}}': `sum by (resource) (rate(sdk_requests_total{${client}, outcome="error"}[$__rate_interval])) / sum by (resource) (rate(sdk_requests_total{${client}}[$__rate_interval]))`,
    },
  },
  {
    title: 'Failed calls by error',
    description: 'The status, or the code of the error.',
    unit: 'reqps',
    targets: {
      '{{error_type}}': `sum by (error_type) (rate(sdk_requests_total{${client}, outcome!="ok"}[$__rate_interval]))`,
    },
    isStacked: true,
  },
  {
    title: 'Time of a request on the wire',
    description: 'Until the head of the reply: their time.',
    unit: 's',
    targets: Object.fromEntries(
      [0.5, 0.9, 0.99].map((quantile) => [
        `p${quantile * 100} {{origin}}`,
        `histogram_quantile(${quantile}, sum by (origin, le) (rate(http_client_request_duration_seconds_bucket{${client}}[$__rate_interval])))`,
      ]),
    ),
  },
  {
    title: 'Time of a call',
    description: 'Retries, waits and the cache included: what our users wait.',
    unit: 's',
    targets: Object.fromEntries(
      [0.5, 0.9, 0.99].map((quantile) => [
        `p${quantile * 100}`,
        `histogram_quantile(${quantile}, sum by (le) (rate(sdk_request_duration_seconds_bucket{${client}}[$__rate_interval])))`,
      ]),
    ),
  },
  {
    title: 'Retries and hedges',
    description: 'Requests that are extra, by why.',
    unit: 'reqps',
    targets: {
      'retry: {{reason}}': `sum by (reason) (rate(sdk_retries_total{${client}}[$__rate_interval]))`,
      hedge: `sum (rate(sdk_hedges_total{${client}}[$__rate_interval]))`,
    },
    isStacked: true,
  },
  {
    title: 'Retry budget left',
    description: 'Share, of the instance that has least. What it refused is below the line.',
    unit: 'percentunit',
    targets: {
      '{{origin}}': `min by (origin) (sdk_retry_budget_remaining_ratio{${client}})`,
      'refused {{origin}} /s': `-sum by (origin) (rate(sdk_retry_budget_exhausted_total{${client}}[$__rate_interval]))`,
    },
  },
  {
    title: 'Limits',
    description: 'Calls that waited or were refused here, and cool-downs that the API asked for.',
    unit: 'reqps',
    targets: {
      '{{limit}} {{action}}': `sum by (limit, action) (rate(sdk_limits_total{${client}}[$__rate_interval]))`,
      'circuit refused': `sum (rate(sdk_circuit_rejected_total{${client}}[$__rate_interval]))`,
    },
  },
  {
    title: 'In flight and waiting',
    description: 'Limits are those of bulkheads.',
    unit: 'none',
    targets: {
      'in flight {{origin}}': `sum by (origin) (sdk_inflight_requests{${client}})`,
      'waiting {{bulkhead}}': `sum by (bulkhead) (sdk_bulkhead_queue_depth{${client}})`,
      'limit {{bulkhead}}': `sum by (bulkhead) (sdk_bulkhead_limit{${client}})`,
    },
  },
  {
    title: 'Cache, by verdict',
    description: 'What the cache had to say of each call.',
    unit: 'reqps',
    targets: {
      '{{result}}': `sum by (result) (rate(sdk_cache_requests_total{${client}}[$__rate_interval]))`,
      shared: `sum (rate(sdk_coalesced_total{${client}}[$__rate_interval]))`,
    },
    isStacked: true,
  },
  {
    title: 'Cache in memory',
    description: 'Estimated.',
    unit: 'bytes',
    targets: { '{{client}}': `sum by (client) (sdk_cache_bytes{${client}})` },
  },
  {
    title: 'Evictions',
    description: 'By what made entries go: too many, too large, or their time.',
    unit: 'ops',
    targets: {
      '{{cause}}': `sum by (cause) (rate(sdk_cache_evictions_total{${client}}[$__rate_interval]))`,
    },
  },
  {
    title: 'Tokens: time left',
    description: 'Negative: the last renewal did not come in time.',
    unit: 's',
    targets: {
      '{{scheme}}': `max by (scheme) (sdk_token_expiry_timestamp_seconds{${client}}) - time()`,
    },
  },
  {
    title: 'Token renewals',
    description: 'By what came of them.',
    unit: 'ops',
    targets: {
      '{{scheme}} {{result}}': `sum by (scheme, result) (rate(sdk_token_refreshes_total{${client}}[$__rate_interval]))`,
    },
  },
  {
    title: 'Shared store: operations',
    description: 'Where they fail, calls go on without it.',
    unit: 'ops',
    targets: {
      '{{op}} {{result}}': `sum by (op, result) (rate(sdk_l2_operations_total{${client}}[$__rate_interval]))`,
    },
  },
  {
    title: 'Shared store: time of an operation',
    description: 'Beyond `storeTimeoutMs` it is left alone.',
    unit: 's',
    targets: Object.fromEntries(
      [0.5, 0.99].map((quantile) => [
        `p${quantile * 100} {{op}}`,
        `histogram_quantile(${quantile}, sum by (op, le) (rate(sdk_l2_duration_seconds_bucket{${client}}[$__rate_interval])))`,
      ]),
    ),
  },
];

const [width, height, columns] = [12, 8, 2];
const source = { type: 'prometheus', uid: '$datasource' };

const dashboard = {
  title: 'Breakwater',
  uid: 'breakwater',
  tags: ['breakwater'],
  schemaVersion: 39,
  editable: true,
  refresh: '10s',
  time: { from: 'now-1h', to: 'now' },
  templating: {
    list: [
      { name: 'datasource', type: 'datasource', query: 'prometheus', label: 'Prometheus' },
      {
        ...{ name: 'client', type: 'query', label: 'Client', datasource: source },
        query: { query: 'label_values(sdk_requests_total, client)', refId: 'client' },
        ...{
          multi: true,
          includeAll: true,
          allValue: '.*',
          current: { text: 'All', value: '$__all' },
          refresh: 2,
        },
      },
    ],
  },
  annotations: {
    list: [
      {
        ...{ name: 'Circuits', datasource: source, enable: true, iconColor: 'red' },
        expr: `sum by (origin, from, to) (increase(sdk_circuit_transitions_total{${client}}[1m])) > 0`,
        ...{ titleFormat: '{{origin}}', textFormat: '{{from}} to {{to}}' },
      },
    ],
  },
  panels: panels.map(({ title, description, unit, targets, isStacked }, index) => ({
    id: index + 1,
    type: 'timeseries',
    title,
    description,
    datasource: source,
    gridPos: {
      x: (index % columns) * width,
      y: Math.floor(index / columns) * height,
      w: width,
      h: height,
    },
    fieldConfig: {
      defaults: {
        unit,
        min: unit === 's' || title === 'Retry budget left' ? undefined : 0,
        custom: {
          lineWidth: 1,
          fillOpacity: isStacked ? 20 : 0,
          stacking: { mode: isStacked ? 'normal' : 'none' },
        },
      },
      overrides: [],
    },
    options: {
      legend: { displayMode: 'list', placement: 'bottom' },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
    targets: Object.entries(targets).map(([legendFormat, expr], place) => ({
      refId: String.fromCharCode(65 + place),
      ...{ datasource: source, expr, legendFormat },
    })),
  })),
};

const text = `${JSON.stringify(dashboard, null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error(`${file} is stale: run \`node scripts/grafana-dashboard.ts\`.`);
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, text);
}
