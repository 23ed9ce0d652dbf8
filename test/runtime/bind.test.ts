import { expect, test } from 'vitest';
import { bind, type Call, type CallOptions } from '../../src/runtime/index.ts';
import { aClient } from '../support/client.ts';
import {
  aPortfolio,
  getPortfolio,
  type Portfolio,
  type PortfolioResult,
  publicPing,
} from '../support/sdk.ts';
import { aReply, fakeWire } from '../support/wire.ts';

/** As the generator writes it beside a resource module. */
interface PortfolioEndpoints {
  get(args: { readonly portfolioId: string }, options?: CallOptions): Call<Portfolio, PortfolioResult>;
  ping(options?: CallOptions): Call<{ pong: boolean }, unknown>;
}

const module = { get: getPortfolio, ping: publicPing, tag: 'portfolio' };

test('a bound function is the function with the client filled in', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const portfolio = bind<PortfolioEndpoints>(aClient({ wire }), module);

  await expect(portfolio.get({ portfolioId: 'p1' })).resolves.toEqual(aPortfolio());
  expect(wire.requests[0]?.url).toBe('https://api.example.com/v1/portfolio/p1');
});

test('options go through', async () => {
  const wire = fakeWire();
  wire.always(() => aReply(200, aPortfolio()));
  const portfolio = bind<PortfolioEndpoints>(aClient({ wire }), module);

  await portfolio.get({ portfolioId: 'p1' }, { headers: { 'x-trace': '1' } });

  expect(wire.requests[0]?.headers.get('x-trace')).toBe('1');
});

test('what is no function is left out', () => {
  expect(Object.keys(bind(aClient({ wire: fakeWire() }), module))).toEqual(['get', 'ping']);
});
