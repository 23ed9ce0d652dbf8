// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import { type Client, orNotFound, orUndefined, type ServerSentEvent, type Stream } from '../runtime/index.ts';
import type {
  CreateContactArgs,
  DeleteContactArgs,
  GetContactArgs,
  ListContactsArgs,
  UpdateContactArgs,
} from './contacts.ts';
import * as contactsModule from './contacts.ts';
import type {
  DeleteDocumentArgs,
  DownloadDocumentArgs,
  DownloadDocumentData,
  GetDocumentArgs,
  ListDocumentsArgs,
  UploadDocumentArgs,
} from './documents.ts';
import * as documentsModule from './documents.ts';
import type {
  ExportEventsArgs,
  ExportEventsData,
  ListEventsArgs,
  PublishEventArgs,
  StreamEventsArgs,
} from './events.ts';
import * as eventsModule from './events.ts';
import type {
  CreatePortfolioArgs,
  DeletePortfolioArgs,
  GetPortfolioArgs,
  GetPortfolioSummaryArgs,
  ListPortfoliosArgs,
  ListPositionsArgs,
  ReplacePortfolioArgs,
  UpdatePortfolioArgs,
} from './portfolio.ts';
import * as portfolioModule from './portfolio.ts';
import type { CancelReportArgs, CreateReportArgs, GetReportArgs, ListReportsArgs } from './reports.ts';
import * as reportsModule from './reports.ts';
import type {
  Contact,
  Currency,
  Document,
  EventReceipt,
  EventRecord,
  Portfolio,
  PortfolioSummary,
  Position,
  Report,
  ReportReceipt,
  User,
} from './schemas.ts';
import type { CreateUserArgs, GetUserArgs, ListUsersArgs } from './users.ts';
import * as usersModule from './users.ts';

/** Portfolios, their positions and the currencies they are kept in. */
export interface PortfolioRepository {
  /** List the supported currencies. */
  listCurrencies(): Promise<Currency[]>;
  /** List portfolios. */
  list(key?: Pick<ListPortfoliosArgs, 'currency' | 'filter' | 'limit'>): AsyncIterable<Portfolio>;
  /** Create a portfolio. */
  create(input: CreatePortfolioArgs['body']): Promise<Portfolio>;
  /** Get a portfolio. `undefined` where there is none. */
  get(key: Pick<GetPortfolioArgs, 'portfolioId'>): Promise<Portfolio | undefined>;
  /**
   * Replace a portfolio.
   *
   * @throws {NotFoundError} There is none.
   */
  replace(
    key: Pick<ReplacePortfolioArgs, 'portfolioId'>,
    input: ReplacePortfolioArgs['body'],
  ): Promise<Portfolio>;
  /**
   * Delete a portfolio.
   *
   * @throws {NotFoundError} There is none.
   */
  delete(key: DeletePortfolioArgs): Promise<void>;
  /**
   * Update a portfolio.
   *
   * @throws {NotFoundError} There is none.
   */
  update(
    key: Pick<UpdatePortfolioArgs, 'portfolioId'>,
    input: UpdatePortfolioArgs['body'],
  ): Promise<Portfolio>;
  /** List the positions of a portfolio. */
  listPositions(
    key: Pick<ListPositionsArgs, 'portfolioId' | 'assetClass' | 'isin' | 'asOf' | 'limit'>,
  ): AsyncIterable<Position>;
  /**
   * Get the summary of a portfolio. `undefined` where there is none.
   *
   * @deprecated
   */
  getSummary(key: GetPortfolioSummaryArgs): Promise<PortfolioSummary | undefined>;
}

/** `portfolio` by the API. */
export function portfolioRepository(client: Client): PortfolioRepository {
  return {
    listCurrencies: () => portfolioModule.listCurrencies(client),
    list: (key) => portfolioModule.list(client, key),
    create: (input) => portfolioModule.create(client, { body: input }),
    get: (key) => orUndefined(portfolioModule.get(client, key)),
    replace: (key, input) => orNotFound('portfolio', portfolioModule.replace(client, { ...key, body: input })),
    delete: (key) => orNotFound('portfolio', portfolioModule.delete(client, key)),
    update: (key, input) => orNotFound('portfolio', portfolioModule.update(client, { ...key, body: input })),
    listPositions: (key) => portfolioModule.listPositions(client, key),
    getSummary: (key) => orUndefined(portfolioModule.getSummary(client, key)),
  };
}

/** People and companies related to a portfolio. */
export interface ContactsRepository {
  /** List contacts. */
  list(key?: Pick<ListContactsArgs, 'kind' | 'search' | 'limit'>): AsyncIterable<Contact>;
  /** Create a contact. */
  create(args: CreateContactArgs): Promise<Contact>;
  /** Get a contact. `undefined` where there is none. */
  get(key: GetContactArgs): Promise<Contact | undefined>;
  /**
   * Delete a contact.
   *
   * @throws {NotFoundError} There is none.
   */
  delete(key: DeleteContactArgs): Promise<void>;
  /**
   * Update a contact.
   *
   * @throws {NotFoundError} There is none.
   */
  update(key: Pick<UpdateContactArgs, 'contactId'>, input: UpdateContactArgs['body']): Promise<Contact>;
}

