/**
 * What each operation is called with: every parameter it has, so that every style goes over the
 * wire. An operation without an input, and an input that does not fit, do not compile.
 */

import * as sdk from '../../src/generated/index.ts';
import type { Call, CallOptions, Client, Failure, Success } from '../../src/runtime/index.ts';

/** Any documented reply. */
export type Documented = Success<number, unknown> | Failure<number, unknown>;

type Sdk = typeof sdk;
/** A method, so that functions fit whose options are narrower: those of a choice of media types. */
type Endpoint<Input = never> = {
  of(client: Client, args: Input, options?: CallOptions): Call<unknown, Documented>;
}['of'];

/** Names of the SDK's flat functions: `getPortfolio`, … */
export type OperationName = {
  [Name in keyof Sdk]: Sdk[Name] extends Endpoint ? Name : never;
}[keyof Sdk];

type Inputs = { readonly [Name in OperationName]: NonNullable<Parameters<Sdk[Name]>[1]> };

const portfolioId = 'pf_4m8x2c';
const contactId = 'ct_3k9f1z';
const documentId = 'doc_5r2n8v';
const reportId = 'rep_2q6j4y';
const page = { cursor: 'eyJ1IjoiMjAyNi0wNS0xMVQxNjowMjozMVoifQ', limit: 200 };
const version = '"v42-6f1d"';
const once = { 'Idempotency-Key': '3f1c9a52-6d0e-4b6f-9c1b-5a7e2d8f4c10' };
const traced = { 'X-Trace-Id': '4bf92f3577b34da6a3ce929d0e0e4736' };

export const inputs = {
  listPortfolios: {
    currency: ['EUR', 'CHF'],
    filter: { owner: 'usr_7h2kq9', risk: 'balanced', updatedAfter: '2026-01-01T00:00:00Z' },
    ...page,
  },
  createPortfolio: {
    ...once,
    body: {
      name: 'Réserve & Söhne 50 %',
      owner: 'usr_7h2kq9',
      currency: 'EUR',
      risk: 'balanced',
      inceptionDate: '2019-03-01',
      benchmark: null,
      targetAllocation: { equity: 0.55, bond: 0.35, cash: 0.1 },
      labels: { desk: 'zurich' },
    },
  },
  getPortfolio: { portfolioId, 'If-None-Match': version },
  replacePortfolio: {
    portfolioId,
    'If-Match': version,
    body: { name: 'Family Trust', owner: 'usr_7h2kq9', currency: 'EUR', risk: 'growth', benchmark: null },
  },
  updatePortfolio: {
    portfolioId,
    'If-Match': version,
    body: { risk: 'growth', benchmark: null, labels: { desk: null, reviewed: '2026-Q2' } },
  },
  deletePortfolio: { portfolioId },
  listPositions: {
    portfolioId,
    assetClass: ['equity', 'real-estate'],
    isin: ['US0378331005', 'CH0038863350'],
    asOf: '2026-05-11',
    ...page,
  },
  getPortfolioSummary: { portfolioId },
  listCurrencies: {},

  listContacts: { kind: 'company', search: 'Alpine & Söhne', ...page },
  createContact: {
    ...once,
    body: {
      kind: 'company',
      displayName: 'Alpine Pension Fund',
      email: 'office@alpine-pension.example',
      phone: '+41445550142',
      notes: null,
      legalName: 'Alpine Pension Fund AG',
      registrationNumber: 'CHE-123.456.789',
      representatives: [contactId],
    },
  },
  getContact: { contactId },
  updateContact: { contactId, body: { phone: null, notes: 'Moved to Basel in April.' } },
  deleteContact: { contactId },

  listUsers: { role: 'adviser', active: false, ...page },
  createUser: {
    ...once,
    body: {
      externalId: 7_203_948_571_203,
      name: 'Jonas Keller',
      email: 'jonas.keller@portfolio.example',
      role: 'adviser',
      active: true,
      password: 'correct horse battery',
      preferences: { locale: 'de-CH', rowsPerPage: 50, weeklyDigest: true },
    },
  },
  getCurrentUser: { session_hint: 'zrh-2' },
  getUser: { userId: 'a user/with ümlaut?' },

  listDocuments: { portfolioId, tag: ['contract', 'signed'], ...page },
  uploadDocument: {
    ...once,
    body: {
      file: new Blob(['%PDF-1.7'], { type: 'application/pdf' }),
      metadata: { title: 'Agreement', category: 'contract', portfolioId, validUntil: null },
      tags: ['contract', 'signed'],
    },
  },
  getDocument: { documentId },
  deleteDocument: { documentId },
  downloadDocument: { documentId },

  listEvents: { from: '2026-05-01T00:00:00Z', to: '2026-05-12T00:00:00Z', ...traced, ...page },
  publishEvent: {
    ...once,
    ...traced,
    body: {
      type: 'trade.executed',
      portfolioId,
      occurredAt: '2026-05-11T15:59:57Z',
      side: 'buy',
      isin: 'US0378331005',
      quantity: 20.5,
      price: { amount: '187.43', currency: 'USD' },
    },
  },
  exportEvents: { day: '2026-05-11' },
  streamEvents: { portfolioId, 'Last-Event-ID': '5120034417', ...traced },

  listReports: { page: 2, limit: 200 },
  createReport: {
    ...once,
    body: { kind: 'tax', portfolioId, period: { from: '2026-01-01', to: '2026-03-31' }, format: 'csv' },
  },
  getReport: { reportId },
  cancelReport: { reportId },
} satisfies Inputs;

/**
 * Prism has no serialiser for lines and sequences of JSON, and answers 500 to whoever asks for them. And
 * its stream of events begins anew, with the same identifiers, whenever it is asked to go on.
 */
const whatPrismCanDo: Readonly<Partial<Record<OperationName, CallOptions>>> = {
  exportEvents: { accept: 'text/csv' },
  streamEvents: { reconnect: false },
};

/** Options of a call that Prism is to answer. */
export const optionsFor = (name: OperationName): CallOptions => whatPrismCanDo[name] ?? {};

/** The SDK's functions, each as what takes its own input. */
const endpoints: {
  readonly [Name in OperationName]: Endpoint<Inputs[Name]>;
} = sdk;

/** Calls the SDK's function of that name with its input. */
export function callWithInput<Name extends OperationName>(
  client: Client,
  name: Name,
  options: CallOptions = {},
): Call<unknown, Documented> {
  const table: Inputs = inputs;
  return endpoints[name](client, table[name], { ...optionsFor(name), ...options });
}
