/**
 * What the compiler must accept and refuse, for the reference SDK. `npm run check` compiles this
 * file: an `@ts-expect-error` without an error under it is itself an error.
 */

import { ClientSecretJwt } from 'oauth4webapi';
import { expectTypeOf } from 'vitest';
import {
  apiKey,
  basic,
  bearer,
  createClient,
  GetPortfolioError,
  getContact,
  getPortfolio,
  type ListContactsResult,
  listPortfolios,
  oauth2,
  portfolio,
} from '../../src/generated/index.ts';
import type {
  Contact,
  ContactPage,
  EventRecord,
  Portfolio,
  PortfolioPage,
  Problem,
} from '../../src/generated/schemas.ts';
import type { Answer, Call, Page, PagedCall, Source } from '../../src/runtime/index.ts';

const client = { tokenUrl: 'https://login.example.com/token', clientId: 'id', clientSecret: 'secret' };

const api = createClient({
  baseUrl: 'https://api.example.com',
  cache: { ttl: { portfolio: 60, contacts: 0 } },
});

export async function whatCompiles(): Promise<void> {
  expectTypeOf(await getPortfolio(api, { portfolioId: 'p1' })).toEqualTypeOf<Portfolio>();
  expectTypeOf(await portfolio.get(api, { portfolioId: 'p1' })).toEqualTypeOf<Portfolio>();
  expectTypeOf(await api.portfolio.get({ portfolioId: 'p1' })).toEqualTypeOf<Portfolio>();
  expectTypeOf(await listPortfolios(api)).toEqualTypeOf<PortfolioPage>();
  expectTypeOf(await api.portfolio.delete({ portfolioId: 'p1' })).toEqualTypeOf<undefined>();

  const answer = await api.portfolio.get({ portfolioId: 'p1' }).withResponse();
  expectTypeOf(answer).toEqualTypeOf<Answer<Portfolio>>();
  expectTypeOf(answer.source).toEqualTypeOf<Source>();

  const result = await api.portfolio.get({ portfolioId: 'p1' }).result();
  if (result.status === 200) expectTypeOf(result.data).toEqualTypeOf<Portfolio>();
  if (result.status === 404) expectTypeOf(result.error).toEqualTypeOf<Problem>();
  if (result.ok) expectTypeOf(result.data).toEqualTypeOf<Portfolio>();
  // @ts-expect-error A failure has no data.
  if (!result.ok) result.data;

  for await (const event of await api.events.stream()) expectTypeOf(event.data).toEqualTypeOf<EventRecord>();
  expectTypeOf(await api.documents.download({ documentId: 'd1' })).toEqualTypeOf<Blob>();

  const list = api.contacts.list({ limit: 50 }, { prefetch: true, maxItems: 100 });
  expectTypeOf(list).toEqualTypeOf<PagedCall<ContactPage, ListContactsResult, Contact>>();
  expectTypeOf(list).toExtend<Call<ContactPage, ListContactsResult>>();
  expectTypeOf(list).toExtend<AsyncIterable<Contact>>();
  expectTypeOf(await list).toEqualTypeOf<ContactPage>();
  for await (const contact of list) expectTypeOf(contact).toEqualTypeOf<Contact>();
  for await (const page of list.pages()) {
    expectTypeOf(page).toEqualTypeOf<Page<ContactPage, Contact>>();
    expectTypeOf(page.items).toEqualTypeOf<readonly Contact[]>();
    expectTypeOf(page.cursor).toEqualTypeOf<string | undefined>();
  }

  const { data } = await api.http.GET('/portfolio/{portfolioId}', {
    params: { path: { portfolioId: 'p1' } },
  });
  expectTypeOf(data?.name).toEqualTypeOf<string | undefined>();
  expectTypeOf(await api.getResource('portfolio', '/portfolio')).toEqualTypeOf<unknown>();
}

export function whatIsThrown(error: unknown): void {
  if (error instanceof GetPortfolioError) {
    expectTypeOf(error.status).toEqualTypeOf<304 | 400 | 401 | 404 | 429 | 503>();
    if (error.status === 404) expectTypeOf(error.body).toEqualTypeOf<Problem>();
    if (error.status === 304) expectTypeOf(error.body).toEqualTypeOf<undefined>();
  }
  if (error instanceof GetPortfolioError.of(404)) {
    expectTypeOf(error.status).toEqualTypeOf<404>();
    expectTypeOf(error.body).toEqualTypeOf<Problem>();
  }
  // @ts-expect-error A status that the spec does not document for it.
  GetPortfolioError.of(418);
  // @ts-expect-error It is asked, and never made.
  new GetPortfolioError();
}

