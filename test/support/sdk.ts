/** A small SDK as the generator would write it, by hand: one operation of each kind. */

import type {
  BinaryBody,
  Call,
  CallOptions,
  Client,
  Failure,
  Operation,
  Sdk,
  ServerSentEvent,
  Stream,
  Success,
} from '../../src/runtime/index.ts';

export type Resource = 'portfolio' | 'contacts' | 'documents' | 'events';

export const sdk: Sdk<Resource> = {
  name: 'portfolio-api',
  baseUrl: 'https://api.example.com/v1',
  resources: ['portfolio', 'contacts', 'documents', 'events'],
  ttl: { portfolio: 180, contacts: 0 },
};

export interface Portfolio {
  id: string;
  name: string;
  tags?: string[];
}

export interface Contact {
  id: string;
  name: string;
}

export interface Problem {
  title: string;
}

export type PortfolioResult =
  | Success<200, Portfolio>
  | Failure<401, Problem>
  | Failure<404, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const problem = 'application/problem+json';
const failures = { 401: problem, 404: problem, 429: problem, 503: problem } as const;

export const operations = {
  getPortfolio: {
    id: 'getPortfolio',
    method: 'GET',
    path: '/portfolio/{portfolioId}',
    resource: 'portfolio',
    params: { portfolioId: 'path' },
    replies: { 200: 'application/json', ...failures },
  },
  listPortfolios: {
    id: 'listPortfolios',
    method: 'GET',
    path: '/portfolio',
    resource: 'portfolio',
    params: { limit: 'query', status: { in: 'query', type: 'array' } },
    replies: { 200: 'application/json', ...failures },
  },
  createPortfolio: {
    id: 'createPortfolio',
    method: 'POST',
    path: '/portfolio',
    resource: 'portfolio',
    params: { idempotencyKey: { in: 'header', name: 'Idempotency-Key' } },
    body: { type: 'application/json', required: true },
    replies: { 201: 'application/json', ...failures },
  },
  renamePortfolio: {
    id: 'renamePortfolio',
    method: 'POST',
    path: '/portfolio/{portfolioId}/name',
    resource: 'portfolio',
    params: { portfolioId: 'path' },
    body: { type: 'application/json', required: true },
    replies: { 200: 'application/json', ...failures },
  },
  getContact: {
    id: 'getContact',
    method: 'GET',
    path: '/contacts/{contactId}',
    resource: 'contacts',
    params: { contactId: 'path' },
    replies: { 200: 'application/json', ...failures },
  },
  updateContact: {
    id: 'updateContact',
    method: 'PUT',
    path: '/contacts/{contactId}',
    resource: 'contacts',
    params: { contactId: 'path' },
    body: { type: 'application/json', required: true },
    replies: { 200: 'application/json', ...failures },
  },
  download: {
    id: 'download',
    method: 'GET',
    path: '/documents/{documentId}/content',
    resource: 'documents',
    params: { documentId: 'path' },
    replies: { 200: 'application/octet-stream', ...failures },
  },
  upload: {
    id: 'upload',
    method: 'PUT',
    path: '/documents/{documentId}/content',
    resource: 'documents',
    params: { documentId: 'path' },
    body: { type: 'application/octet-stream', required: true },
    replies: { 204: null, ...failures },
  },
  streamEvents: {
    id: 'streamEvents',
    method: 'GET',
    path: '/events/stream',
    resource: 'events',
    replies: { 200: 'text/event-stream', ...failures },
  },
  publicPing: {
    id: 'publicPing',
    method: 'GET',
    path: '/ping',
    resource: 'events',
    replies: { 200: 'application/json', 503: problem },
    security: [],
  },
} as const satisfies Readonly<Record<string, Operation>>;

export const getPortfolio = (
  client: Client,
  args: { readonly portfolioId: string },
  options?: CallOptions,
): Call<Portfolio, PortfolioResult> => client.call(operations.getPortfolio, args, options);

export const listPortfolios = (
  client: Client,
  args: { readonly limit?: number; readonly status?: readonly string[] } = {},
  options?: CallOptions,
): Call<Portfolio[], unknown> => client.call(operations.listPortfolios, args, options);

export const createPortfolio = (
  client: Client,
  args: { readonly body: { readonly name: string }; readonly idempotencyKey?: string },
  options?: CallOptions,
): Call<Portfolio, unknown> => client.call(operations.createPortfolio, args, options);

/** A POST that nothing makes idempotent. */
export const renamePortfolio = (
  client: Client,
  args: { readonly portfolioId: string; readonly body: { readonly name: string } },
  options?: CallOptions,
): Call<Portfolio, unknown> => client.call(operations.renamePortfolio, args, options);

export const getContact = (
  client: Client,
  args: { readonly contactId: string },
  options?: CallOptions,
): Call<Contact, unknown> => client.call(operations.getContact, args, options);

export const updateContact = (
  client: Client,
  args: { readonly contactId: string; readonly body: { readonly name: string } },
  options?: CallOptions,
): Call<Contact, unknown> => client.call(operations.updateContact, args, options);

export const download = (
  client: Client,
  args: { readonly documentId: string },
  options?: CallOptions,
): Call<Blob, unknown> => client.call(operations.download, args, options);

export const upload = (
  client: Client,
  args: { readonly documentId: string; readonly body: BinaryBody },
  options?: CallOptions,
): Call<void, unknown> => client.call(operations.upload, args, options);

export const streamEvents = (client: Client, options?: CallOptions): Call<Stream<ServerSentEvent>, unknown> =>
  client.call(operations.streamEvents, {}, options);

export const publicPing = (client: Client, options?: CallOptions): Call<{ pong: boolean }, unknown> =>
  client.call(operations.publicPing, {}, options);

export const aPortfolio = (id = 'p1', name = 'Growth'): Portfolio => ({ id, name });

export const aContact = (id = 'c1', name = 'Ada'): Contact => ({ id, name });
