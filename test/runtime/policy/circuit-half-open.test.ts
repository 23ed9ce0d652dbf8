import { expect, test } from 'vitest';
import { anOpenCircuit, fail, fill, permitOf, succeed } from './a-circuit.ts';

test('a hundred callers at once get exactly as many permits as there are probes', () => {
  const { circuit } = anOpenCircuit();
  const admitted = Array.from({ length: 100 }, () => circuit.request(5_000)).filter((each) => each.admitted);
  expect(admitted).toHaveLength(3);
  expect(circuit.state(5_000)).toEqual({ status: 'half-open', sinceMs: 5_000, permitsOut: 3, successes: 0 });
});

test('who finds no permit is told to come back within a second', () => {
  const { circuit } = anOpenCircuit();
  const { refusal } = fill(circuit, 5_000);
  expect(refusal).toEqual({ admitted: false, reason: 'half-open', retryAfterMs: 1_000 });
  expect(circuit.request(14_700)).toMatchObject({ reason: 'half-open', retryAfterMs: 300 });
});

test('as many successes as permits close it', () => {
  const { circuit } = anOpenCircuit();
  succeed(circuit, 5_000, 2);
  expect(circuit.state(5_000)).toMatchObject({ status: 'half-open', successes: 2 });
  succeed(circuit, 5_000);
  expect(circuit.state(5_000).status).toBe('closed');
});

test('one failure opens it again, for longer, and says what was seen', () => {
  const { circuit } = anOpenCircuit();
  succeed(circuit, 5_000, 2);
  fail(circuit, 6_000);
  expect(circuit.state(6_000)).toEqual({
    status: 'open',
    sinceMs: 6_000,
    untilMs: 16_000,
    reason: 'probe-failed',
    attempts: 3,
    failures: 1,
    slow: 0,
    openings: 2,
  });
});

test('an aborted probe gives its permit back, without a verdict', () => {
  const { circuit } = anOpenCircuit();
  for (let time = 0; time < 50; time += 1) permitOf(circuit, 5_000 + time).abandoned(5_000 + time);
  expect(circuit.state(5_050)).toMatchObject({ status: 'half-open', permitsOut: 0, successes: 0 });
});

test('a probe that hangs opens it again when its time is up', () => {
  const { circuit } = anOpenCircuit();
  permitOf(circuit, 5_000);
  expect(circuit.state(14_999).status).toBe('half-open');
  expect(circuit.state(15_000)).toMatchObject({ status: 'open', reason: 'probe-hung', untilMs: 25_000 });
});

test.each(['succeeded', 'failed', 'abandoned'] as const)(
  'a hung probe that ends at last (%s) is too late',
  (ending) => {
    const { circuit } = anOpenCircuit();
    const probe = permitOf(circuit, 5_000);
    if (ending === 'failed') probe.failed(15_000, 'other');
    else probe[ending](15_000);
    expect(circuit.state(15_000)).toMatchObject({ status: 'open', reason: 'probe-hung', openings: 2 });
  },
);

test('all probes hanging cost one break, and then there are new permits', () => {
  const { circuit, transitions } = anOpenCircuit();
  fill(circuit, 5_000);
  expect(fill(circuit, 60_000).permits).toHaveLength(3);
  expect(transitions.map(({ to }) => to)).toEqual(['open', 'half-open', 'open', 'half-open']);
});

test('a probe of an earlier trial has no say in the next', () => {
  const { circuit } = anOpenCircuit();
  const [first, second, third] = fill(circuit, 5_000).permits;
  first?.failed(5_000, 'other');
  expect(circuit.state(15_000)).toMatchObject({ status: 'half-open', permitsOut: 0 });
  second?.failed(15_000, 'connect');
  third?.succeeded(15_000);
  expect(circuit.state(15_000)).toMatchObject({ status: 'half-open', permitsOut: 0, successes: 0 });
});

test('the counts start anew with the trial', () => {
  const { circuit } = anOpenCircuit();
  expect(circuit.counts(5_000)).toMatchObject({ attempts: 0, failures: 0 });
  succeed(circuit, 5_000);
  expect(circuit.counts(5_000)).toMatchObject({ attempts: 1, failures: 0 });
});
