import { expect, test } from 'vitest';
import { compose, type Layer } from '../../src/runtime/layer.ts';
import { anExchange } from '../support/exchange.ts';

/** A layer that writes down when it is passed. */
function aLayer(name: string, log: string[]): Layer {
  return {
    name,
    attempt: async (outgoing, _exchange, next) => {
      log.push(`${name} >`);
      const received = await next(outgoing);
      log.push(`< ${name}`);
      return received;
    },
  };
}

test('requests pass from the first layer to the last, replies from the last to the first', async () => {
  const log: string[] = [];
  const exchange = anExchange();
  const onion = compose([aLayer('a', log), aLayer('b', log), aLayer('c', log)], async () => {
    log.push('wire');
    return new Response();
  });

  await onion(exchange.outgoing(), exchange);

  expect(log).toEqual(['a >', 'b >', 'c >', 'wire', '< c', '< b', '< a']);
});

test('each layer gets the request that the one before it passed on', async () => {
  const exchange = anExchange();
  const mark = (value: string): Layer => ({
    name: value,
    attempt: (outgoing, _exchange, next) => {
      outgoing.headers.append('x-passed', value);
      return next(outgoing);
    },
  });
  const onion = compose([mark('a'), mark('b')], async ({ headers }) => new Response(headers.get('x-passed')));

  expect(await (await onion(exchange.outgoing(), exchange)).text()).toBe('a, b');
});

test('a layer may answer without the wire, and the layers outside of it see its answer', async () => {
  const log: string[] = [];
  const exchange = anExchange();
  const refuse: Layer = { name: 'refuse', attempt: async () => new Response(null, { status: 503 }) };
  const onion = compose([aLayer('a', log), refuse], async () => {
    throw new Error('the wire was reached');
  });

  expect((await onion(exchange.outgoing(), exchange)).status).toBe(503);
  expect(log).toEqual(['a >', '< a']);
});

test('without layers there is only the wire', async () => {
  const exchange = anExchange();
  const onion = compose([], async () => new Response('wire'));
  expect(await (await onion(exchange.outgoing(), exchange)).text()).toBe('wire');
});
