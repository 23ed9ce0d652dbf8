import { expect, test } from 'vitest';
import { Circuit } from '../../../src/runtime/policy/circuit.ts';
import { type CircuitOptions, circuitDefaults } from '../../../src/runtime/policy/circuit-options.ts';
import { aCircuit, anOpenCircuit, aRampingCircuit, fail, fill, permitOf, succeed } from './a-circuit.ts';

test('a new circuit is closed, and nothing holds it back', () => {
  const { circuit } = aCircuit();
  expect(circuit.state(0)).toEqual({ status: 'closed', connectFailures: 0, ramp: null });
  expect(circuit.counts(0)).toEqual({ attempts: 0, failures: 0, slow: 0 });
  expect(fill(circuit, 0).permits.length).toBeGreaterThan(1_000);
});

test.each([
  { successes: 0, failures: 19, opens: false },
  { successes: 0, failures: 20, opens: true },
  { successes: 10, failures: 10, opens: true },
  { successes: 11, failures: 10, opens: false },
  { successes: 8, failures: 12, opens: true },
  { successes: 1_000, failures: 999, opens: false },
])('$failures failures after $successes successes open it: $opens', ({ successes, failures, opens }) => {
  const { circuit } = aCircuit();
  const permits = Array.from({ length: failures }, () => permitOf(circuit, 0));
  succeed(circuit, 0, successes);
  for (const permit of permits) permit.failed(0, 'other');
  expect(circuit.state(0).status).toBe(opens ? 'open' : 'closed');
});

test('an open circuit says after how many of how many attempts it opened', () => {
  const { circuit } = aCircuit();
  succeed(circuit, 0, 8);
  fail(circuit, 1_000, 12);
  expect(circuit.state(1_000)).toEqual({
    status: 'open',
    sinceMs: 1_000,
    untilMs: 6_000,
    reason: 'failure-ratio',
    attempts: 20,
    failures: 12,
    slow: 0,
    openings: 1,
  });
});

test('failures older than the window are forgotten', () => {
  const { circuit } = aCircuit();
  fail(circuit, 0, 19);
  fail(circuit, 30_000, 19);
  expect(circuit.state(30_000).status).toBe('closed');
  expect(circuit.counts(30_000)).toMatchObject({ attempts: 19, failures: 19 });
});

test('a success never opens a circuit', () => {
  const { circuit } = aCircuit();
  fail(circuit, 0, 10);
  succeed(circuit, 0, 10);
  expect(circuit.counts(0)).toMatchObject({ attempts: 20, failures: 10 });
  expect(circuit.state(0).status).toBe('closed');
});

test('five failures to connect in a row open it, whatever the ratio', () => {
  const { circuit } = aCircuit();
  succeed(circuit, 0, 100);
  fail(circuit, 0, 5, 'connect');
  expect(circuit.state(0)).toMatchObject({ reason: 'connect-failures', attempts: 105, failures: 5 });
});

test.each(['success', 'other'] as const)(
  'a %s between failures to connect starts the count anew',
  (ending) => {
    const { circuit } = aCircuit();
    fail(circuit, 0, 4, 'connect');
    if (ending === 'success') succeed(circuit, 0);
    else fail(circuit, 0);
    fail(circuit, 0, 4, 'connect');
    expect(circuit.state(0)).toMatchObject({ status: 'closed', connectFailures: 4 });
  },
);

test('the rule for failures to connect can be turned off', () => {
  const { circuit } = aCircuit({ consecutiveConnectFailures: Number.POSITIVE_INFINITY });
  fail(circuit, 0, 19, 'connect');
  expect(circuit.state(0).status).toBe('closed');
});

test('an abandoned attempt counts neither way', () => {
  const { circuit } = aCircuit();
  fail(circuit, 0, 4, 'connect');
  permitOf(circuit, 0).abandoned(0);
  expect(circuit.counts(0)).toMatchObject({ attempts: 4, failures: 4 });
  fail(circuit, 0, 1, 'connect');
  expect(circuit.state(0).status).toBe('open');
});

