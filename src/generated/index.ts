// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

export { apiKey, basic, bearer, oauth2 } from '../runtime/index.ts';
export { type Api, apiOf, createClient, useClient } from './api.ts';
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
  CreatePortfolioError,
  delete as deletePortfolio,
  DeletePortfolioError,
  get as getPortfolio,
  GetPortfolioError,
  GetPortfolioSummaryError,
  getSummary as getPortfolioSummary,
  list as listPortfolios,
  listCurrencies,
  ListCurrenciesError,
  ListPortfoliosError,
  listPositions,
  ListPositionsError,
  replace as replacePortfolio,
  ReplacePortfolioError,
  update as updatePortfolio,
  UpdatePortfolioError,
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
  CreateContactError,
  delete as deleteContact,
  DeleteContactError,
  get as getContact,
  GetContactError,
  list as listContacts,
  ListContactsError,
  update as updateContact,
  UpdateContactError,
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
  CreateUserError,
  get as getUser,
  getCurrent as getCurrentUser,
  GetCurrentUserError,
  GetUserError,
  list as listUsers,
  ListUsersError,
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
  DeleteDocumentError,
  download as downloadDocument,
  DownloadDocumentError,
  get as getDocument,
  GetDocumentError,
  list as listDocuments,
  ListDocumentsError,
  upload as uploadDocument,
  UploadDocumentError,
} from './documents.ts';
export type {
  DeleteDocumentArgs,
  DeleteDocumentResult,
  DocumentsEndpoints,
  DownloadDocumentArgs,
  DownloadDocumentData,
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
  ExportEventsError,
  list as listEvents,
  ListEventsError,
  publish as publishEvent,
  PublishEventError,
  stream as streamEvents,
  StreamEventsError,
} from './events.ts';
export type {
  EventsEndpoints,
  ExportEventsArgs,
  ExportEventsData,
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
  CancelReportError,
  create as createReport,
  CreateReportError,
  get as getReport,
  GetReportError,
  list as listReports,
  ListReportsError,
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
