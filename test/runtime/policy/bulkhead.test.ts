import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { Bulkhead, type Waiter } from '../../../src/runtime/policy/bulkhead.ts';
import type { Priority } from '../../../src/runtime/policy/queue.ts';

function aWaiter(name = '', log: string[] = []): Waiter {
  return { enter: vi.fn(() => log.push(name)), giveWay: vi.fn(() => log.push(`${name} gives way`)) };
}

test('so many enter, and no more', () => {
  const bulkhead = new Bulkhead(2, 0);
  expect([bulkhead.tryEnter(), bulkhead.tryEnter(), bulkhead.tryEnter()]).toEqual([true, true, false]);
  expect(bulkhead.queue(aWaiter(), 'user')).toBe(false);
});

test('who leaves lets the next in: users first, and each kind in its order', () => {
  const log: string[] = [];
  const bulkhead = new Bulkhead(1, 10);
  bulkhead.tryEnter();
  bulkhead.queue(aWaiter('b1', log), 'background');
  bulkhead.queue(aWaiter('u1', log), 'user');
  bulkhead.queue(aWaiter('b2', log), 'background');
  bulkhead.queue(aWaiter('u2', log), 'user');

  for (let count = 0; count < 4; count += 1) bulkhead.leave();

  expect(log).toEqual(['u1', 'u2', 'b1', 'b2']);
});

test('in a full queue the youngest background waiter gives way to a user, never the other way round', () => {
  const log: string[] = [];
  const bulkhead = new Bulkhead(1, 2);
  bulkhead.tryEnter();
  bulkhead.queue(aWaiter('b1', log), 'background');
  bulkhead.queue(aWaiter('b2', log), 'background');

  expect(bulkhead.queue(aWaiter('b3', log), 'background')).toBe(false);
  expect(bulkhead.queue(aWaiter('u1', log), 'user')).toBe(true);
  expect(bulkhead.queue(aWaiter('u2', log), 'user')).toBe(true);
  expect(bulkhead.queue(aWaiter('u3', log), 'user')).toBe(false);
  expect(log).toEqual(['b2 gives way', 'b1 gives way']);
});

test('nobody overtakes a waiter, even when there is room for a moment', () => {
  const bulkhead = new Bulkhead(1, 1);
  bulkhead.tryEnter();
  bulkhead.queue(aWaiter(), 'user');
  bulkhead.leave();
  expect(bulkhead.tryEnter()).toBe(false);
  expect(bulkhead.inside).toBe(1);
});

test('a waiter that gives up is passed over', () => {
  const bulkhead = new Bulkhead(1, 2);
  const [gone, next] = [aWaiter(), aWaiter()];
  bulkhead.tryEnter();
  bulkhead.queue(gone, 'user');
  bulkhead.queue(next, 'user');
  bulkhead.forget(gone);
  bulkhead.leave();
  expect(gone.enter).not.toHaveBeenCalled();
  expect(next.enter).toHaveBeenCalledOnce();
});

test('a limit that grows lets waiters in, and one that shrinks sends nobody out', () => {
  const bulkhead = new Bulkhead(1, 2);
  const [first, second] = [aWaiter(), aWaiter()];
  bulkhead.tryEnter();
  bulkhead.queue(first, 'user');
  bulkhead.queue(second, 'user');
  bulkhead.setLimit(3);
  expect(bulkhead.inside).toBe(3);
  bulkhead.setLimit(1);
  bulkhead.leave();
  bulkhead.leave();
  expect(bulkhead.tryEnter()).toBe(false);
  bulkhead.leave();
  expect(bulkhead.tryEnter()).toBe(true);
});

type Move = { readonly type: 'come'; readonly priority: Priority } | { readonly type: 'go' | 'give up' };

test('whatever happens, room is never free while somebody waits, and comes back whole', () => {
  const move: fc.Arbitrary<Move> = fc.oneof(
    fc.record({
      type: fc.constant('come' as const),
      priority: fc.constantFrom<Priority>('user', 'background'),
    }),
    fc.record({ type: fc.constantFrom('go' as const, 'give up' as const) }),
  );
  fc.assert(
    fc.property(
      fc.array(move, { maxLength: 80 }),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(4),
      (moves, limit, size) => {
        const bulkhead = new Bulkhead(limit, size);
        const waiting: Waiter[] = [];
        let inside = 0;
        const drop = (waiter: Waiter): void => void waiting.splice(waiting.indexOf(waiter), 1);
        for (const next of moves) {
          if (next.type === 'come') {
            const waiter: Waiter = {
              enter: () => {
                inside += 1;
                drop(waiter);
              },
              giveWay: () => drop(waiter),
            };
            if (bulkhead.tryEnter()) inside += 1;
            else if (bulkhead.queue(waiter, next.priority)) waiting.push(waiter);
          }
          if (next.type === 'go' && inside > 0) {
            inside -= 1;
            bulkhead.leave();
          }
          const [impatient] = waiting;
          if (next.type === 'give up' && impatient) {
            bulkhead.forget(impatient);
            drop(impatient);
          }
          expect([bulkhead.inside, bulkhead.queued]).toEqual([inside, waiting.length]);
          expect(inside).toBeLessThanOrEqual(limit);
          expect(waiting.length).toBeLessThanOrEqual(size);
          if (waiting.length > 0) expect(inside).toBe(limit);
        }
      },
    ),
    { numRuns: 300 },
  );
});
