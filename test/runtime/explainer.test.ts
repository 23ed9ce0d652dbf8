import '../support/leaks.ts';
import { expect, test } from 'vitest';
import { createBareClient, createClient } from '../../src/generated/index.ts';

const baseUrl = 'https://api.example.com';

test.each(['portfolio.get', 'getPortfolio'])('an endpoint is explained by name: %s', async (name) => {
  await using api = createClient({ baseUrl, resilience: { byResource: { portfolio: { retry: false } } } });
  expect(api.explain(name)).toMatchObject({ operation: 'getPortfolio', method: 'GET', retry: undefined });
});

test('every endpoint of the grouped face has an explanation', async () => {
  await using api = createClient({ baseUrl });
  for (const [namespace, endpoints] of Object.entries({ contacts: api.contacts, events: api.events })) {
    for (const name of Object.keys(endpoints)) {
      expect(String(api.explain(`${namespace}.${name}`))).toContain('30000 ms in all');
    }
  }
});

test('a name that no endpoint has is refused, with those there are', async () => {
  await using api = createClient({ baseUrl });
  expect(() => api.explain('portfolio.gett')).toThrow(
    'There is no endpoint named "portfolio.gett". There are: portfolio.create, ',
  );
});

test('a client without the grouped face says what it can explain', async () => {
  await using client = createBareClient({ baseUrl });
  expect(() => client.explain('portfolio.get')).toThrow('Explain the operation itself');
});
