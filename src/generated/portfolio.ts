// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import {
  type Call,
  type CallOptions,
  type Client,
  type ErrorClass,
  errorClass,
  type Failure,
  type Known,
  type MergePatch,
  type NoArgs,
  type Operation,
  type PagedCall,
  type PagedCallOptions,
  paginate,
  type ResponseError,
  type Success,
} from '../runtime/index.ts';
import type {
  AssetClass,
  Currency,
  CurrencyCode,
  Isin,
  Portfolio,
  PortfolioInput,
  PortfolioPage,
  PortfolioPatch,
  PortfolioSummary,
  Position,
  PositionPage,
  Problem,
  ResourceId,
} from './schemas.ts';
import type { operations as Operations } from './types.ts';

export type ListCurrenciesResult = Success<200, Currency[]> | Failure<429, Problem> | Failure<503, Problem>;

const listCurrenciesOperation: Operation = {
  id: 'listCurrencies',
  method: 'GET',
  path: '/currencies',
  resource: 'portfolio',
  replies: { 200: 'application/json', 429: 'application/problem+json', 503: 'application/problem+json' },
  security: [],
};

export type ListCurrenciesError = ResponseError<Problem, 429 | 503>;
export const ListCurrenciesError: ErrorClass<ListCurrenciesError> =
  /* @__PURE__ */ errorClass(listCurrenciesOperation);

/**
 * List the supported currencies.
 *
 * Returns the currencies a portfolio can be kept in. Needs no credentials, so it also serves to
 * check that the API can be reached.
 *
 * `GET /currencies`
 *
 * @throws {ListCurrenciesError} 429: The caller has made too many requests.
 * @throws {ListCurrenciesError} 503: The service is overloaded or under maintenance.
 */
function listCurrencies(
  client: Client,
  args: NoArgs = {},
  options?: CallOptions,
): Call<Currency[], ListCurrenciesResult> {
  return client.call(listCurrenciesOperation, args, options);
}

export interface ListPortfoliosArgs {
  /**
   * Keep only portfolios kept in one of these currencies. Repeat the parameter for each value:
   * `currency=EUR&currency=CHF`.
   */
  currency?: Known<CurrencyCode>[];
  /** Further conditions, all of which must hold: `filter[owner]=usr_7h2kq9&filter[risk]=balanced`. */
  filter?: NonNullable<Operations['listPortfolios']['parameters']['query']>['filter'];
  /** The `nextCursor` of the previous page. Leave it out to get the first page. */
  cursor?: string;
  /** Largest number of items on the page. 1 to 200. Default 50. */
  limit?: number;
}

export type ListPortfoliosResult =
  | Success<200, PortfolioPage>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const listPortfoliosOperation: Operation = {
  id: 'listPortfolios',
  method: 'GET',
  path: '/portfolio',
  resource: 'portfolio',
  params: {
    currency: { in: 'query', type: 'array' },
    filter: { in: 'query', type: 'object', style: 'deepObject' },
    cursor: 'query',
    limit: { in: 'query', type: 'number' },
  },
  replies: {
    200: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  paging: { style: 'cursor', parameter: 'cursor', next: '/nextCursor', items: '/items' },
};

export type ListPortfoliosError = ResponseError<Problem, 400 | 401 | 429 | 503>;
export const ListPortfoliosError: ErrorClass<ListPortfoliosError> =
  /* @__PURE__ */ errorClass(listPortfoliosOperation);

/**
 * List portfolios.
 *
 * Returns the portfolios visible to the caller, most recently updated first.
 *
 * `GET /portfolio`, in pages: `for await` reads every item.
 *
 * @throws {ListPortfoliosError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {ListPortfoliosError} 401: There are no credentials, or they are not valid.
 * @throws {ListPortfoliosError} 429: The caller has made too many requests.
 * @throws {ListPortfoliosError} 503: The service is overloaded or under maintenance.
 */
function listPortfolios(
  client: Client,
  args: ListPortfoliosArgs = {},
  options?: PagedCallOptions,
): PagedCall<PortfolioPage, ListPortfoliosResult, Portfolio> {
  return paginate(client, listPortfoliosOperation, args, options);
}

export interface CreatePortfolioArgs {
  /**
   * A UUID chosen by the client, new for each intended change and the same for each retry of it.
   * Format uuid.
   */
  'Idempotency-Key'?: string;
  /** The portfolio to open. */
  body: PortfolioInput;
}

export type CreatePortfolioResult =
  | Success<201, Portfolio>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<409, Problem>
  | Failure<422, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const createPortfolioOperation: Operation = {
  id: 'createPortfolio',
  method: 'POST',
  path: '/portfolio',
  resource: 'portfolio',
  params: { 'Idempotency-Key': 'header' },
  body: { type: 'application/json', required: true, shape: 'object' },
  replies: {
    201: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    409: 'application/problem+json',
    422: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['portfolio:write'] }, { apiKey: [] }],
};

