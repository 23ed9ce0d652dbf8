import { expect, test } from 'vitest';
import { Deadline } from '../../src/runtime/deadline.ts';
import { Exchange } from '../../src/runtime/exchange.ts';
import { compose, type Layer } from '../../src/runtime/layer.ts';
import { systemClock } from '../../src/runtime/ports.ts';
import { operations } from '../support/sdk.ts';

const url = 'https://api.example.com/v1/ping';

function anExchange(): Exchange {
  const deadline = new Deadline(1_000, systemClock);
  deadline.lift();
  return new Exchange(operations.publicPing, { url, headers: new Headers(), body: undefined }, deadline, '');
}

/** A layer that writes down when it is passed. */
function aLayer(name: string, log: string[]): Layer {
  return {
    name,
    beforeRequest: (request) => {
      log.push(`${name} before`);
      return request;
    },
    beforeRetry: (request) => {
      log.push(`${name} retry`);
      return request;
    },
    attempt: async (request, _exchange, next) => {
      log.push(`${name} >`);
      const response = await next(request);
      log.push(`< ${name}`);
      return response;
    },
  };
}

test('requests pass from the first layer to the last, replies from the last to the first', async () => {
  const log: string[] = [];
  const onion = compose([aLayer('a', log), aLayer('b', log), aLayer('c', log)], async () => {
    log.push('wire');
    return new Response();
  });

  await onion.attempt(new Request(url), anExchange());

  expect(log).toEqual(['a >', 'b >', 'c >', 'wire', '< c', '< b', '< a']);
});

test('hooks are asked in the same order', async () => {
  const log: string[] = [];
  const onion = compose([aLayer('a', log), aLayer('b', log)], async () => new Response());

  await onion.beforeRequest?.(new Request(url), anExchange());
  await onion.beforeRetry?.(new Request(url), anExchange());

  expect(log).toEqual(['a before', 'b before', 'a retry', 'b retry']);
});

test('each hook gets what the one before it returned', async () => {
  const mark = (value: string): Layer => ({
    name: value,
    beforeRequest: (request) => {
      request.headers.append('x-passed', value);
      return new Request(request);
    },
  });
  const onion = compose([mark('a'), mark('b')], async () => new Response());

  const request = await onion.beforeRequest?.(new Request(url), anExchange());

  expect(request?.headers.get('x-passed')).toBe('a, b');
});

test('a layer has only the functions that it needs', async () => {
  const onion = compose([{ name: 'idle' }], async () => new Response('through'));

  const response = await onion.attempt(new Request(url), anExchange());

  expect(await response.text()).toBe('through');
});

test('a layer may answer without the wire, and the layers outside of it see its answer', async () => {
  const log: string[] = [];
  const refuse: Layer = { name: 'refuse', attempt: async () => new Response(null, { status: 503 }) };
  const onion = compose([aLayer('a', log), refuse], async () => {
    throw new Error('the wire was reached');
  });

  expect((await onion.attempt(new Request(url), anExchange())).status).toBe(503);
  expect(log).toEqual(['a >', '< a']);
});

test('without layers there is only the wire', async () => {
  const onion = compose([], async () => new Response('wire'));
  expect(await (await onion.attempt(new Request(url), anExchange())).text()).toBe('wire');
});
