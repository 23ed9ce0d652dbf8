import { expect, test } from 'vitest';
import { aCircuit, anOpenCircuit, aRampingCircuit, fail, fill, permitOf } from './a-circuit.ts';

test('reset makes an open circuit as if new: no ramp, no earlier openings', () => {
  const { circuit, transitions } = anOpenCircuit();
  circuit.reset(1_000);

  expect(circuit.state(1_000)).toEqual({ status: 'closed', connectFailures: 0, ramp: null });
  expect(transitions.at(-1)).toEqual({ from: 'open', to: 'closed', atMs: 1_000, reason: 'reset-by-hand' });
  fail(circuit, 1_000, 5, 'connect');
  expect(circuit.state(1_000)).toMatchObject({ openings: 1 });
});

test('reset forgets what a closed circuit has counted, without a change of state', () => {
  const { circuit, transitions } = aCircuit();
  fail(circuit, 0, 4, 'connect');
  circuit.reset(0);

  expect(circuit.state(0)).toMatchObject({ connectFailures: 0 });
  expect(circuit.counts(0)).toEqual({ attempts: 0, failures: 0, slow: 0 });
  expect(transitions).toEqual([]);
});

test('reset ends a ramp, where close begins one', () => {
  const { circuit } = aRampingCircuit();
  circuit.reset(5_000);
  expect(fill(circuit, 5_000).permits.length).toBeGreaterThan(1_000);
});

test('the verdict of an attempt from before a reset changes nothing', () => {
  const { circuit } = aCircuit({ minimumAttempts: 1 });
  const permit = permitOf(circuit, 0);
  circuit.reset(0);
  permit.failed(0, 'other');
  expect(circuit.counts(0)).toEqual({ attempts: 0, failures: 0, slow: 0 });
});

test('a probe that hangs across a reset holds nothing', () => {
  const { circuit } = anOpenCircuit({ halfOpenPermits: 1 });
  permitOf(circuit, 5_000);
  circuit.reset(5_000);
  expect(circuit.state(1e6).status).toBe('closed');
});
