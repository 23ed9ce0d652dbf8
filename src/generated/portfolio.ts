// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import {
  type Call,
  type CallOptions,
  type Client,
  type Failure,
  type Known,
  type MergePatch,
  type NoArgs,
  type Operation,
  type PagedCall,
  type PagedCallOptions,
  paginate,
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

/**
 * List the supported currencies.
 *
 * Returns the currencies a portfolio can be kept in. Needs no credentials, so it also serves to
 * check that the API can be reached.
 *
 * `GET /currencies`
 *
 * @throws {ResponseError<Problem>} 429: The caller has made too many requests.
 * @throws {ResponseError<Problem>} 503: The service is overloaded or under maintenance.
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
    limit: 'query',
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

/**
 * List portfolios.
 *
 * Returns the portfolios visible to the caller, most recently updated first.
 *
 * `GET /portfolio`, in pages: `for await` reads every item.
 *
 * @throws {ResponseError<Problem>} 400: The request is malformed, for example a parameter of the
 *   wrong type.
 * @throws {ResponseError<Problem>} 401: There are no credentials, or they are not valid.
 * @throws {ResponseError<Problem>} 429: The caller has made too many requests.
 * @throws {ResponseError<Problem>} 503: The service is overloaded or under maintenance.
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
  body: { type: 'application/json', required: true },
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

/**
 * Create a portfolio.
 *
 * Opens a new, empty portfolio. Send an `Idempotency-Key` to be able to retry without opening the
 * portfolio twice.
 *
 * `POST /portfolio`
 *
 * @throws {ResponseError<Problem>} 400: The request is malformed, for example a parameter of the
 *   wrong type.
 * @throws {ResponseError<Problem>} 401: There are no credentials, or they are not valid.
 * @throws {ResponseError<Problem>} 403: The credentials are valid but do not allow this operation.
 * @throws {ResponseError<Problem>} 409: The request conflicts with the current state of the
 *   resource.
 * @throws {ResponseError<Problem>} 422: The body is well-formed but breaks a rule; `errors` names
 *   the fields.
 * @throws {ResponseError<Problem>} 429: The caller has made too many requests.
 * @throws {ResponseError<Problem>} 503: The service is overloaded or under maintenance.
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

/**
 * Get a portfolio.
 *
 * Returns one portfolio with its latest valuation. With `If-None-Match`, an unchanged portfolio
 * answers 304 without a body.
 *
 * `GET /portfolio/{portfolioId}`
 *
 * @throws {ResponseError} 304: The portfolio still has the version named in `If-None-Match`.
 * @throws {ResponseError<Problem>} 400: The request is malformed, for example a parameter of the
 *   wrong type.
 * @throws {ResponseError<Problem>} 401: There are no credentials, or they are not valid.
 * @throws {ResponseError<Problem>} 404: The resource does not exist, or the caller may not see it.
 * @throws {ResponseError<Problem>} 429: The caller has made too many requests.
 * @throws {ResponseError<Problem>} 503: The service is overloaded or under maintenance.
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
  body: { type: 'application/json', required: true },
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

/**
 * Replace a portfolio.
 *
 * Replaces every editable field of a portfolio; optional fields left out return to their defaults.
 * Without `If-Match` the last write wins.
 *
 * `PUT /portfolio/{portfolioId}`
 *
 * @throws {ResponseError<Problem>} 400: The request is malformed, for example a parameter of the
 *   wrong type.
 * @throws {ResponseError<Problem>} 401: There are no credentials, or they are not valid.
 * @throws {ResponseError<Problem>} 403: The credentials are valid but do not allow this operation.
 * @throws {ResponseError<Problem>} 404: The resource does not exist, or the caller may not see it.
 * @throws {ResponseError<Problem>} 409: The request conflicts with the current state of the
 *   resource.
 * @throws {ResponseError<Problem>} 412: The resource no longer has the version named in `If-Match`.
 * @throws {ResponseError<Problem>} 422: The body is well-formed but breaks a rule; `errors` names
 *   the fields.
 * @throws {ResponseError<Problem>} 429: The caller has made too many requests.
 * @throws {ResponseError<Problem>} 503: The service is overloaded or under maintenance.
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

/**
 * Delete a portfolio.
 *
 * Closes and removes a portfolio. One that still holds positions answers 409.
 *
 * `DELETE /portfolio/{portfolioId}`
 *
 * @throws {ResponseError<Problem>} 401: There are no credentials, or they are not valid.
 * @throws {ResponseError<Problem>} 403: The credentials are valid but do not allow this operation.
 * @throws {ResponseError<Problem>} 404: The resource does not exist, or the caller may not see it.
 * @throws {ResponseError<Problem>} 409: The request conflicts with the current state of the
 *   resource.
 * @throws {ResponseError<Problem>} 429: The caller has made too many requests.
 * @throws {ResponseError<Problem>} 503: The service is overloaded or under maintenance.
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

/**
 * Update a portfolio.
 *
 * Changes the fields that are present (JSON Merge Patch, RFC 7396) and keeps the others. `null`
 * clears a field that may be empty.
 *
 * `PATCH /portfolio/{portfolioId}`
 *
 * @throws {ResponseError<Problem>} 400: The request is malformed, for example a parameter of the
 *   wrong type.
 * @throws {ResponseError<Problem>} 401: There are no credentials, or they are not valid.
 * @throws {ResponseError<Problem>} 403: The credentials are valid but do not allow this operation.
 * @throws {ResponseError<Problem>} 404: The resource does not exist, or the caller may not see it.
 * @throws {ResponseError<Problem>} 409: The request conflicts with the current state of the
 *   resource.
 * @throws {ResponseError<Problem>} 412: The resource no longer has the version named in `If-Match`.
 * @throws {ResponseError<Problem>} 422: The body is well-formed but breaks a rule; `errors` names
 *   the fields.
 * @throws {ResponseError<Problem>} 429: The caller has made too many requests.
 * @throws {ResponseError<Problem>} 503: The service is overloaded or under maintenance.
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
    limit: 'query',
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

/**
 * List the positions of a portfolio.
 *
 * Returns what a portfolio holds, the largest position first.
 *
 * `GET /portfolio/{portfolioId}/positions`, in pages: `for await` reads every item.
 *
 * @throws {ResponseError<Problem>} 400: The request is malformed, for example a parameter of the
 *   wrong type.
 * @throws {ResponseError<Problem>} 401: There are no credentials, or they are not valid.
 * @throws {ResponseError<Problem>} 404: The resource does not exist, or the caller may not see it.
 * @throws {ResponseError<Problem>} 429: The caller has made too many requests.
 * @throws {ResponseError<Problem>} 503: The service is overloaded or under maintenance.
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

/**
 * Get the summary of a portfolio.
 *
 * Returns the value and the composition of a portfolio. Deprecated since version 1.3: use
 * `getPortfolio` for the value and `listPositions` for the composition.
 *
 * `GET /portfolio/{portfolioId}/summary`
 *
 * @deprecated
 * @throws {ResponseError<Problem>} 401: There are no credentials, or they are not valid.
 * @throws {ResponseError<Problem>} 404: The resource does not exist, or the caller may not see it.
 * @throws {ResponseError<Problem>} 429: The caller has made too many requests.
 * @throws {ResponseError<Problem>} 503: The service is overloaded or under maintenance.
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
