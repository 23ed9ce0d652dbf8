/**
 * What every repository of portfolios keeps to, whatever is behind it: the same for the one by the API and for
 * the one in memory, so that tests of an application may trust the second as they would the first.
 */

import { describe, expect, it } from 'vitest';
import type { Portfolio, PortfolioInput } from '../../src/generated/index.ts';
import type { PortfolioRepository } from '../../src/generated/repositories.ts';
import { NotFoundError } from '../../src/runtime/index.ts';

const input: PortfolioInput = { name: 'Growth', owner: 'usr_1', currency: 'EUR', risk: 'balanced' };

/** What the API makes of an input. */
export function aPortfolioOf(given: PortfolioInput, id: string): Portfolio {
  return {
    ...given,
    id,
    status: 'active',
    marketValue: { amount: '0.00', currency: given.currency },
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
  };
}

/** @param open A new repository with nothing in it. */
export function keepsPortfolios(open: () => PortfolioRepository): void {
  describe('a repository of portfolios', () => {
    it('has what was created', async () => {
      const portfolios = open();
      const created = await portfolios.create(input);
      expect(created).toMatchObject(input);
      expect(await portfolios.get({ portfolioId: created.id })).toEqual(created);
    });

    it('knows nothing of what was never created', async () => {
      expect(await open().get({ portfolioId: 'pf_none' })).toBeUndefined();
    });

    it('lists everything, page after page', async () => {
      const portfolios = open();
      const names = ['Growth', 'Income', 'Cash', 'Land', 'Gold'];
      for (const name of names) await portfolios.create({ ...input, name });
      expect((await everyOf(portfolios.list())).map(({ name }) => name)).toEqual(names);
    });

    it('lists what is asked for', async () => {
      const portfolios = open();
      await portfolios.create(input);
      await portfolios.create({ ...input, currency: 'CHF' });
      const found = await everyOf(portfolios.list({ currency: ['CHF'] }));
      expect(found.map(({ currency }) => currency)).toEqual(['CHF']);
    });

    it('replaces one as a whole', async () => {
      const portfolios = open();
      const { id } = await portfolios.create({ ...input, labels: { desk: 'north' } });
      await portfolios.replace({ portfolioId: id }, { ...input, name: 'Income' });
      const found = await portfolios.get({ portfolioId: id });
      expect(found).toMatchObject({ id, name: 'Income' });
      expect(found?.labels).toBeUndefined();
    });

    it('changes what a patch names, and removes what it makes null', async () => {
      const portfolios = open();
      const { id } = await portfolios.create({ ...input, labels: { desk: 'north', tier: 'gold' } });
      await portfolios.update({ portfolioId: id }, { name: 'Income', labels: { tier: null } });
      expect(await portfolios.get({ portfolioId: id })).toMatchObject({
        name: 'Income',
        owner: input.owner,
        labels: { desk: 'north' },
      });
      expect((await portfolios.get({ portfolioId: id }))?.labels).not.toHaveProperty('tier');
    });

    it('has lost what was deleted', async () => {
      const portfolios = open();
      const { id } = await portfolios.create(input);
      await portfolios.delete({ portfolioId: id });
      expect(await portfolios.get({ portfolioId: id })).toBeUndefined();
      expect(await everyOf(portfolios.list())).toEqual([]);
    });

    it('refuses to change what is not there', async () => {
      const [portfolios, key] = [open(), { portfolioId: 'pf_none' }];
      await expect(portfolios.replace(key, input)).rejects.toThrow(NotFoundError);
      await expect(portfolios.update(key, { name: 'Income' })).rejects.toThrow(NotFoundError);
      await expect(portfolios.delete(key)).rejects.toThrow(NotFoundError);
    });

    it('gives what its caller may change without harm', async () => {
      const portfolios = open();
      const created = await portfolios.create(input);
      const key = { portfolioId: created.id };
      created.name = 'Changed by its caller';
      const found = await portfolios.get(key);
      expect(found?.name).toBe('Growth');
      if (found) found.name = 'Changed by another';
      expect((await portfolios.get(key))?.name).toBe('Growth');
    });
  });
}

async function everyOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
