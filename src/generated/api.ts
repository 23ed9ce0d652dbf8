// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import {
  bind,
  type Client,
  explainer,
  type HttpClient,
  httpClient,
  type OptionsSource,
  useSingleton,
} from '../runtime/index.ts';
import { type ApiOptions, createBareClient, sdk } from './client.ts';
import type { ContactsEndpoints } from './contacts.ts';
import * as contacts from './contacts.ts';
import type { DocumentsEndpoints } from './documents.ts';
import * as documents from './documents.ts';
import type { EventsEndpoints } from './events.ts';
import * as events from './events.ts';
import type { PortfolioEndpoints } from './portfolio.ts';
import * as portfolio from './portfolio.ts';
import type { ReportsEndpoints } from './reports.ts';
import * as reports from './reports.ts';
import type { Resource } from './resources.ts';
import type { paths } from './types.ts';
import type { UsersEndpoints } from './users.ts';
import * as users from './users.ts';

/** Portfolio API: a client with every endpoint on it, grouped by resource. */
export interface Api extends Client<Resource> {
  /** openapi-fetch's client, typed by path, through the same pipeline. */
  readonly http: HttpClient<paths>;
  /** Portfolios, their positions and the currencies they are kept in. */
  readonly portfolio: PortfolioEndpoints;
  /** People and companies related to a portfolio. */
  readonly contacts: ContactsEndpoints;
  /** User accounts of the company's staff and advisers. */
  readonly users: UsersEndpoints;
  /** Contracts, statements and other files, with their metadata. */
  readonly documents: DocumentsEndpoints;
  /** The log of what happened to portfolios, as pages or as a live stream. */
  readonly events: EventsEndpoints;
  /** Reports prepared in the background, from request to finished document. */
  readonly reports: ReportsEndpoints;
}

/** A client with every endpoint on it. To bundle only some, see `createBareClient`. */
export function createClient(options: ApiOptions = {}): Api {
  return apiOf(createBareClient(options));
}

/**
 * The client this process shares: made once, by whoever comes first, and the same for everybody after.
 * Options, or what makes them, count on the first call only.
 */
export async function useClient(options?: OptionsSource<ApiOptions>): Promise<Api> {
  return apiOf(await useSingleton(sdk, options, createBareClient));
}

/** The endpoints on a client that is there already: one for tests, say. */
export function apiOf(client: Client<Resource>): Api {
  return {
    ...client,
    http: httpClient<paths>(client, [
      ...portfolio.operations,
      ...contacts.operations,
      ...users.operations,
      ...documents.operations,
      ...events.operations,
      ...reports.operations,
    ]),
    explain: explainer(client, { portfolio, contacts, users, documents, events, reports }),
    portfolio: bind(client, portfolio),
    contacts: bind(client, contacts),
    users: bind(client, users),
    documents: bind(client, documents),
    events: bind(client, events),
    reports: bind(client, reports),
  };
}