/** `contacts` by the API. */
export function contactsRepository(client: Client): ContactsRepository {
  return {
    list: (key) => contactsModule.list(client, key),
    create: (args) => contactsModule.create(client, args),
    get: (key) => orUndefined(contactsModule.get(client, key)),
    delete: (key) => orNotFound('contacts', contactsModule.delete(client, key)),
    update: (key, input) => orNotFound('contacts', contactsModule.update(client, { ...key, body: input })),
  };
}

/** User accounts of the company's staff and advisers. */
export interface UsersRepository {
  /** List users. */
  list(key?: Pick<ListUsersArgs, 'role' | 'active' | 'limit'>): AsyncIterable<User>;
  /** Create a user. */
  create(input: CreateUserArgs['body']): Promise<User>;
  /** Get the current user. */
  getCurrent(): Promise<User>;
  /** Get a user. `undefined` where there is none. */
  get(key: GetUserArgs): Promise<User | undefined>;
}

/** `users` by the API. */
export function usersRepository(client: Client): UsersRepository {
  return {
    list: (key) => usersModule.list(client, key),
    create: (input) => usersModule.create(client, { body: input }),
    getCurrent: () => usersModule.getCurrent(client),
    get: (key) => orUndefined(usersModule.get(client, key)),
  };
}

/** Contracts, statements and other files, with their metadata. */
export interface DocumentsRepository {
  /** List documents. */
  list(key?: Pick<ListDocumentsArgs, 'portfolioId' | 'tag' | 'limit'>): AsyncIterable<Document>;
  /** Upload a document. */
  upload(input: UploadDocumentArgs['body']): Promise<Document>;
  /** Get the metadata of a document. `undefined` where there is none. */
  get(key: GetDocumentArgs): Promise<Document | undefined>;
  /**
   * Delete a document.
   *
   * @throws {NotFoundError} There is none.
   */
  delete(key: DeleteDocumentArgs): Promise<void>;
  /** Download the content of a document. `undefined` where there is none. */
  download(key: DownloadDocumentArgs): Promise<DownloadDocumentData[keyof DownloadDocumentData] | undefined>;
}

/** `documents` by the API. */
export function documentsRepository(client: Client): DocumentsRepository {
  return {
    list: (key) => documentsModule.list(client, key),
    upload: (input) => documentsModule.upload(client, { body: input }),
    get: (key) => orUndefined(documentsModule.get(client, key)),
    delete: (key) => orNotFound('documents', documentsModule.delete(client, key)),
    download: (key) => orUndefined(documentsModule.download(client, key)),
  };
}

/** The log of what happened to portfolios, as pages or as a live stream. */
export interface EventsRepository {
  /** List events. */
  list(key?: Pick<ListEventsArgs, 'from' | 'to' | 'limit'>): AsyncIterable<EventRecord>;
  /** Publish an event. */
  publish(args: PublishEventArgs): Promise<EventReceipt>;
  /** Export events. */
  export(key?: ExportEventsArgs): Promise<ExportEventsData[keyof ExportEventsData]>;
  /** Stream events. */
  stream(key?: Pick<StreamEventsArgs, 'portfolioId'>): Promise<Stream<ServerSentEvent<EventRecord>>>;
}

/** `events` by the API. */
export function eventsRepository(client: Client): EventsRepository {
  return {
    list: (key) => eventsModule.list(client, key),
    publish: (args) => eventsModule.publish(client, args),
    export: (key) => eventsModule.export(client, key),
    stream: (key) => eventsModule.stream(client, key),
  };
}

/** Reports prepared in the background, from request to finished document. */
export interface ReportsRepository {
  /** List reports. */
  list(key?: ListReportsArgs): AsyncIterable<Report>;
  /** Request a report. */
  create(args: CreateReportArgs): Promise<ReportReceipt>;
  /** Get a report. `undefined` where there is none. */
  get(key: GetReportArgs): Promise<Report | undefined>;
  /**
   * Cancel a report.
   *
   * @throws {NotFoundError} There is none.
   */
  cancel(key: CancelReportArgs): Promise<Report>;
}

/** `reports` by the API. */
export function reportsRepository(client: Client): ReportsRepository {
  return {
    list: (key) => reportsModule.list(client, key),
    create: (args) => reportsModule.create(client, args),
    get: (key) => orUndefined(reportsModule.get(client, key)),
    cancel: (key) => orNotFound('reports', reportsModule.cancel(client, key)),
  };
}
