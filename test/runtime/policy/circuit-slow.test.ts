import { expect, test } from 'vitest';
import { aCircuit, anOpenCircuit, permitOf, succeed } from './a-circuit.ts';

const slowly = { slowCallMs: 1_000, slowCallRatio: 0.5, minimumAttempts: 4 };

/** An attempt that begins now and succeeds that much later. */
function succeedAfter(circuit: ReturnType<typeof aCircuit>['circuit'], nowMs: number, ms: number): void {
  permitOf(circuit, nowMs).succeeded(nowMs + ms);
}

test('half of the attempts being slow opens it, though all succeeded', () => {
  const { circuit, transitions } = aCircuit(slowly);
  succeed(circuit, 0, 2);
  succeedAfter(circuit, 0, 1_000);
  expect(circuit.state(1_000).status).toBe('closed');
  succeedAfter(circuit, 0, 1_000);

  expect(circuit.state(1_000)).toMatchObject({ reason: 'slow-calls', attempts: 4, failures: 0, slow: 2 });
  expect(transitions).toMatchObject([{ from: 'closed', to: 'open', reason: 'slow-calls' }]);
});

test('slow means from `slowCallMs` on, and is off unless asked for', () => {
  const { circuit } = aCircuit({ ...slowly, minimumAttempts: 1 });
  succeedAfter(circuit, 0, 999);
  expect(circuit.state(999).status).toBe('closed');
  const { circuit: patient } = aCircuit({ minimumAttempts: 1 });
  succeedAfter(patient, 0, 1e9);
  expect(patient.state(1e9).status).toBe('closed');
});

test('a quick success never opens it, however many were slow before', () => {
  const { circuit } = aCircuit({ ...slowly, minimumAttempts: 5 });
  for (let count = 0; count < 4; count += 1) succeedAfter(circuit, 0, 1_000);
  succeedAfter(circuit, 1_000, 0);
  expect(circuit.state(1_000).status).toBe('closed');
});

test('an attempt that was abandoned is not slow, however long it took', () => {
  const { circuit } = aCircuit({ ...slowly, minimumAttempts: 1 });
  permitOf(circuit, 0).abandoned(1e6);
  expect(circuit.counts(1e6)).toEqual({ attempts: 0, failures: 0, slow: 0 });
});

test('a slow probe opens it again: the origin is back, but not well', () => {
  const { circuit } = anOpenCircuit({ slowCallMs: 1_000, halfOpenPermits: 1 });
  succeedAfter(circuit, 5_000, 1_000);
  expect(circuit.state(6_000)).toMatchObject({ status: 'open', reason: 'probe-slow', openings: 2 });
});
