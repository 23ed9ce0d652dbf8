import { expect, it } from 'vitest';
import { createClient, getPortfolio, portfolio } from '../../src/generated/index.ts';
import { ConnectionError, type RetryEvent } from '../../src/runtime/index.ts';
import { fakeClock, fakeWire, networkError } from '../../src/testing/index.ts';

/** The policies of an application, tried on a wire that the test answers by hand. */

const baseUrl = 'https://api.example.com';
const aPortfolio = { id: 'pf_1', name: 'Growth' };

it('answers request by request, in the order in which they came', async () => {
  const wire = fakeWire();
  const api = createClient({ baseUrl, transport: wire });
  const [first, second] = [
    getPortfolio(api, { portfolioId: 'pf_1' }),
    getPortfolio(api, { portfolioId: 'pf_2' }),
  ];
  (await wire.arrival()).reply(200, { ...aPortfolio, id: 'pf_1' });
  (await wire.arrival()).reply(200, { ...aPortfolio, id: 'pf_2' });
  expect([(await first).id, (await second).id]).toEqual(['pf_1', 'pf_2']);
  await api.close();
});

it('shows what a policy does: a broken connection is tried again', async () => {
  const wire = fakeWire();
  const retries: RetryEvent[] = [];
  const api = createClient({
    baseUrl,
    transport: wire,
    // No waiting between attempts: full jitter draws the shortest.
    random: () => 0,
    onEvent: (event) => {
      if (event.type === 'retry') retries.push(event);
    },
  });
  const call = getPortfolio(api, { portfolioId: 'pf_1' });
  (await wire.arrival()).fail(networkError('ECONNRESET'));
  (await wire.arrival()).reply(200, aPortfolio);
  expect(await call).toEqual(aPortfolio);
  expect(retries.map(({ reason }) => reason)).toEqual(['ECONNRESET']);
  await api.close();
});

it('shows what the clock does: an entry expires', async () => {
  const [wire, clock] = [fakeWire(), fakeClock()];
  wire.always(() => Response.json(aPortfolio));
  const api = createClient({ baseUrl, transport: wire, clock, cache: { ttl: { portfolio: 60 } } });
  const read = () => portfolio.get(api, { portfolioId: 'pf_1' });
  await read();
  clock.advance(50_000);
  await read();
  expect(wire.requests).toHaveLength(1);
  clock.advance(10_001);
  await read();
  expect(wire.requests).toHaveLength(2);
  await api.close();
});

it('obeys an abort as fetch does', async () => {
  const wire = fakeWire();
  const api = createClient({ baseUrl, transport: wire });
  const leaving = new AbortController();
  const call = getPortfolio(api, { portfolioId: 'pf_1' }, { signal: leaving.signal });
  await wire.arrival();
  leaving.abort(new Error('the user has left'));
  await expect(call).rejects.toThrow('the user has left');
  await api.close();
});

it('says that nothing has come, instead of waiting for ever', async () => {
  const wire = fakeWire();
  expect(() => wire.next()).toThrow('no request waits for an answer; 0 came so far');
  wire.always(() => networkError('ECONNREFUSED'));
  const api = createClient({ baseUrl, transport: wire, resilience: 'off' });
  await expect(getPortfolio(api, { portfolioId: 'pf_1' })).rejects.toThrow(ConnectionError);
  await api.close();
});
