/**
 * The circuit under random interleavings of callers, aborts, hung probes, operators and time, held
 * against what must be true of every one of them.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Circuit } from '../../../src/runtime/policy/circuit.ts';
import { type CircuitOptions, circuitDefaults } from '../../../src/runtime/policy/circuit-options.ts';
import type { Permit } from '../../../src/runtime/policy/permit.ts';
import { aCircuit, fill, type Recorded } from './a-circuit.ts';
import { ReferenceCircuit } from './circuit.reference.ts';

type Step =
  | { readonly type: 'request' }
  | {
      readonly type: 'end';
      readonly which: number;
      readonly how: 'success' | 'connect' | 'other' | 'abandon';
    }
  | { readonly type: 'end-again'; readonly which: number }
  | { readonly type: 'isolate' }
  | { readonly type: 'close' }
  | { readonly type: 'reset' }
  | { readonly type: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 10, arbitrary: fc.constant<Step>({ type: 'request' }) },
  {
    weight: 10,
    arbitrary: fc.record({
      type: fc.constant('end' as const),
      which: fc.nat(),
      how: fc.constantFrom('success' as const, 'connect' as const, 'other' as const, 'abandon' as const),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('end-again' as const), which: fc.nat() }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.nat(1_500) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.nat(100_000) }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ type: 'isolate' }, { type: 'close' }, { type: 'reset' }) },
);

const options: fc.Arbitrary<CircuitOptions> = fc.record({
  windowMs: fc.constantFrom(500, 5_000, 30_000),
  failureRatio: fc.constantFrom(0.1, 0.5, 1),
  minimumAttempts: fc.integer({ min: 1, max: 6 }),
  slowCallMs: fc.constantFrom(100, 1_000, Number.POSITIVE_INFINITY),
  slowCallRatio: fc.constantFrom(0.1, 0.5, 1),
  consecutiveConnectFailures: fc.integer({ min: 1, max: 4 }),
  breakMs: fc.integer({ min: 1, max: 5_000 }),
  halfOpenPermits: fc.integer({ min: 1, max: 4 }),
  probeTimeoutMs: fc.integer({ min: 1, max: 3_000 }),
});

const story = fc.record({
  options,
  // Without it fast-check tells short stories, in which hardly a circuit opens twice.
  steps: fc.array(step, { maxLength: 120, size: 'max' }),
  draws: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
    minLength: 1,
    maxLength: 8,
  }),
});

type Story = typeof story extends fc.Arbitrary<infer Value> ? Value : never;

/** What the story has for chance, again from the start when it is used up. */
function chance({ draws }: Pick<Story, 'draws'>): () => number {
  let drawn = 0;
  return () => {
    drawn += 1;
    return draws[(drawn - 1) % draws.length] ?? 0;
  };
}

/** Plays a story step by step. Permits still out at the end are left to hang. */
class Play {
  readonly recorded: Recorded;
  readonly out: Permit[] = [];
  readonly ended: Permit[] = [];
  nowMs = 0;

  constructor({ options: chosen, draws }: Story) {
    this.recorded = aCircuit(chosen, chance({ draws }));
  }

  get circuit(): Circuit {
    return this.recorded.circuit;
  }

  take(next: Step): void {
    if (next.type === 'request') this.#request();
    if (next.type === 'end') this.#end(next.which, next.how);
    if (next.type === 'end-again') endEveryWay(this.ended[next.which % this.ended.length], this.nowMs);
    if (next.type === 'isolate') this.circuit.isolate(this.nowMs);
    if (next.type === 'close') this.circuit.close(this.nowMs);
    if (next.type === 'reset') this.circuit.reset(this.nowMs);
    if (next.type === 'wait') this.nowMs += next.ms;
  }