export type CreatePortfolioError = ResponseError<Problem, 400 | 401 | 403 | 409 | 422 | 429 | 503>;
export const CreatePortfolioError: ErrorClass<CreatePortfolioError> =
  /* @__PURE__ */ errorClass(createPortfolioOperation);

/**
 * Create a portfolio.
 *
 * Opens a new, empty portfolio. Send an `Idempotency-Key` to be able to retry without opening the
 * portfolio twice.
 *
 * `POST /portfolio`
 *
 * @throws {CreatePortfolioError} 400: The request is malformed, for example a parameter of the
 *   wrong type.
 * @throws {CreatePortfolioError} 401: There are no credentials, or they are not valid.
 * @throws {CreatePortfolioError} 403: The credentials are valid but do not allow this operation.
 * @throws {CreatePortfolioError} 409: The request conflicts with the current state of the resource.
 * @throws {CreatePortfolioError} 422: The body is well-formed but breaks a rule; `errors` names the
 *   fields.
 * @throws {CreatePortfolioError} 429: The caller has made too many requests.
 * @throws {CreatePortfolioError} 503: The service is overloaded or under maintenance.
 */
function createPortfolio(
  client: Client,
  args: CreatePortfolioArgs,
  options?: CallOptions,
): Call<Portfolio, CreatePortfolioResult> {
  return client.call(createPortfolioOperation, args, options);
}

export interface GetPortfolioArgs {
  /** Identifier of the portfolio. */
  portfolioId: ResourceId;
  /** Answer 304 if the portfolio still has this `ETag`. */
  'If-None-Match'?: string;
}

export type GetPortfolioResult =
  | Success<200, Portfolio>
  | Failure<304, undefined>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<404, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const getPortfolioOperation: Operation = {
  id: 'getPortfolio',
  method: 'GET',
  path: '/portfolio/{portfolioId}',
  resource: 'portfolio',
  params: { portfolioId: 'path', 'If-None-Match': 'header' },
  replies: {
    200: 'application/json',
    304: null,
    400: 'application/problem+json',
    401: 'application/problem+json',
    404: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
};

export type GetPortfolioError =
  | ResponseError<undefined, 304>
  | ResponseError<Problem, 400 | 401 | 404 | 429 | 503>;
export const GetPortfolioError: ErrorClass<GetPortfolioError> =
  /* @__PURE__ */ errorClass(getPortfolioOperation);

/**
 * Get a portfolio.
 *
 * Returns one portfolio with its latest valuation. With `If-None-Match`, an unchanged portfolio
 * answers 304 without a body.
 *
 * `GET /portfolio/{portfolioId}`
 *
 * @throws {GetPortfolioError} 304: The portfolio still has the version named in `If-None-Match`.
 * @throws {GetPortfolioError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {GetPortfolioError} 401: There are no credentials, or they are not valid.
 * @throws {GetPortfolioError} 404: The resource does not exist, or the caller may not see it.
 * @throws {GetPortfolioError} 429: The caller has made too many requests.
 * @throws {GetPortfolioError} 503: The service is overloaded or under maintenance.
 */
function getPortfolio(
  client: Client,
  args: GetPortfolioArgs,
  options?: CallOptions,
): Call<Portfolio, GetPortfolioResult> {
  return client.call(getPortfolioOperation, args, options);
}

export interface ReplacePortfolioArgs {
  /** Identifier of the portfolio. */
  portfolioId: ResourceId;
  /** Make the change only if the portfolio still has this `ETag`; otherwise answer 412. */
  'If-Match'?: string;
  /** The complete new content. */
  body: PortfolioInput;
}

export type ReplacePortfolioResult =
  | Success<200, Portfolio>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<404, Problem>
  | Failure<409, Problem>
  | Failure<412, Problem>
  | Failure<422, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const replacePortfolioOperation: Operation = {
  id: 'replacePortfolio',
  method: 'PUT',
  path: '/portfolio/{portfolioId}',
  resource: 'portfolio',
  params: { portfolioId: 'path', 'If-Match': 'header' },
  body: { type: 'application/json', required: true, shape: 'object' },
  replies: {
    200: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    404: 'application/problem+json',
    409: 'application/problem+json',
    412: 'application/problem+json',
    422: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['portfolio:write'] }, { apiKey: [] }],
};

