import { expect, test, vi } from 'vitest';
import { Deadline } from '../../../src/runtime/deadline.ts';
import { Exchange } from '../../../src/runtime/exchange.ts';
import { Fields } from '../../../src/runtime/fields.ts';
import { AttemptTimeout, patience } from '../../../src/runtime/layers/patience.ts';
import { systemClock } from '../../../src/runtime/ports.ts';
import { operations } from '../../support/sdk.ts';
import { useFakeTime } from '../../support/time.ts';

useFakeTime();

function anExchange(): Exchange {
  const url = 'https://api.example.com/v1/ping';
  const deadline = new Deadline(60_000, systemClock);
  deadline.lift();
  return new Exchange(operations.publicPing, { url, headers: new Fields(), body: undefined }, deadline, '');
}

test('a request that is not answered in its time is ended, and the call is not', () => {
  const exchange = anExchange();
  const outgoing = exchange.outgoing();
  patience(100).attempt(outgoing, exchange, () => new Promise(() => {}));

  vi.advanceTimersByTime(99);
  expect(outgoing.cancellation.isCancelled).toBe(false);
  vi.advanceTimersByTime(1);

  expect(outgoing.cancellation.reason).toBeInstanceOf(AttemptTimeout);
  expect(exchange.deadline.hasEnded).toBe(false);
});

test('once it is answered or has failed, no timer is left', async () => {
  const exchange = anExchange();
  const layer = patience(100);

  await layer.attempt(exchange.outgoing(), exchange, async () => new Response());
  const failing = layer.attempt(exchange.outgoing(), exchange, () => Promise.reject(new Error('reset')));
  await expect(failing).rejects.toThrow('reset');

  expect(vi.getTimerCount()).toBe(0);
});

test('a request ends with its call', () => {
  const exchange = anExchange();
  const outgoing = exchange.outgoing();

  exchange.deadline.abort('enough');

  expect(outgoing.cancellation.reason).toBe('enough');
  expect(outgoing.signal.reason).toBe('enough');
});
