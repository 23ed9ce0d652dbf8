// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import {
  type Call,
  type CallOptions,
  type Client,
  type ErrorClass,
  errorClass,
  type Failure,
  type Operation,
  type PagedCall,
  type PagedCallOptions,
  paginate,
  type ResponseError,
  type Success,
} from '../runtime/index.ts';
import type { Problem, Report, ReportReceipt, ReportRequest, ResourceId } from './schemas.ts';

export interface ListReportsArgs {
  /** Number of the page. At least 1. Default 1. */
  page?: number;
  /** Largest number of items on the page. 1 to 200. Default 50. */
  limit?: number;
}

export type ListReportsResult =
  | Success<200, Report[]>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const listReportsOperation: Operation = {
  id: 'listReports',
  method: 'GET',
  path: '/reports',
  resource: 'reports',
  params: { page: { in: 'query', type: 'number' }, limit: { in: 'query', type: 'number' } },
  replies: {
    200: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  paging: { style: 'link', items: '' },
  security: [{ oauth: ['reports:read'] }, { apiKey: [] }],
};

export type ListReportsError = ResponseError<Problem, 400 | 401 | 403 | 429 | 503>;
export const ListReportsError: ErrorClass<ListReportsError> =
  /* @__PURE__ */ errorClass(listReportsOperation);

/**
 * List reports.
 *
 * Returns the reports of the last twelve months, newest first.
 *
 * `GET /reports`, in pages: `for await` reads every item.
 *
 * @throws {ListReportsError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {ListReportsError} 401: There are no credentials, or they are not valid.
 * @throws {ListReportsError} 403: The credentials are valid but do not allow this operation.
 * @throws {ListReportsError} 429: The caller has made too many requests.
 * @throws {ListReportsError} 503: The service is overloaded or under maintenance.
 */
function listReports(
  client: Client,
  args: ListReportsArgs = {},
  options?: PagedCallOptions,
): PagedCall<Report[], ListReportsResult, Report> {
  return paginate(client, listReportsOperation, args, options);
}

export interface CreateReportArgs {
  /**
   * A UUID chosen by the client, new for each intended change and the same for each retry of it.
   * Format uuid.
   */
  'Idempotency-Key'?: string;
  /** What `body` is sent as. */
  contentType?: 'application/json' | 'application/x-www-form-urlencoded';
  /** What to report. */
  body: ReportRequest;
}

export type CreateReportResult =
  | Success<202, ReportReceipt>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<422, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const createReportOperation: Operation = {
  id: 'createReport',
  method: 'POST',
  path: '/reports',
  resource: 'reports',
  params: { 'Idempotency-Key': 'header' },
  body: {
    type: 'application/json',
    required: true,
    shape: 'object',
    or: [{ type: 'application/x-www-form-urlencoded', encoding: { period: { style: 'deepObject' } } }],
  },
  replies: {
    202: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    422: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['reports:write'] }, { apiKey: [] }],
};

export type CreateReportError = ResponseError<Problem, 400 | 401 | 403 | 422 | 429 | 503>;
export const CreateReportError: ErrorClass<CreateReportError> =
  /* @__PURE__ */ errorClass(createReportOperation);

/**
 * Request a report.
 *
 * Starts the preparation of a report, which takes from a few seconds to ten minutes. Follow
 * `Location` to see how far it is, and wait `Retry-After` seconds before each request.
 *
 * `POST /reports`
 *
 * @throws {CreateReportError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {CreateReportError} 401: There are no credentials, or they are not valid.
 * @throws {CreateReportError} 403: The credentials are valid but do not allow this operation.
 * @throws {CreateReportError} 422: The body is well-formed but breaks a rule; `errors` names the
 *   fields.
 * @throws {CreateReportError} 429: The caller has made too many requests.
 * @throws {CreateReportError} 503: The service is overloaded or under maintenance.
 */
function createReport(
  client: Client,
  args: CreateReportArgs,
  options?: CallOptions,
): Call<ReportReceipt, CreateReportResult> {
  return client.call(createReportOperation, args, options);
}

