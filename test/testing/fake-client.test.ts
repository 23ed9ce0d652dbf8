import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  apiOf,
  documents,
  events,
  GetPortfolioError,
  getPortfolio,
  listContacts,
  listPortfolios,
  type Portfolio,
  portfolio,
  sdk,
} from '../../src/generated/index.ts';
import { ConnectionError, DecodeError, InvalidRequestError } from '../../src/runtime/index.ts';
import { answer, fakeClient, networkError } from '../../src/testing/index.ts';

/** A client without an API: what the test says is written and read as the spec has it. */

const growth: Portfolio = {
  id: 'pf_1',
  name: 'Growth',
  owner: 'usr_1',
  currency: 'EUR',
  risk: 'balanced',
  status: 'active',
  marketValue: { amount: '1000.00', currency: 'EUR' },
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
};

describe('a fake client', () => {
  it('answers an endpoint with what the test says, for both faces', async () => {
    const fake = fakeClient(sdk);
    fake.when(getPortfolio, ({ portfolioId }) => ({ ...growth, id: portfolioId }));
    const api = apiOf(fake);

    expect(await getPortfolio(fake, { portfolioId: 'pf_7' })).toEqual({ ...growth, id: 'pf_7' });
    expect(await api.portfolio.get({ portfolioId: 'pf_8' })).toMatchObject({ id: 'pf_8' });
  });

  it('remembers what each endpoint was called with', async () => {
    const fake = fakeClient(sdk);
    fake.when(portfolio.get, () => growth);
    await getPortfolio(fake, { portfolioId: 'pf_1' });
    await getPortfolio(fake, { portfolioId: 'pf_2' });

    expect(fake.calls(portfolio.get)).toEqual([{ portfolioId: 'pf_1' }, { portfolioId: 'pf_2' }]);
    expect(fake.calls(portfolio.list)).toEqual([]);
    expectTypeOf(fake.calls(portfolio.get)).toEqualTypeOf<readonly portfolioArgs[]>();
  });

  it('answers with a documented failure, which is thrown as the class of the endpoint', async () => {
    const fake = fakeClient(sdk);
    const gone = { type: 'about:blank', title: 'No such portfolio', status: 404 };
    fake.when(getPortfolio, () => answer(404, gone));

    const error = await getPortfolio(fake, { portfolioId: 'pf_9' }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GetPortfolioError.of(404));
    const result = await getPortfolio(fake, { portfolioId: 'pf_9' }).result();
    expect(result).toMatchObject({ ok: false, status: 404, error: gone });
  });

  it('refuses arguments as a real one does, before the handler is asked', async () => {
    const fake = fakeClient(sdk);
    let asked = 0;
    fake.when(getPortfolio, () => {
      asked += 1;
      return growth;
    });
    await expect(getPortfolio(fake, { portfolioId: '..' })).rejects.toThrow(InvalidRequestError);
    expect(asked).toBe(0);
  });

  it('shows the handler the request that would have left', async () => {
    const fake = fakeClient(sdk, { headers: { 'x-tenant': 'acme' } });
    fake.when(listPortfolios, (_, request) => {
      expect(request.url).toBe('https://fake.test/portfolio?currency=EUR&currency=CHF');
      expect(request.headers.get('x-tenant')).toBe('acme');
      return { items: [growth], nextCursor: null };
    });
    const page = await listPortfolios(fake, { currency: ['EUR', 'CHF'] });
    expect(page.items).toHaveLength(1);
  });

  it('follows a list from page to page', async () => {
    const fake = fakeClient(sdk);
    fake.when(listPortfolios, ({ cursor }) =>
      cursor === undefined
        ? { items: [{ ...growth, id: 'pf_1' }], nextCursor: 'two' }
        : { items: [{ ...growth, id: 'pf_2' }], nextCursor: null },
    );
    const found = await everyOf(listPortfolios(fake));
    expect(found.map(({ id }) => id)).toEqual(['pf_1', 'pf_2']);
    expect(fake.calls(listPortfolios)).toEqual([{}, { cursor: 'two' }]);
  });

  it('answers a stream with its items', async () => {
    const fake = fakeClient(sdk);
    const record = { id: 'e1', sequence: 1 };
    fake.when(events.export, () => [record, record] as never);
    const stream = await events.export(fake, {}, { accept: 'application/x-ndjson' });
    expect(await everyOf(stream)).toEqual([record, record]);
  });

  it('answers a stream of events', async () => {
    const fake = fakeClient(sdk);
    const [id, event] = ['1', 'portfolio.closed'];
    fake.when(events.stream, () => [{ id, event, data: { type: event } }] as never);
    const stream = await events.stream(fake, {}, { reconnect: false });
    expect(await everyOf(stream)).toEqual([{ id, event, data: { type: event } }]);
  });

  it('answers a file with bytes', async () => {
    const fake = fakeClient(sdk);
    fake.when(documents.download, () => new Blob(['%PDF']));
    const file = await documents.download(fake, { documentId: 'doc_1' });
    expect(await file.text()).toBe('%PDF');
  });

  it('answers with any Response, one that the spec does not know included', async () => {
    const fake = fakeClient(sdk);
    fake.when(getPortfolio, () => new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    await expect(getPortfolio(fake, { portfolioId: 'pf_1' })).rejects.toThrow(DecodeError);
  });

  it('breaks the connection where the handler throws', async () => {
    const fake = fakeClient(sdk);
    fake.when(getPortfolio, () => {
      throw networkError('ECONNRESET');
    });
    await expect(getPortfolio(fake, { portfolioId: 'pf_1' })).rejects.toThrow(ConnectionError);
  });

  it('says which endpoint nobody answers', async () => {
    const fake = fakeClient(sdk);
    const error: unknown = await listContacts(fake).then(undefined, (thrown: unknown) => thrown);
    expect(error).toMatchObject({
      cause: { message: expect.stringMatching(/Nothing answers listContacts/) },
    });
  });

  it('refuses a function that is no endpoint', () => {
    const fake = fakeClient(sdk);
    expect(() =>
      fake.when(
        () => undefined as never,
        () => undefined,
      ),
    ).toThrow(InvalidRequestError);
  });

  it('is told of by events, and leaves nothing behind', async () => {
    const fake = fakeClient(sdk);
    const seen: string[] = [];
    const stop = fake.on((event) => seen.push(event.type));
    fake.when(getPortfolio, () => growth);
    await getPortfolio(fake, { portfolioId: 'pf_1' });
    expect(seen).toContain('call');
    stop();
    await fake.close();
  });

  it('accepts only what the spec allows as an answer', () => {
    const fake = fakeClient(sdk);
    // @ts-expect-error: a portfolio has a name
    fake.when(getPortfolio, () => ({ id: 'pf_1' }));
    // @ts-expect-error: 418 is not documented
    fake.when(getPortfolio, () => answer(418, { title: 'A teapot' }));
    // @ts-expect-error: the arguments have no such member
    fake.when(getPortfolio, ({ contactId }) => ({ ...growth, id: contactId }));
  });
});

type portfolioArgs = Parameters<typeof getPortfolio>[1];

async function everyOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = [];
  for await (const item of items) found.push(item);
  return found;
}