  #request(): void {
    const admission = this.circuit.request(this.nowMs);
    if (admission.admitted) this.out.push(admission.permit);
  }

  #end(which: number, how: 'success' | 'connect' | 'other' | 'abandon'): void {
    const [permit] = this.out.splice(which % Math.max(1, this.out.length), 1);
    if (permit === undefined) return;
    this.ended.push(permit);
    if (how === 'success') permit.succeeded(this.nowMs);
    else if (how === 'abandon') permit.abandoned(this.nowMs);
    else permit.failed(this.nowMs, how);
  }
}

function endEveryWay(permit: Permit | undefined, nowMs: number): void {
  permit?.failed(nowMs, 'connect');
  permit?.failed(nowMs, 'other');
  permit?.abandoned(nowMs);
  permit?.succeeded(nowMs);
}

function everything({ circuit, nowMs, recorded }: Play) {
  return {
    state: circuit.state(nowMs),
    counts: circuit.counts(nowMs),
    transitions: [...recorded.transitions],
  };
}

const runs = { numRuns: 200 };

test('a permit that has ended never counts again, in any state', () => {
  fc.assert(
    fc.property(story, (told) => {
      const play = new Play(told);
      for (const next of told.steps) {
        play.take(next);
        const before = everything(play);
        for (const permit of play.ended) endEveryWay(permit, play.nowMs);
        expect(everything(play)).toEqual(before);
      }
    }),
    runs,
  );
});

test('half-open never has more permits out than allowed, and always says how many', () => {
  fc.assert(
    fc.property(story, (told) => {
      const play = new Play(told);
      const limit = told.options.halfOpenPermits ?? circuitDefaults.halfOpenPermits;
      for (const next of told.steps) {
        play.take(next);
        const state = play.circuit.state(play.nowMs);
        if (state.status !== 'half-open') continue;
        expect(state.permitsOut).toBeLessThanOrEqual(limit);
        expect(state.permitsOut).toBeLessThanOrEqual(play.out.length);
        const free = limit - state.permitsOut;
        const { permits } = fill(play.circuit, play.nowMs);
        expect(permits).toHaveLength(free);
        for (const permit of permits) permit.abandoned(play.nowMs);
      }
    }),
    runs,
  );
});

test('a refusal agrees with the state, and its hint is a finite number of at least 0 or null', () => {
  const reasonOf = { closed: 'ramping', open: 'open', 'half-open': 'half-open', isolated: 'isolated' };
  fc.assert(
    fc.property(story, (told) => {
      const play = new Play(told);
      for (const next of told.steps) {
        play.take(next);
        const admission = play.circuit.request(play.nowMs);
        if (admission.admitted) {
          admission.permit.abandoned(play.nowMs);
          continue;
        }
        expect(admission.reason).toBe(reasonOf[play.circuit.state(play.nowMs).status]);
        if (admission.reason === 'isolated') continue;
        expect(Number.isFinite(admission.retryAfterMs)).toBe(true);
        expect(admission.retryAfterMs).toBeGreaterThan(0);
      }
    }),
    runs,
  );
});

test('transitions form a chain in time, along the lines of the diagram', () => {
  const lines = ['closed>open', 'open>half-open', 'half-open>open', 'half-open>closed', 'open>closed'];
  const byHand = ['closed>isolated', 'open>isolated', 'half-open>isolated', 'isolated>closed'];
  fc.assert(
    fc.property(story, (told) => {
      const play = new Play(told);
      for (const next of told.steps) play.take(next);
      let status = 'closed';
      let atMs = 0;
      for (const transition of play.recorded.transitions) {
        expect(transition.from).toBe(status);
        expect([...lines, ...byHand]).toContain(`${transition.from}>${transition.to}`);
        expect(transition.atMs).toBeGreaterThanOrEqual(atMs);
        expect(transition.atMs).toBeLessThanOrEqual(play.nowMs);
        ({ to: status, atMs } = transition);
      }
    }),
    runs,
  );
});