test('a permit ends exactly once', () => {
  const { circuit } = aCircuit();
  const lost = permitOf(circuit, 0);
  lost.abandoned(0);
  lost.failed(0, 'connect');
  lost.succeeded(0);
  expect(circuit.counts(0)).toMatchObject({ attempts: 0, failures: 0 });
  const permit = permitOf(circuit, 0);
  for (let time = 0; time < 50; time += 1) permit.failed(0, 'connect');
  expect(circuit.counts(0)).toMatchObject({ attempts: 1, failures: 1 });
});

test('an open circuit refuses, and says how long', () => {
  const { circuit } = anOpenCircuit();
  expect(circuit.request(1_000)).toEqual({ admitted: false, reason: 'open', retryAfterMs: 4_000 });
  expect(circuit.request(4_999)).toEqual({ admitted: false, reason: 'open', retryAfterMs: 1 });
});

test('a late failure from before the break does not re-open, nor make the break longer', () => {
  const { circuit, transitions } = aCircuit();
  const late = Array.from({ length: 30 }, () => permitOf(circuit, 0));
  fail(circuit, 0, 5, 'connect');
  const open = circuit.state(0);
  for (const permit of late.splice(0, 10)) permit.failed(100, 'connect');
  expect(circuit.state(100)).toEqual(open);
  permitOf(circuit, 5_000);
  for (const permit of late.splice(0, 10)) permit.failed(5_000, 'connect');
  expect(circuit.state(5_000)).toMatchObject({ status: 'half-open', permitsOut: 1, successes: 0 });
  succeed(circuit, 5_000, 3);
  for (const permit of late) permit.failed(5_000, 'connect');
  expect(circuit.state(5_000)).toMatchObject({ status: 'closed', connectFailures: 0 });
  expect(transitions).toHaveLength(3);
});

test('a late success from before the break does not close', () => {
  const { circuit } = aCircuit();
  const late = Array.from({ length: 6 }, () => permitOf(circuit, 0));
  fail(circuit, 0, 5, 'connect');
  for (const permit of late.splice(0, 3)) permit.succeeded(100);
  expect(circuit.state(100).status).toBe('open');
  for (const permit of late) permit.succeeded(5_000);
  expect(circuit.state(5_000)).toMatchObject({ status: 'half-open', successes: 0 });
});

test('breaks double up to the longest', () => {
  const { circuit } = anOpenCircuit();
  const breaks: number[] = [];
  for (let opening = 1; opening <= 7; opening += 1) {
    const state = circuit.state(breaks.reduce((sum, each) => sum + each, 0));
    if (state.status !== 'open') throw new Error(state.status);
    breaks.push(state.untilMs - state.sinceMs);
    fail(circuit, state.untilMs);
  }
  expect(breaks).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
});

test.each([
  [0, 4_000],
  [0.5, 5_000],
  [0.75, 5_500],
])('a random number of %d makes the break last %i ms', (random, breakMs) => {
  const { circuit } = aCircuit({}, () => random);
  fail(circuit, 0, 5, 'connect');
  expect(circuit.request(0)).toMatchObject({ retryAfterMs: breakMs });
});

test.each([
  ['soon after closing', 34_999, 10_000],
  ['after a full window closed', 35_000, 5_000],
])('a circuit that opens again %s takes a break accordingly', (_when, atMs, breakMs) => {
  const { circuit } = aRampingCircuit();
  fail(circuit, atMs, 5, 'connect');
  expect(circuit.request(atMs)).toMatchObject({ reason: 'open', retryAfterMs: breakMs });
});

test('an isolated circuit refuses for ever, in a form that JSON can carry', () => {
  const { circuit } = aCircuit();
  circuit.isolate(10);
  expect(circuit.state(1e12)).toEqual({ status: 'isolated', sinceMs: 10 });
  const refusal = circuit.request(1e12);
  expect(refusal).toEqual({ admitted: false, reason: 'isolated', retryAfterMs: null });
  expect(JSON.parse(JSON.stringify(refusal))).toEqual(refusal);
});

