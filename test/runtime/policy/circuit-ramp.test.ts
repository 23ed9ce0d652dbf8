import { expect, test } from 'vitest';
import { anOpenCircuit, aRampingCircuit, fail, fill, permitOf, succeed } from './a-circuit.ts';

test('right after closing no more are in flight than there were probes', () => {
  const { circuit } = aRampingCircuit();
  const { permits, refusal } = fill(circuit, 5_000);
  expect(permits).toHaveLength(3);
  expect(refusal).toEqual({ admitted: false, reason: 'ramping', retryAfterMs: 1_000 });
});

test('a lone caller, one attempt at a time, is never refused', () => {
  const { circuit } = anOpenCircuit();
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const permit = permitOf(circuit, 5_000 + attempt);
    if (attempt > 3 && attempt % 3 === 0) permit.failed(5_000 + attempt, 'other');
    else permit.succeeded(5_000 + attempt);
  }
  expect(circuit.state(6_000).status).toBe('closed');
});

test('the room doubles per round trip, and the ramp ends at a hundred', () => {
  const { circuit } = aRampingCircuit();
  const rounds: number[] = [];
  for (let round = 0; circuit.state(5_000 + round).status === 'closed' && rounds.length < 7; round += 1) {
    const { permits } = fill(circuit, 5_000 + round);
    rounds.push(permits.length);
    for (const permit of permits) permit.succeeded(5_000 + round);
  }
  expect(rounds.slice(0, 6)).toEqual([3, 6, 12, 24, 48, 96]);
  expect(rounds[6]).toBeGreaterThan(1_000);
  expect(circuit.state(5_100)).toMatchObject({ ramp: null });
});

test('failures and aborts free their place, and leave the limit where it is', () => {
  const { circuit } = aRampingCircuit();
  fail(circuit, 5_000, 2);
  permitOf(circuit, 5_000).abandoned(5_000);
  expect(circuit.state(5_000)).toMatchObject({ ramp: { limit: 3, inFlight: 0 } });
});

test('attempts that never end hold the ramp up for a window at most', () => {
  const { circuit } = aRampingCircuit();
  fill(circuit, 5_000);
  expect(circuit.request(34_999)).toMatchObject({ reason: 'ramping', retryAfterMs: 1 });
  expect(circuit.request(35_000)).toMatchObject({ admitted: true });
});

test('probes still in flight when it closes take room in the ramp, and no part in its growth', () => {
  const { circuit } = anOpenCircuit();
  const stragglers = [permitOf(circuit, 5_000), permitOf(circuit, 5_000)];
  succeed(circuit, 5_000, 3);
  expect(circuit.state(5_000)).toMatchObject({ status: 'closed', ramp: { limit: 3, inFlight: 2 } });
  for (const straggler of stragglers) straggler.succeeded(5_000);
  expect(circuit.state(5_000)).toMatchObject({ ramp: { limit: 3, inFlight: 0 } });
});

test('a circuit can open during the ramp', () => {
  const { circuit } = aRampingCircuit();
  fail(circuit, 5_000, 20);
  expect(circuit.state(5_000)).toMatchObject({ status: 'open', reason: 'failure-ratio', openings: 2 });
});

test('as many permits as the ramp could ever give make a ramp pointless', () => {
  const { circuit } = aRampingCircuit({ halfOpenPermits: 100 });
  expect(circuit.state(5_000)).toMatchObject({ status: 'closed', ramp: null });
});