export interface GetReportArgs {
  /** Identifier of the report. */
  reportId: ResourceId;
}

export type GetReportResult =
  | Success<200, Report>
  | Failure<401, Problem>
  | Failure<404, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const getReportOperation: Operation = {
  id: 'getReport',
  method: 'GET',
  path: '/reports/{reportId}',
  resource: 'reports',
  params: { reportId: 'path' },
  replies: {
    200: 'application/json',
    401: 'application/problem+json',
    404: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['reports:read'] }, { apiKey: [] }],
};

export type GetReportError = ResponseError<Problem, 401 | 404 | 429 | 503>;
export const GetReportError: ErrorClass<GetReportError> = /* @__PURE__ */ errorClass(getReportOperation);

/**
 * Get a report.
 *
 * Returns the state of a report. Once `status` is `done`, `documentId` names the document to
 * download; `failed` and `canceled` are final too.
 *
 * `GET /reports/{reportId}`
 *
 * @throws {GetReportError} 401: There are no credentials, or they are not valid.
 * @throws {GetReportError} 404: The resource does not exist, or the caller may not see it.
 * @throws {GetReportError} 429: The caller has made too many requests.
 * @throws {GetReportError} 503: The service is overloaded or under maintenance.
 */
function getReport(
  client: Client,
  args: GetReportArgs,
  options?: CallOptions,
): Call<Report, GetReportResult> {
  return client.call(getReportOperation, args, options);
}

export interface CancelReportArgs {
  /** Identifier of the report. */
  reportId: ResourceId;
}

export type CancelReportResult =
  | Success<200, Report>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<404, Problem>
  | Failure<409, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const cancelReportOperation: Operation = {
  id: 'cancelReport',
  method: 'POST',
  path: '/reports/{reportId}/cancel',
  resource: 'reports',
  params: { reportId: 'path' },
  replies: {
    200: 'application/json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    404: 'application/problem+json',
    409: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['reports:write'] }, { apiKey: [] }],
};

export type CancelReportError = ResponseError<Problem, 401 | 403 | 404 | 409 | 429 | 503>;
export const CancelReportError: ErrorClass<CancelReportError> =
  /* @__PURE__ */ errorClass(cancelReportOperation);

/**
 * Cancel a report.
 *
 * Stops the preparation of a report. A report that is already final answers 409.
 *
 * `POST /reports/{reportId}/cancel`
 *
 * @throws {CancelReportError} 401: There are no credentials, or they are not valid.
 * @throws {CancelReportError} 403: The credentials are valid but do not allow this operation.
 * @throws {CancelReportError} 404: The resource does not exist, or the caller may not see it.
 * @throws {CancelReportError} 409: The request conflicts with the current state of the resource.
 * @throws {CancelReportError} 429: The caller has made too many requests.
 * @throws {CancelReportError} 503: The service is overloaded or under maintenance.
 */
function cancelReport(
  client: Client,
  args: CancelReportArgs,
  options?: CallOptions,
): Call<Report, CancelReportResult> {
  return client.call(cancelReportOperation, args, options);
}

/** The endpoints of `reports` on a client: `api.reports`. */
export interface ReportsEndpoints {
  /** List reports. */
  list(args?: ListReportsArgs, options?: PagedCallOptions): PagedCall<Report[], ListReportsResult, Report>;
  /** Request a report. */
  create(args: CreateReportArgs, options?: CallOptions): Call<ReportReceipt, CreateReportResult>;
  /** Get a report. */
  get(args: GetReportArgs, options?: CallOptions): Call<Report, GetReportResult>;
  /** Cancel a report. */
  cancel(args: CancelReportArgs, options?: CallOptions): Call<Report, CancelReportResult>;
}

/** What each endpoint of `reports` is, by path and method. */
const operations: readonly Operation[] = [
  listReportsOperation,
  createReportOperation,
  getReportOperation,
  cancelReportOperation,
];

export { cancelReport as cancel, createReport as create, getReport as get, listReports as list, operations };