export type ReplacePortfolioError = ResponseError<
  Problem,
  400 | 401 | 403 | 404 | 409 | 412 | 422 | 429 | 503
>;
export const ReplacePortfolioError: ErrorClass<ReplacePortfolioError> =
  /* @__PURE__ */ errorClass(replacePortfolioOperation);

/**
 * Replace a portfolio.
 *
 * Replaces every editable field of a portfolio; optional fields left out return to their defaults.
 * Without `If-Match` the last write wins.
 *
 * `PUT /portfolio/{portfolioId}`
 *
 * @throws {ReplacePortfolioError} 400: The request is malformed, for example a parameter of the
 *   wrong type.
 * @throws {ReplacePortfolioError} 401: There are no credentials, or they are not valid.
 * @throws {ReplacePortfolioError} 403: The credentials are valid but do not allow this operation.
 * @throws {ReplacePortfolioError} 404: The resource does not exist, or the caller may not see it.
 * @throws {ReplacePortfolioError} 409: The request conflicts with the current state of the
 *   resource.
 * @throws {ReplacePortfolioError} 412: The resource no longer has the version named in `If-Match`.
 * @throws {ReplacePortfolioError} 422: The body is well-formed but breaks a rule; `errors` names
 *   the fields.
 * @throws {ReplacePortfolioError} 429: The caller has made too many requests.
 * @throws {ReplacePortfolioError} 503: The service is overloaded or under maintenance.
 */
function replacePortfolio(
  client: Client,
  args: ReplacePortfolioArgs,
  options?: CallOptions,
): Call<Portfolio, ReplacePortfolioResult> {
  return client.call(replacePortfolioOperation, args, options);
}

export interface DeletePortfolioArgs {
  /** Identifier of the portfolio. */
  portfolioId: ResourceId;
}

export type DeletePortfolioResult =
  | Success<204, undefined>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<404, Problem>
  | Failure<409, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const deletePortfolioOperation: Operation = {
  id: 'deletePortfolio',
  method: 'DELETE',
  path: '/portfolio/{portfolioId}',
  resource: 'portfolio',
  params: { portfolioId: 'path' },
  replies: {
    204: null,
    401: 'application/problem+json',
    403: 'application/problem+json',
    404: 'application/problem+json',
    409: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['portfolio:write'] }, { apiKey: [] }],
};

export type DeletePortfolioError = ResponseError<Problem, 401 | 403 | 404 | 409 | 429 | 503>;
export const DeletePortfolioError: ErrorClass<DeletePortfolioError> =
  /* @__PURE__ */ errorClass(deletePortfolioOperation);

/**
 * Delete a portfolio.
 *
 * Closes and removes a portfolio. One that still holds positions answers 409.
 *
 * `DELETE /portfolio/{portfolioId}`
 *
 * @throws {DeletePortfolioError} 401: There are no credentials, or they are not valid.
 * @throws {DeletePortfolioError} 403: The credentials are valid but do not allow this operation.
 * @throws {DeletePortfolioError} 404: The resource does not exist, or the caller may not see it.
 * @throws {DeletePortfolioError} 409: The request conflicts with the current state of the resource.
 * @throws {DeletePortfolioError} 429: The caller has made too many requests.
 * @throws {DeletePortfolioError} 503: The service is overloaded or under maintenance.
 */
function deletePortfolio(
  client: Client,
  args: DeletePortfolioArgs,
  options?: CallOptions,
): Call<undefined, DeletePortfolioResult> {
  return client.call(deletePortfolioOperation, args, options);
}

export interface UpdatePortfolioArgs {
  /** Identifier of the portfolio. */
  portfolioId: ResourceId;
  /** Make the change only if the portfolio still has this `ETag`; otherwise answer 412. */
  'If-Match'?: string;
  /** The fields to change. */
  body: MergePatch<PortfolioPatch>;
}