test('closing by hand forgets earlier openings, and ramps up', () => {
  const { circuit } = anOpenCircuit();
  fail(circuit, 5_000);
  circuit.close(6_000);
  expect(circuit.state(6_000)).toMatchObject({ status: 'closed', ramp: { limit: 3, inFlight: 0 } });
  fail(circuit, 6_000, 5, 'connect');
  expect(circuit.state(6_000)).toMatchObject({ status: 'open', openings: 1, untilMs: 11_000 });
});

test('closing what is closed, and isolating what is isolated, is not a transition', () => {
  const { circuit, transitions } = aCircuit();
  circuit.close(0);
  circuit.isolate(1);
  circuit.isolate(2);
  expect(transitions).toEqual([{ from: 'closed', to: 'isolated', atMs: 1, reason: 'isolated-by-hand' }]);
});

test('every transition is told, as of the moment it was due', () => {
  const { circuit, transitions } = anOpenCircuit();
  permitOf(circuit, 6_000); // half-open since 5 000; this probe hangs until 16 000, then a break of 10 s
  circuit.state(100_000);
  succeed(circuit, 100_000, 3);
  circuit.isolate(100_001);
  circuit.close(100_002);
  expect(transitions).toEqual([
    { from: 'closed', to: 'open', atMs: 0, reason: 'connect-failures' },
    { from: 'open', to: 'half-open', atMs: 5_000, reason: 'break-over' },
    { from: 'half-open', to: 'open', atMs: 16_000, reason: 'probe-hung' },
    { from: 'open', to: 'half-open', atMs: 26_000, reason: 'break-over' },
    { from: 'half-open', to: 'closed', atMs: 100_000, reason: 'probes-succeeded' },
    { from: 'closed', to: 'isolated', atMs: 100_001, reason: 'isolated-by-hand' },
    { from: 'isolated', to: 'closed', atMs: 100_002, reason: 'closed-by-hand' },
  ]);
});

test('a listener may ask the circuit, and sees the new state', () => {
  const seen: string[] = [];
  const circuit: Circuit = new Circuit(
    {},
    { random: () => 0.5, onTransition: ({ atMs }) => seen.push(circuit.state(atMs).status) },
  );
  fail(circuit, 0, 5, 'connect');
  circuit.state(5_000);
  expect(seen).toEqual(['open', 'half-open']);
});

test('a state is a copy: what happens later does not change it', () => {
  const { circuit } = aRampingCircuit();
  const before = circuit.state(5_000);
  permitOf(circuit, 5_000);
  expect(before).toMatchObject({ ramp: { inFlight: 0 } });
});

test('the defaults are in range', () => {
  expect(() => aCircuit(circuitDefaults)).not.toThrow();
});

const refused: [CircuitOptions, string][] = [
  [{ failureRatio: 50 }, '`failureRatio` must be in (0, 1], got 50'],
  [{ failureRatio: 0 }, '`failureRatio` must be in (0, 1], got 0'],
  [{ failureRatio: Number.NaN }, '`failureRatio` must be in (0, 1], got NaN'],
  [{ windowMs: 0 }, '`windowMs` must be a positive, finite number of milliseconds, got 0'],
  [{ minimumAttempts: 0 }, '`minimumAttempts` must be a positive integer, got 0'],
  [
    { consecutiveConnectFailures: 0.5 },
    '`consecutiveConnectFailures` must be a positive integer or Infinity, got 0.5',
  ],
  [{ breakMs: -1 }, '`breakMs` must be a positive, finite number of milliseconds, got -1'],
  [{ maxBreakMs: 4_000 }, '`maxBreakMs` must be finite and at least `breakMs` (5000), got 4000'],
  [{ breakJitterRatio: 1 }, '`breakJitterRatio` must be in [0, 1), got 1'],
  [{ halfOpenPermits: 0 }, '`halfOpenPermits` must be a positive integer, got 0'],
  [
    { probeTimeoutMs: Number.POSITIVE_INFINITY },
    '`probeTimeoutMs` must be a positive, finite number of milliseconds, got Infinity',
  ],
  [JSON.parse('{"windowMs":"5"}'), '`windowMs` must be a positive, finite number of milliseconds, got "5"'],
];

test.each(refused)('refuses %o', (options, message) => {
  expect(() => aCircuit(options)).toThrow(message);
});
