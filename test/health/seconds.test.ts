import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Seconds, stepSeconds, steps } from '../../src/health/collect/seconds.ts';

describe('counts by the second', () => {
  it('sum what happened in the second under way and the whole ones before it', () => {
    const seconds = new Seconds(['ok']);
    seconds.add(5_000, 'ok');
    seconds.add(9_500, 'ok', 2);
    expect(seconds.sum(15_900, 'ok', 10)).toBe(3);
    expect(seconds.sum(16_000, 'ok', 10)).toBe(2);
  });

  it('forget a gap, however long, at once', () => {
    const seconds = new Seconds(['ok']);
    seconds.add(0, 'ok', 7);
    expect(seconds.sum(1e9, 'ok')).toBe(0);
  });

  it('keep kinds apart', () => {
    const seconds = new Seconds(['ok', 'bad']);
    seconds.add(1_000, 'bad');
    expect([seconds.sum(1_000, 'ok'), seconds.sum(1_000, 'bad')]).toEqual([0, 1]);
  });

  it('give a rate that is exact for a steady stream, wherever in a second it is asked', () => {
    for (const atMs of [59_000, 59_300, 59_950]) {
      const stream = new Seconds(['ok']);
      for (let ms = 0; ms < atMs; ms += 10) stream.add(ms, 'ok');
      expect(stream.rate(atMs, stream.sum(atMs, 'ok', 10))).toBeCloseTo(100, 0);
    }
  });

  it('count as a naive list would, whatever happens when', () => {
    const moments = fc.array(fc.nat(400_000), { maxLength: 200 }).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 120 }), (list, back) => {
        const seconds = new Seconds(['ok']);
        for (const ms of list) seconds.add(ms, 'ok');
        const nowMs = list.at(-1) ?? 0;
        const from = Math.floor(nowMs / 1_000) - back;
        expect(seconds.sum(nowMs, 'ok', back)).toBe(
          list.filter((ms) => Math.floor(ms / 1_000) >= from).length,
        );
      }),
    );
  });

  it('draw steps of three seconds that do not move while time does', () => {
    const seconds = new Seconds(['ok']);
    seconds.add(300_000, 'ok', 4);
    const at = (ms: number): number => seconds.series(ms, ['ok']).indexOf(4);
    expect(at(300_000)).toBe(steps - 1);
    expect(at(302_999)).toBe(steps - 1);
    expect(at(300_000 + stepSeconds * 1_000)).toBe(steps - 2);
    expect(seconds.series(300_000 + steps * stepSeconds * 1_000, ['ok'])).not.toContain(4);
  });
});
