import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { families } from '../../src/metrics/index.ts';
import { hasPromtool, promtool } from '../support/promtool.ts';

/** What ships to be put into Prometheus and Grafana, and what is written for whoever is woken by it. */

const read = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8');
const [alerts, dashboard] = [read('monitoring/alerts.yml'), read('monitoring/grafana-dashboard.json')];
const names: readonly string[] = Object.values(families).map(({ name }) => name);

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: { readonly runbook: string };
}
const rules: readonly Rule[] = parse(alerts).groups[0].rules;

test.each([
  ['alerts.yml', rules.map(({ expr }) => expr).join('\n')],
  ['grafana-dashboard.json', dashboard],
])('%s names only metrics that there are', (_, text) => {
  const named = [...text.matchAll(/\b(?:sdk|http_client)_\w+/g)].map(([name]) =>
    name.replace(/_(?:bucket|sum|count)$/, ''),
  );
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
});

test('the dashboard is what its script writes', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/grafana-dashboard.ts', '--check'], {
    encoding: 'utf8',
  });
  expect([status, stderr]).toEqual([0, '']);
});

describe.runIf(hasPromtool)('promtool', () => {
  test('finds the rules in order', () => {
    expect(promtool(['check', 'rules', 'docs/monitoring/alerts.yml'])).toMatch(/SUCCESS: \d+ rules found/);
  });

  test('sees them fire when they should', () => {
    expect(promtool(['test', 'rules', 'docs/monitoring/alerts.test.yml'])).toBe('');
  });
});

describe('the runbook', () => {
  const runbook = read('runbook.md');
  test.each(rules)(
    'has a section on $alert, with meaning, impact, diagnosis and mitigation',
    ({ alert, annotations }) => {
      expect(annotations.runbook).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
      const section = runbook.split(/^## /m).find((part) => part.startsWith(`${alert}\n`)) ?? '';
      for (const part of ['Meaning', 'Impact', 'Diagnosis', 'Mitigation'])
        expect(section).toContain(`**${part}.**`);
    },
  );
});

test('the page on observability has every metric, with its labels', () => {
  const page = read('observability.md');
  for (const { name, labels } of Object.values(families)) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
    expect([name, ...labels.filter((label) => !row.includes(`\`${label}\``))]).toEqual([name]);
  }
});
