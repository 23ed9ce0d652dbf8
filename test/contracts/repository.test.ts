/**
 * The contract of repositories, on both that the generator writes: in memory, and by the API, which is an HTTP
 * server here that keeps what it is sent.
 */

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe } from 'vitest';
import { createBareClient, type Portfolio, type PortfolioInput } from '../../src/generated/index.ts';
import { type PortfolioRepository, portfolioRepository } from '../../src/generated/repositories.ts';
import { portfolioInMemory } from '../../src/generated/repositories-in-memory.ts';
import { aPortfolioOf, keepsPortfolios } from './repository.ts';

let count = 0;
const nextId = () => {
  count += 1;
  return `pf_${count}`;
};

describe('in memory', () => {
  const beyondMemory = () => {
    throw new Error('this test has no use for it');
  };
  keepsPortfolios(() =>
    portfolioInMemory({
      make: (input, id = nextId()) => aPortfolioOf(input, String(id)),
      matches: ({ currency }, key) => key?.currency?.some((each) => each === currency) ?? true,
      others: { listCurrencies: beyondMemory, listPositions: beyondMemory, getSummary: beyondMemory },
    }),
  );
});

describe('by the API', () => {
  const kept = new Map<string, Portfolio>();
  const pageSize = 2;

  /** The reference API, as far as portfolios go. */
  async function answered(request: IncomingMessage): Promise<readonly [status: number, body?: unknown]> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const id = pathname.split('/')[2];
    if (id === undefined && request.method === 'POST') {
      const created = aPortfolioOf((await json(request)) as PortfolioInput, nextId());
      kept.set(created.id, created);
      return [201, created];
    }
    if (id === undefined) {
      const currencies = searchParams.getAll('currency');
      const asked = [...kept.values()].filter(
        ({ currency }) => currencies.length === 0 || currencies.includes(currency),
      );
      const start = Number(searchParams.get('cursor') ?? 0);
      const end = start + pageSize;
      const nextCursor = end < asked.length ? String(end) : null;
      return [200, { items: asked.slice(start, end), nextCursor }];
    }
    const found = kept.get(id);
    if (!found) return [404, { type: 'about:blank', title: 'No such portfolio', status: 404 }];
    if (request.method === 'DELETE') {
      kept.delete(id);
      return [204];
    }
    if (request.method === 'PUT') kept.set(id, aPortfolioOf((await json(request)) as PortfolioInput, id));
    if (request.method === 'PATCH') {
      const { labels, ...changes } = (await json(request)) as Partial<Portfolio>;
      const merged = Object.entries({ ...found.labels, ...labels }).filter(([, value]) => value !== null);
      kept.set(id, { ...found, ...changes, labels: Object.fromEntries(merged) });
    }
    return [200, kept.get(id)];
  }

  const server = createServer(async (request, response) => {
    const [status, body] = await answered(request);
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, body === undefined ? {} : { 'content-type': type });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  let portfolios: PortfolioRepository;
  let close: () => Promise<void>;

  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const client = createBareClient({ baseUrl: `http://127.0.0.1:${port}` });
    portfolios = portfolioRepository(client);
    close = () => client.close();
  });
  afterAll(async () => {
    await close();
    server.closeAllConnections();
    server.close();
  });

  keepsPortfolios(() => {
    kept.clear();
    return portfolios;
  });
});
