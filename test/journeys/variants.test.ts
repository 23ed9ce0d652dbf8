/** Reads of one URL that differ in their headers: what `Vary` says, and what the key holds: RFC 9111 §4.1. */

import { expect, test } from 'vitest';
import type { CacheOptions } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import { getPortfolio } from '../support/sdk.ts';
import { useFakeTime } from '../support/time.ts';
import { aReply, type FakeWire, fakeWire } from '../support/wire.ts';

useFakeTime();

/** Answers in the language that was asked for, and says that it does. */
function aTranslatedApi(vary = 'Accept-Language') {
  const wire: FakeWire = fakeWire();
  wire.always((request) => {
    const name = request.headers.get('accept-language') ?? 'none';
    return aReply(200, { id: 'p1', name }, { 'cache-control': 'max-age=60', vary });
  });
  return wire;
}

function aReader(wire: FakeWire, cache: CacheOptions) {
  const api = aClient({ wire, cache });
  return async (language: string, others: Record<string, string> = {}) => {
    const headers = { 'Accept-Language': language, ...others };
    const { data, cache } = await getPortfolio(api, { portfolioId: 'p1' }, { headers }).withResponse();
    return `${data.name} ${cache}`;
  };
}

const byVary: CacheOptions = { mode: 'http', keyHeaders: [] };

test('a header that the reply does not vary on makes no difference, where the key holds no headers', async () => {
  const wire = aTranslatedApi();
  const read = aReader(wire, byVary);
  expect([await read('de', { 'X-Call': '1' }), await read('de', { 'X-Call': '2' })]).toEqual([
    'de miss',
    'de hit',
  ]);
});

test('where nobody says which headers count, all do', async () => {
  const wire = aTranslatedApi();
  const read = aReader(wire, { mode: 'http' });
  expect([await read('de', { 'X-Tenant': '1' }), await read('de', { 'X-Tenant': '2' })]).toEqual([
    'de miss',
    'de miss',
  ]);
});

test('a header that is named counts, whatever the reply says', async () => {
  const wire = aTranslatedApi();
  const read = aReader(wire, { ...byVary, keyHeaders: ['X-Tenant'] });
  const tenants = ['1', '2', '1'].map((tenant) => () => read('de', { 'x-tenant': tenant, 'X-Call': tenant }));
  const seen: string[] = [];
  for (const visit of tenants) seen.push(await visit());
  expect(seen).toEqual(['de miss', 'de miss', 'de hit']);
});

test('variants are kept side by side', async () => {
  const wire = aTranslatedApi();
  const read = aReader(wire, byVary);
  const seen: string[] = [];
  for (const language of ['de', 'fr', 'de', 'fr', 'it']) seen.push(await read(language));
  expect(seen).toEqual(['de miss', 'fr miss', 'de hit', 'fr hit', 'it miss']);
});

test('who joins a flight that brings another variant gets its own', async () => {
  const wire = aTranslatedApi();
  const read = aReader(wire, byVary);
  const seen = await Promise.all(['de', 'fr', 'fr', 'de'].map((language) => read(language)));
  expect(seen.map((each) => each.split(' ')[0])).toEqual(['de', 'fr', 'fr', 'de']);
  expect(wire.requests).toHaveLength(2);
});

test('a reply that varies on everything is kept for nobody, and shared with nobody who asks otherwise', async () => {
  const wire = aTranslatedApi('*');
  const read = aReader(wire, byVary);
  const seen = await Promise.all([read('de'), read('fr')]);
  expect([...seen, await read('de')]).toEqual(['de miss', 'fr miss', 'de miss']);
});

test('a write outdates every variant', async () => {
  const wire = aTranslatedApi();
  const api = aClient({ wire, cache: byVary });
  const read = (language: string) =>
    getPortfolio(api, { portfolioId: 'p1' }, { headers: { 'Accept-Language': language } }).withResponse();
  await read('de');
  await read('fr');
  await api.cache.invalidate('portfolio');
  const verdicts = [(await read('de')).cache, (await read('fr')).cache];
  expect(verdicts).toEqual(['miss', 'miss']);
});