export function whatSigns(): void {
  const ask = async (): Promise<string> => 'key';
  createClient({ auth: { oauth: 'token', apiKey: ask } });
  createClient({ auth: { oauth: oauth2.clientCredentials(client), apiKey: apiKey('key') } });
  createClient({ auth: bearer('token') });
  createClient({
    auth: { oauth: oauth2.clientCredentials({ ...client, clientAuth: ClientSecretJwt('s') }) },
  });
  createClient({ auth: { partner: { username: 'p', password: 's' }, partnerClient: 'c1', session: ask } });
  // @ts-expect-error A scheme that is not in the spec has no credential.
  createClient({ auth: { apikey: 'key' } });
  // @ts-expect-error A user and a password are no API key.
  createClient({ auth: { apiKey: basic('user', 'password') } });
  // @ts-expect-error Nor is an API key a token.
  createClient({ auth: { oauth: apiKey('key') } });
}

export function whatIsCalm(): void {
  createClient({ resilience: { byResource: { reports: { timeout: { totalMs: 90_000 }, retry: false } } } });
  expectTypeOf(String(api.explain('portfolio.get'))).toEqualTypeOf<string>();
  void getPortfolio(api, { portfolioId: 'p1' }, { retry: { maxAttempts: 2 }, priority: 'background' });
  createClient({ resilience: 'off' });
  // @ts-expect-error There is no preset of that name.
  createClient({ resilience: 'lenient' });
  // @ts-expect-error A resource that is not in the spec has no policy.
  createClient({ resilience: { byResource: { report: {} } } });
  // @ts-expect-error A budget is the origin's, not a resource's.
  createClient({ resilience: { byResource: { reports: { retry: { budgetRatio: 0.5 } } } } });
  // @ts-expect-error Nor a call's.
  void getPortfolio(api, { portfolioId: 'p1' }, { retry: { budgetRatio: 0.5 } });
  // @ts-expect-error There is no rate that suits every origin.
  createClient({ resilience: { rateLimit: {} } });
}

export function whatDoesNot(): void {
  // @ts-expect-error A resource that is not in the spec has no TTL.
  createClient({ cache: { ttl: { portfolios: 60 } } });
  // @ts-expect-error Nor can it be read by name.
  void api.getResource('portfolios', '/portfolio');
  // @ts-expect-error Nor invalidated.
  void api.cache.invalidate('portfolios');
  // @ts-expect-error Path parameters are named: a contact's cannot be taken for a portfolio's.
  void getContact(api, { portfolioId: 'p1' });
  // @ts-expect-error Nor are they positional.
  void getContact(api, 'c1');
  // @ts-expect-error A required parameter is missing.
  void getPortfolio(api, {});
  // @ts-expect-error A required body is missing.
  void api.portfolio.create({});
  void api.users.create({
    // @ts-expect-error A read-only member is not sent.
    body: { id: 'u1', name: 'Ada', email: 'ada@example.com', role: 'analyst', password: 'x' },
  });
  // @ts-expect-error An unknown value of an enum.
  void listPortfolios(api, { currency: ['XXX'] });
  createClient({ server: 'sandbox', variables: { region: 'us' } });
  // @ts-expect-error A server that is not in the spec.
  createClient({ server: 'staging' });
  // @ts-expect-error A value that the spec does not list.
  createClient({ server: 'sandbox', variables: { region: 'mars' } });
  // @ts-expect-error A variable of another server.
  createClient({ server: 'production', variables: { region: 'eu' } });
  // @ts-expect-error No operation has such a server for itself.
  createClient({ baseUrls: { 'downloads.portfolio.example': 'https://example.com' } });
  // @ts-expect-error An unknown option.
  createClient({ retries: 3 });
  // @ts-expect-error What is no list has no pages.
  void api.contacts.get({ contactId: 'c1' }).pages();
  // @ts-expect-error Nor the options of one.
  void api.contacts.get({ contactId: 'c1' }, { maxItems: 3 });
  // @ts-expect-error Arguments come before options.
  void listPortfolios(api, { signal: new AbortController().signal });
}
