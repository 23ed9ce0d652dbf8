// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import { type CollectionOptions, MemoryCollection } from '../runtime/index.ts';
import type {
  ContactsRepository,
  DocumentsRepository,
  PortfolioRepository,
  ReportsRepository,
  UsersRepository,
} from './repositories.ts';
import type { Contact, Document, Portfolio, Report, User } from './schemas.ts';

type PortfolioQuery = Parameters<PortfolioRepository['list']>[0];

/** What `portfolio` begins with in memory, and what its spec leaves open. */
export interface PortfolioInMemoryOptions extends CollectionOptions<Portfolio, PortfolioQuery> {
  /**
   * Makes what is kept of what was given: its identifier, unless it is told one, and whatever else
   * the API fills in.
   */
  readonly make: (
    input: Parameters<PortfolioRepository['create']>[0] | Parameters<PortfolioRepository['replace']>[1],
    id?: Parameters<PortfolioRepository['replace']>[0]['portfolioId'],
  ) => Portfolio;
  /** Whether an item is among those that a list is asked for. */
  readonly matches: (item: Portfolio, key: PortfolioQuery) => boolean;
  /** What no spec says how to do without the API. */
  readonly others: Pick<PortfolioRepository, 'listCurrencies' | 'listPositions' | 'getSummary'>;
}

/** `portfolio` in memory, for tests: it keeps what it is given. */
export function portfolioInMemory(options: PortfolioInMemoryOptions): PortfolioRepository {
  const kept = new MemoryCollection<Portfolio, PortfolioQuery>('portfolio', 'id', options);
  return {
    ...options.others,
    list: (key) => kept.list(key),
    create: (input) => kept.put(options.make(input)),
    get: (key) => kept.get(key.portfolioId),
    replace: (key, input) => kept.replace(key.portfolioId, options.make(input, key.portfolioId)),
    delete: (key) => kept.delete(key.portfolioId),
    update: (key, input) => kept.update(key.portfolioId, input),
  };
}

type ContactsQuery = Parameters<ContactsRepository['list']>[0];

/** What `contacts` begins with in memory, and what its spec leaves open. */
export interface ContactsInMemoryOptions extends CollectionOptions<Contact, ContactsQuery> {
  /** Whether an item is among those that a list is asked for. */
  readonly matches: (item: Contact, key: ContactsQuery) => boolean;
  /** What no spec says how to do without the API. */
  readonly others: Pick<ContactsRepository, 'create'>;
}

/** `contacts` in memory, for tests: it keeps what it is given. */
export function contactsInMemory(options: ContactsInMemoryOptions): ContactsRepository {
  const kept = new MemoryCollection<Contact, ContactsQuery>('contacts', 'id', options);
  return {
    ...options.others,
    list: (key) => kept.list(key),
    get: (key) => kept.get(key.contactId),
    delete: (key) => kept.delete(key.contactId),
    update: (key, input) => kept.update(key.contactId, input),
  };
}

type UsersQuery = Parameters<UsersRepository['list']>[0];

/** What `users` begins with in memory, and what its spec leaves open. */
export interface UsersInMemoryOptions extends CollectionOptions<User, UsersQuery> {
  /**
   * Makes what is kept of what was given: its identifier, unless it is told one, and whatever else
   * the API fills in.
   */
  readonly make: (input: Parameters<UsersRepository['create']>[0], id?: string | number) => User;
  /** Whether an item is among those that a list is asked for. */
  readonly matches: (item: User, key: UsersQuery) => boolean;
  /** What no spec says how to do without the API. */
  readonly others: Pick<UsersRepository, 'getCurrent'>;
}

/** `users` in memory, for tests: it keeps what it is given. */
export function usersInMemory(options: UsersInMemoryOptions): UsersRepository {
  const kept = new MemoryCollection<User, UsersQuery>('users', 'id', options);
  return {
    ...options.others,
    list: (key) => kept.list(key),
    create: (input) => kept.put(options.make(input)),
    get: (key) => kept.get(key.userId),
  };
}

type DocumentsQuery = Parameters<DocumentsRepository['list']>[0];

/** What `documents` begins with in memory, and what its spec leaves open. */
export interface DocumentsInMemoryOptions extends CollectionOptions<Document, DocumentsQuery> {
  /** Whether an item is among those that a list is asked for. */
  readonly matches: (item: Document, key: DocumentsQuery) => boolean;
  /** What no spec says how to do without the API. */
  readonly others: Pick<DocumentsRepository, 'upload' | 'download'>;
}

/** `documents` in memory, for tests: it keeps what it is given. */
export function documentsInMemory(options: DocumentsInMemoryOptions): DocumentsRepository {
  const kept = new MemoryCollection<Document, DocumentsQuery>('documents', 'id', options);
  return {
    ...options.others,
    list: (key) => kept.list(key),
    get: (key) => kept.get(key.documentId),
    delete: (key) => kept.delete(key.documentId),
  };
}

type ReportsQuery = Parameters<ReportsRepository['list']>[0];

/** What `reports` begins with in memory, and what its spec leaves open. */
export interface ReportsInMemoryOptions extends CollectionOptions<Report, ReportsQuery> {
  /** Whether an item is among those that a list is asked for. */
  readonly matches: (item: Report, key: ReportsQuery) => boolean;
  /** What no spec says how to do without the API. */
  readonly others: Pick<ReportsRepository, 'create' | 'cancel'>;
}

/** `reports` in memory, for tests: it keeps what it is given. */
export function reportsInMemory(options: ReportsInMemoryOptions): ReportsRepository {
  const kept = new MemoryCollection<Report, ReportsQuery>('reports', 'id', options);
  return {
    ...options.others,
    list: (key) => kept.list(key),
    get: (key) => kept.get(key.reportId),
  };
}
