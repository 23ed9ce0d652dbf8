import { expect, test, vi } from 'vitest';
import { AttemptTimeout, ConnectTimeout, patience } from '../../../src/runtime/layers/patience.ts';
import { systemClock } from '../../../src/runtime/ports.ts';
import { anExchange } from '../../support/exchange.ts';
import { useFakeTime } from '../../support/time.ts';

useFakeTime();

const resilience = { timeout: { attemptMs: 100, connectMs: 30 } };
const layer = patience(systemClock);

test('a request that is not answered in its time is ended, and the call is not', () => {
  const exchange = anExchange({ resilience });
  const outgoing = exchange.outgoing();
  layer.attempt(outgoing, exchange, () => new Promise(() => {}));

  vi.advanceTimersByTime(99);
  expect(outgoing.cancellation.isCancelled).toBe(false);
  vi.advanceTimersByTime(1);

  expect(outgoing.cancellation.reason).toBeInstanceOf(AttemptTimeout);
  expect(exchange.deadline.hasEnded).toBe(false);
});

test('once it is answered or has failed, no timer is left', async () => {
  const exchange = anExchange({ resilience });

  await layer.attempt(exchange.outgoing(), exchange, async () => new Response());
  const failing = layer.attempt(exchange.outgoing(), exchange, () => Promise.reject(new Error('reset')));
  await expect(failing).rejects.toThrow('reset');
  const connecting = exchange.outgoing();
  const refused = layer.attempt(connecting, exchange, () => {
    connecting.connection?.awaited();
    return Promise.reject(new Error('refused'));
  });
  await expect(refused).rejects.toThrow('refused');

  expect(vi.getTimerCount()).toBe(0);
});

test('a request ends with its call', () => {
  const exchange = anExchange({ resilience });
  const outgoing = exchange.outgoing();

  exchange.deadline.abort('enough');

  expect(outgoing.cancellation.reason).toBe('enough');
  expect(outgoing.signal.reason).toBe('enough');
});

test('a request that gets no connection in its time is ended before it has left', () => {
  const exchange = anExchange({ resilience });
  const outgoing = exchange.outgoing();
  layer.attempt(outgoing, exchange, () => new Promise(() => {}));

  outgoing.connection?.awaited();
  vi.advanceTimersByTime(29);
  expect(outgoing.cancellation.isCancelled).toBe(false);
  vi.advanceTimersByTime(1);

  expect(outgoing.cancellation.reason).toBeInstanceOf(ConnectTimeout);
});

test('once it has a connection, the time of the attempt alone counts', () => {
  const exchange = anExchange({ resilience });
  const outgoing = exchange.outgoing();
  layer.attempt(outgoing, exchange, () => new Promise(() => {}));

  outgoing.connection?.awaited();
  vi.advanceTimersByTime(29);
  outgoing.connection?.given();
  vi.advanceTimersByTime(70);
  expect(outgoing.cancellation.isCancelled).toBe(false);
  vi.advanceTimersByTime(1);

  expect(outgoing.cancellation.reason).not.toBeInstanceOf(ConnectTimeout);
  expect(outgoing.cancellation.reason).toBeInstanceOf(AttemptTimeout);
});

test('a transport that cannot tell when it connects has the time of the attempt', () => {
  const exchange = anExchange({ resilience });
  const outgoing = exchange.outgoing();
  layer.attempt(outgoing, exchange, () => new Promise(() => {}));

  vi.advanceTimersByTime(99);

  expect(outgoing.cancellation.isCancelled).toBe(false);
  expect(vi.getTimerCount()).toBe(1);
});

test('while its body is being taken a request is not late: its time begins anew with every piece', () => {
  const exchange = anExchange({ resilience });
  const outgoing = exchange.outgoing();
  layer.attempt(outgoing, exchange, () => new Promise(() => {}));

  for (let piece = 0; piece < 50; piece += 1) {
    vi.advanceTimersByTime(99);
    outgoing.connection?.taken();
  }
  expect(outgoing.cancellation.isCancelled).toBe(false);
  vi.advanceTimersByTime(99);
  expect(outgoing.cancellation.isCancelled).toBe(false);
  vi.advanceTimersByTime(1);

  expect(outgoing.cancellation.reason).toBeInstanceOf(AttemptTimeout);
});