export type UpdatePortfolioResult =
  | Success<200, Portfolio>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<404, Problem>
  | Failure<409, Problem>
  | Failure<412, Problem>
  | Failure<422, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const updatePortfolioOperation: Operation = {
  id: 'updatePortfolio',
  method: 'PATCH',
  path: '/portfolio/{portfolioId}',
  resource: 'portfolio',
  params: { portfolioId: 'path', 'If-Match': 'header' },
  body: { type: 'application/merge-patch+json', required: true },
  replies: {
    200: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    404: 'application/problem+json',
    409: 'application/problem+json',
    412: 'application/problem+json',
    422: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['portfolio:write'] }, { apiKey: [] }],
};

export type UpdatePortfolioError = ResponseError<
  Problem,
  400 | 401 | 403 | 404 | 409 | 412 | 422 | 429 | 503
>;
export const UpdatePortfolioError: ErrorClass<UpdatePortfolioError> =
  /* @__PURE__ */ errorClass(updatePortfolioOperation);

/**
 * Update a portfolio.
 *
 * Changes the fields that are present (JSON Merge Patch, RFC 7396) and keeps the others. `null`
 * clears a field that may be empty.
 *
 * `PATCH /portfolio/{portfolioId}`
 *
 * @throws {UpdatePortfolioError} 400: The request is malformed, for example a parameter of the
 *   wrong type.
 * @throws {UpdatePortfolioError} 401: There are no credentials, or they are not valid.
 * @throws {UpdatePortfolioError} 403: The credentials are valid but do not allow this operation.
 * @throws {UpdatePortfolioError} 404: The resource does not exist, or the caller may not see it.
 * @throws {UpdatePortfolioError} 409: The request conflicts with the current state of the resource.
 * @throws {UpdatePortfolioError} 412: The resource no longer has the version named in `If-Match`.
 * @throws {UpdatePortfolioError} 422: The body is well-formed but breaks a rule; `errors` names the
 *   fields.
 * @throws {UpdatePortfolioError} 429: The caller has made too many requests.
 * @throws {UpdatePortfolioError} 503: The service is overloaded or under maintenance.
 */
function updatePortfolio(
  client: Client,
  args: UpdatePortfolioArgs,
  options?: CallOptions,
): Call<Portfolio, UpdatePortfolioResult> {
  return client.call(updatePortfolioOperation, args, options);
}

export interface ListPositionsArgs {
  /** Identifier of the portfolio. */
  portfolioId: ResourceId;
  /** Keep only these asset classes, separated by commas: `assetClass=equity,bond`. */
  assetClass?: Known<AssetClass>[];
  /**
   * Keep only these instruments, up to 20, separated by vertical bars:
   * `isin=US0378331005|CH0038863350`.
   */
  isin?: Isin[];
  /** The day of the valuation. Defaults to today. Format date. */
  asOf?: string;
  /** The `nextCursor` of the previous page. Leave it out to get the first page. */
  cursor?: string;
  /** Largest number of items on the page. 1 to 200. Default 50. */
  limit?: number;
}

