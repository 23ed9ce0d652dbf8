import { describe, expect, test } from 'vitest';
import { Distribution } from '../../src/metrics/distribution.ts';
import { type Family, mostSeries } from '../../src/metrics/family.ts';
import { Recorder } from '../../src/metrics/recorder.ts';
import { Tally } from '../../src/metrics/tally.ts';

const family: Family = { name: 'calls_total', kind: 'counter', help: 'Calls.', labels: ['who', 'what'] };

describe('a tally', () => {
  test('adds up by labels', () => {
    const tally = new Tally(family);
    tally.add(['a', 'x']);
    tally.add(['a', 'x'], 2);
    tally.add(['b', '']);
    expect(tally.samples()).toEqual([
      { labels: { who: 'a', what: 'x' }, value: 3 },
      { labels: { who: 'b', what: '' }, value: 1 },
    ]);
  });

  test('has an end to its series: what comes later is `other`', () => {
    const tally = new Tally(family);
    for (let count = 0; count < mostSeries + 10; count += 1) tally.add([`${count}`, '']);
    const samples = tally.samples();
    expect(samples).toHaveLength(mostSeries + 1);
    expect(samples.at(-1)).toEqual({ labels: { who: 'other', what: 'other' }, value: 10 });
    tally.add(['0', '']);
    expect(tally.samples()[0]?.value).toBe(2);
  });
});

test('a distribution counts what is at most each bound', () => {
  const histogram: Family = { ...family, name: 'wait_seconds', kind: 'histogram', buckets: [1, 2.5] };
  const distribution = new Distribution(histogram);
  for (const value of [0.5, 1, 2, 99]) distribution.observe(['a', 'x'], value);
  expect(
    distribution.samples().map(({ metricName, labels: { le }, value }) => [metricName, le, value]),
  ).toEqual([
    ['wait_seconds_bucket', 1, 2],
    ['wait_seconds_bucket', 2.5, 3],
    ['wait_seconds_bucket', '+Inf', 4],
    ['wait_seconds_sum', undefined, 102.5],
    ['wait_seconds_count', undefined, 4],
  ]);
});

test('what an error calls itself becomes a label only if it is a code', () => {
  const recorder = new Recorder();
  const retry = {
    type: 'retry',
    operation: 'get',
    origin: 'https://a.test',
    attempt: 1,
    delayMs: 1,
  } as const;
  for (const reason of ['503', 'ECONNRESET', 'user 7 at https://a.test?key=1', 'x'.repeat(100)])
    recorder.record('crm', { ...retry, reason });
  const reasons = recorder.samples['sdk_retries_total']?.().map(({ labels }) => labels['reason']);
  expect(reasons).toEqual(['503', 'ECONNRESET', 'other']);
});