test('a break lasts as long as its place in the row says, give or take the jitter', () => {
  fc.assert(
    fc.property(story, (told) => {
      const play = new Play(told);
      const { breakMs, maxBreakMs, breakJitterRatio } = { ...circuitDefaults, ...told.options };
      for (const next of told.steps) {
        play.take(next);
        const state = play.circuit.state(play.nowMs);
        if (state.status !== 'open') continue;
        const meanMs = Math.min(maxBreakMs, breakMs * 2 ** (state.openings - 1));
        const share = (state.untilMs - state.sinceMs) / meanMs;
        expect(Math.abs(share - 1)).toBeLessThanOrEqual(breakJitterRatio + 1e-6);
        expect(state.failures + state.slow).toBeGreaterThan(0);
        expect(state.slow).toBeLessThanOrEqual(state.attempts);
        expect(state.failures).toBeLessThanOrEqual(state.attempts);
      }
    }),
    runs,
  );
});

test('looking at a circuit changes nothing: it ends the same whether watched or not', () => {
  fc.assert(
    fc.property(story, fc.integer({ min: 1, max: 700 }), (told, everyMs) => {
      const unwatched = new Play(told);
      const watched = new Play(told);
      for (const next of told.steps) {
        unwatched.take(next);
        if (next.type === 'wait') {
          const upTo = Math.min(next.ms, everyMs * 50);
          for (let ms = 0; ms < upTo; ms += everyMs) watched.circuit.state(watched.nowMs + ms);
        }
        watched.take(next);
        watched.circuit.counts(watched.nowMs);
      }
      expect(everything(watched)).toEqual(everything(unwatched));
    }),
    runs,
  );
});

test('never stuck: whatever happened, and whatever still hangs, time and successes bring it back', () => {
  fc.assert(
    fc.property(story, (told) => {
      const play = new Play(told);
      const { maxBreakMs, probeTimeoutMs, windowMs, halfOpenPermits } = {
        ...circuitDefaults,
        ...told.options,
      };
      for (const next of told.steps) play.take(next);
      if (play.circuit.state(play.nowMs).status === 'isolated') play.circuit.close(play.nowMs);
      play.nowMs += probeTimeoutMs + 1.2 * maxBreakMs;
      // A ramp may still be full of attempts that hang; it is over after a window.
      if (play.circuit.state(play.nowMs).status === 'closed') play.nowMs += windowMs;
      for (let success = 0; success < halfOpenPermits; success += 1) {
        const admission = play.circuit.request(play.nowMs);
        expect(admission.admitted).toBe(true);
        if (admission.admitted) admission.permit.succeeded(play.nowMs);
      }
      expect(play.circuit.state(play.nowMs).status).toBe('closed');
      expect(fill(play.circuit, play.nowMs + windowMs).permits.length).toBeGreaterThan(100);
    }),
    runs,
  );
});

test('it shows the same as a circuit written the plainest way, after every step', () => {
  fc.assert(
    fc.property(story, (told) => {
      const play = new Play(told);
      const reference = new ReferenceCircuit({ ...circuitDefaults, ...told.options }, chance(told));
      const out: NonNullable<ReturnType<ReferenceCircuit['request']>>[] = [];
      for (const next of told.steps) {
        if (next.type === 'request') {
          const taken = reference.request(play.nowMs);
          if (taken) out.push(taken);
        }
        if (next.type === 'end') {
          const [taken] = out.splice(next.which % Math.max(1, out.length), 1);
          if (taken) reference.end(taken, next.how, play.nowMs);
        }
        if (next.type === 'isolate') reference.isolate(play.nowMs);
        if (next.type === 'close') reference.close(play.nowMs);
        if (next.type === 'reset') reference.reset(play.nowMs);
        play.take(next);
        expect(play.circuit.state(play.nowMs)).toEqual(reference.shown(play.nowMs));
        expect(play.out).toHaveLength(out.length);
      }
    }),
    runs,
  );
});
