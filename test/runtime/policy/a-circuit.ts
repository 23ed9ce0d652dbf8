/**
 * Builders for circuit tests: a circuit without jitter that keeps its transitions, and short cuts to
 * the states. Random is 0.5 unless told, which is the middle of the jitter: a break of exactly `breakMs`.
 */

import { Circuit } from '../../../src/runtime/policy/circuit.ts';
import type { CircuitOptions } from '../../../src/runtime/policy/circuit-options.ts';
import type { Admission, Transition } from '../../../src/runtime/policy/circuit-state.ts';
import type { FailureKind, Permit } from '../../../src/runtime/policy/permit.ts';

export interface Recorded {
  readonly circuit: Circuit;
  readonly transitions: Transition[];
}

export function aCircuit(options: CircuitOptions = {}, random: () => number = () => 0.5): Recorded {
  const transitions: Transition[] = [];
  const onTransition = (transition: Transition) => transitions.push(transition);
  return { circuit: new Circuit(options, { random, onTransition }), transitions };
}

/** The permit of an attempt that must be admitted. */
export function permitOf(circuit: Circuit, nowMs: number): Permit {
  const admission = circuit.request(nowMs);
  if (admission.admitted) return admission.permit;
  throw new Error(`refused: ${admission.reason}`);
}

export function succeed(circuit: Circuit, nowMs: number, times = 1): void {
  for (let time = 0; time < times; time += 1) permitOf(circuit, nowMs).succeeded(nowMs);
}

export function fail(circuit: Circuit, nowMs: number, times = 1, kind: FailureKind = 'other'): void {
  for (let time = 0; time < times; time += 1) permitOf(circuit, nowMs).failed(nowMs, kind);
}

/** Asks until refused; gives the permits and the refusal. */
export function fill(circuit: Circuit, nowMs: number): { permits: Permit[]; refusal: Admission } {
  const permits: Permit[] = [];
  for (;;) {
    const admission = circuit.request(nowMs);
    if (!admission.admitted || permits.length > 1_000) return { permits, refusal: admission };
    permits.push(admission.permit);
  }
}

/** A circuit that opened at 0, with a first break of 5 s. */
export function anOpenCircuit(options: CircuitOptions = {}): Recorded {
  const recorded = aCircuit(options);
  fail(recorded.circuit, 0, 5, 'connect');
  return recorded;
}

/** A circuit that opened at 0 and closed at 5 000, when its ramp begins. */
export function aRampingCircuit(options: CircuitOptions = {}): Recorded {
  const recorded = anOpenCircuit(options);
  succeed(recorded.circuit, 5_000, options.halfOpenPermits ?? 3);
  return recorded;
}
