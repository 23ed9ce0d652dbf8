// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

export { apiKey, basic, bearer, oauth2 } from '../runtime/index.ts';
export { type Api, createClient, useClient } from './api.ts';
export { type ApiOptions, createBareClient, sdk } from './client.ts';
export { type Resource, resources, ttl } from './resources.ts';
export type * from './schemas.ts';
export { type AuthOptions, securitySchemes } from './security.ts';
export type { components, operations, paths } from './types.ts';

export * as portfolio from './portfolio.ts';
export * as contacts from './contacts.ts';
export * as users from './users.ts';
export * as documents from './documents.ts';
export * as events from './events.ts';
export * as reports from './reports.ts';

export {
  create as createPortfolio,
  delete as deletePortfolio,
  get as getPortfolio,
  getSummary as getPortfolioSummary,
  list as listPortfolios,
  listCurrencies,
  listPositions,
  replace as replacePortfolio,
  update as updatePortfolio,
} from './portfolio.ts';
export type {
  CreatePortfolioArgs,
  CreatePortfolioResult,
  DeletePortfolioArgs,
  DeletePortfolioResult,
  GetPortfolioArgs,
  GetPortfolioResult,
  GetPortfolioSummaryArgs,
  GetPortfolioSummaryResult,
  ListCurrenciesResult,
  ListPortfoliosArgs,
  ListPortfoliosResult,
  ListPositionsArgs,
  ListPositionsResult,
  PortfolioEndpoints,
  ReplacePortfolioArgs,
  ReplacePortfolioResult,
  UpdatePortfolioArgs,
  UpdatePortfolioResult,
} from './portfolio.ts';
export {
  create as createContact,
  delete as deleteContact,
  get as getContact,
  list as listContacts,
  update as updateContact,
} from './contacts.ts';
export type {
  ContactsEndpoints,
  CreateContactArgs,
  CreateContactResult,
  DeleteContactArgs,
  DeleteContactResult,
  GetContactArgs,
  GetContactResult,
  ListContactsArgs,
  ListContactsResult,
  UpdateContactArgs,
  UpdateContactResult,
} from './contacts.ts';
export {
  create as createUser,
  get as getUser,
  getCurrent as getCurrentUser,
  list as listUsers,
} from './users.ts';
export type {
  CreateUserArgs,
  CreateUserResult,
  GetCurrentUserArgs,
  GetCurrentUserResult,
  GetUserArgs,
  GetUserResult,
  ListUsersArgs,
  ListUsersResult,
  UsersEndpoints,
} from './users.ts';
export {
  delete as deleteDocument,
  download as downloadDocument,
  get as getDocument,
  list as listDocuments,
  upload as uploadDocument,
} from './documents.ts';
export type {
  DeleteDocumentArgs,
  DeleteDocumentResult,
  DocumentsEndpoints,
  DownloadDocumentArgs,
  DownloadDocumentResult,
  GetDocumentArgs,
  GetDocumentResult,
  ListDocumentsArgs,
  ListDocumentsResult,
  UploadDocumentArgs,
  UploadDocumentResult,
} from './documents.ts';
export {
  export as exportEvents,
  list as listEvents,
  publish as publishEvent,
  stream as streamEvents,
} from './events.ts';
export type {
  EventsEndpoints,
  ExportEventsArgs,
  ExportEventsResult,
  ListEventsArgs,
  ListEventsResult,
  PublishEventArgs,
  PublishEventResult,
  StreamEventsArgs,
  StreamEventsResult,
} from './events.ts';
export {
  cancel as cancelReport,
  create as createReport,
  get as getReport,
  list as listReports,
} from './reports.ts';
export type {
  CancelReportArgs,
  CancelReportResult,
  CreateReportArgs,
  CreateReportResult,
  GetReportArgs,
  GetReportResult,
  ListReportsArgs,
  ListReportsResult,
  ReportsEndpoints,
} from './reports.ts';