export type ListPositionsResult =
  | Success<200, PositionPage>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<404, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const listPositionsOperation: Operation = {
  id: 'listPositions',
  method: 'GET',
  path: '/portfolio/{portfolioId}/positions',
  resource: 'portfolio',
  params: {
    portfolioId: 'path',
    assetClass: { in: 'query', type: 'array', explode: false },
    isin: { in: 'query', type: 'array', style: 'pipeDelimited' },
    asOf: 'query',
    cursor: 'query',
    limit: { in: 'query', type: 'number' },
  },
  replies: {
    200: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    404: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  paging: { style: 'cursor', parameter: 'cursor', next: '/nextCursor', items: '/items' },
};

export type ListPositionsError = ResponseError<Problem, 400 | 401 | 404 | 429 | 503>;
export const ListPositionsError: ErrorClass<ListPositionsError> =
  /* @__PURE__ */ errorClass(listPositionsOperation);

/**
 * List the positions of a portfolio.
 *
 * Returns what a portfolio holds, the largest position first.
 *
 * `GET /portfolio/{portfolioId}/positions`, in pages: `for await` reads every item.
 *
 * @throws {ListPositionsError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {ListPositionsError} 401: There are no credentials, or they are not valid.
 * @throws {ListPositionsError} 404: The resource does not exist, or the caller may not see it.
 * @throws {ListPositionsError} 429: The caller has made too many requests.
 * @throws {ListPositionsError} 503: The service is overloaded or under maintenance.
 */
function listPositions(
  client: Client,
  args: ListPositionsArgs,
  options?: PagedCallOptions,
): PagedCall<PositionPage, ListPositionsResult, Position> {
  return paginate(client, listPositionsOperation, args, options);
}

export interface GetPortfolioSummaryArgs {
  /** Identifier of the portfolio. */
  portfolioId: ResourceId;
}

export type GetPortfolioSummaryResult =
  | Success<200, PortfolioSummary>
  | Failure<401, Problem>
  | Failure<404, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const getPortfolioSummaryOperation: Operation = {
  id: 'getPortfolioSummary',
  method: 'GET',
  path: '/portfolio/{portfolioId}/summary',
  resource: 'portfolio',
  params: { portfolioId: 'path' },
  replies: {
    200: 'application/json',
    401: 'application/problem+json',
    404: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
};

export type GetPortfolioSummaryError = ResponseError<Problem, 401 | 404 | 429 | 503>;
export const GetPortfolioSummaryError: ErrorClass<GetPortfolioSummaryError> =
  /* @__PURE__ */ errorClass(getPortfolioSummaryOperation);

/**
 * Get the summary of a portfolio.
 *
 * Returns the value and the composition of a portfolio. Deprecated since version 1.3: use
 * `getPortfolio` for the value and `listPositions` for the composition.
 *
 * `GET /portfolio/{portfolioId}/summary`
 *
 * @deprecated
 * @throws {GetPortfolioSummaryError} 401: There are no credentials, or they are not valid.
 * @throws {GetPortfolioSummaryError} 404: The resource does not exist, or the caller may not see
 *   it.
 * @throws {GetPortfolioSummaryError} 429: The caller has made too many requests.
 * @throws {GetPortfolioSummaryError} 503: The service is overloaded or under maintenance.
 */
function getPortfolioSummary(
  client: Client,
  args: GetPortfolioSummaryArgs,
  options?: CallOptions,
): Call<PortfolioSummary, GetPortfolioSummaryResult> {
  return client.call(getPortfolioSummaryOperation, args, options);
}

/** The endpoints of `portfolio` on a client: `api.portfolio`. */
export interface PortfolioEndpoints {
  /** List the supported currencies. */
  listCurrencies(args?: NoArgs, options?: CallOptions): Call<Currency[], ListCurrenciesResult>;
  /** List portfolios. */
  list(
    args?: ListPortfoliosArgs,
    options?: PagedCallOptions,
  ): PagedCall<PortfolioPage, ListPortfoliosResult, Portfolio>;
  /** Create a portfolio. */
  create(args: CreatePortfolioArgs, options?: CallOptions): Call<Portfolio, CreatePortfolioResult>;
  /** Get a portfolio. */
  get(args: GetPortfolioArgs, options?: CallOptions): Call<Portfolio, GetPortfolioResult>;
  /** Replace a portfolio. */
  replace(args: ReplacePortfolioArgs, options?: CallOptions): Call<Portfolio, ReplacePortfolioResult>;
  /** Delete a portfolio. */
  delete(args: DeletePortfolioArgs, options?: CallOptions): Call<undefined, DeletePortfolioResult>;
  /** Update a portfolio. */
  update(args: UpdatePortfolioArgs, options?: CallOptions): Call<Portfolio, UpdatePortfolioResult>;
  /** List the positions of a portfolio. */
  listPositions(
    args: ListPositionsArgs,
    options?: PagedCallOptions,
  ): PagedCall<PositionPage, ListPositionsResult, Position>;
  /**
   * Get the summary of a portfolio.
   *
   * @deprecated
   */
  getSummary(
    args: GetPortfolioSummaryArgs,
    options?: CallOptions,
  ): Call<PortfolioSummary, GetPortfolioSummaryResult>;
}

/** What each endpoint of `portfolio` is, by path and method. */
const operations: readonly Operation[] = [
  listCurrenciesOperation,
  listPortfoliosOperation,
  createPortfolioOperation,
  getPortfolioOperation,
  replacePortfolioOperation,
  deletePortfolioOperation,
  updatePortfolioOperation,
  listPositionsOperation,
  getPortfolioSummaryOperation,
];

export {
  createPortfolio as create,
  deletePortfolio as delete,
  getPortfolio as get,
  getPortfolioSummary as getSummary,
  listCurrencies,
  listPortfolios as list,
  listPositions,
  operations,
  replacePortfolio as replace,
  updatePortfolio as update,
};
