// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import {
  type Call,
  type CallOptions,
  type Client,
  type ErrorClass,
  errorClass,
  type Failure,
  type Known,
  type Operation,
  type PagedCall,
  type PagedCallOptions,
  paginate,
  type ResponseError,
  type Success,
} from '../runtime/index.ts';
import type { Problem, ResourceId, User, UserInput, UserPage, UserRole } from './schemas.ts';

export interface ListUsersArgs {
  /** Keep only users with this role. */
  role?: Known<UserRole>;
  /** Keep only active (`true`) or only suspended (`false`) accounts. */
  active?: boolean;
  /** The `nextCursor` of the previous page. Leave it out to get the first page. */
  cursor?: string;
  /** Largest number of items on the page. 1 to 200. Default 50. */
  limit?: number;
}

export type ListUsersResult =
  | Success<200, UserPage>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const listUsersOperation: Operation = {
  id: 'listUsers',
  method: 'GET',
  path: '/users',
  resource: 'users',
  params: {
    role: 'query',
    active: { in: 'query', type: 'boolean' },
    cursor: 'query',
    limit: { in: 'query', type: 'number' },
  },
  replies: {
    200: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  paging: { style: 'cursor', parameter: 'cursor', next: '/nextCursor', items: '/items' },
  security: [{ oauth: ['users:read'] }, { apiKey: [] }],
};

export type ListUsersError = ResponseError<Problem, 400 | 401 | 403 | 429 | 503>;
export const ListUsersError: ErrorClass<ListUsersError> = /* @__PURE__ */ errorClass(listUsersOperation);

/**
 * List users.
 *
 * Returns the user accounts of the company, newest first.
 *
 * `GET /users`, in pages: `for await` reads every item.
 *
 * @throws {ListUsersError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {ListUsersError} 401: There are no credentials, or they are not valid.
 * @throws {ListUsersError} 403: The credentials are valid but do not allow this operation.
 * @throws {ListUsersError} 429: The caller has made too many requests.
 * @throws {ListUsersError} 503: The service is overloaded or under maintenance.
 */
function listUsers(
  client: Client,
  args: ListUsersArgs = {},
  options?: PagedCallOptions,
): PagedCall<UserPage, ListUsersResult, User> {
  return paginate(client, listUsersOperation, args, options);
}

export interface CreateUserArgs {
  /**
   * A UUID chosen by the client, new for each intended change and the same for each retry of it.
   * Format uuid.
   */
  'Idempotency-Key'?: string;
  /** The account to open. */
  body: UserInput;
}

export type CreateUserResult =
  | Success<201, User>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<409, Problem>
  | Failure<422, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const createUserOperation: Operation = {
  id: 'createUser',
  method: 'POST',
  path: '/users',
  resource: 'users',
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
  security: [{ oauth: ['users:write'] }, { apiKey: [] }],
};

export type CreateUserError = ResponseError<Problem, 400 | 401 | 403 | 409 | 422 | 429 | 503>;
export const CreateUserError: ErrorClass<CreateUserError> = /* @__PURE__ */ errorClass(createUserOperation);

/**
 * Create a user.
 *
 * Opens a user account. Without a `password`, the new user receives an invitation by e-mail and
 * chooses one.
 *
 * `POST /users`
 *
 * @throws {CreateUserError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {CreateUserError} 401: There are no credentials, or they are not valid.
 * @throws {CreateUserError} 403: The credentials are valid but do not allow this operation.
 * @throws {CreateUserError} 409: The request conflicts with the current state of the resource.
 * @throws {CreateUserError} 422: The body is well-formed but breaks a rule; `errors` names the
 *   fields.
 * @throws {CreateUserError} 429: The caller has made too many requests.
 * @throws {CreateUserError} 503: The service is overloaded or under maintenance.
 */
function createUser(
  client: Client,
  args: CreateUserArgs,
  options?: CallOptions,
): Call<User, CreateUserResult> {
  return client.call(createUserOperation, args, options);
}

export interface GetCurrentUserArgs {
  /** Opaque value that routes the request to the data centre of the last login. Affects speed only. */
  session_hint?: string;
}

export type GetCurrentUserResult =
  | Success<200, User>
  | Failure<401, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const getCurrentUserOperation: Operation = {
  id: 'getCurrentUser',
  method: 'GET',
  path: '/users/me',
  resource: 'users',
  params: { session_hint: 'cookie' },
  replies: {
    200: 'application/json',
    401: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['users:read'] }, { apiKey: [] }, { session: [] }],
};

export type GetCurrentUserError = ResponseError<Problem, 401 | 429 | 503>;
export const GetCurrentUserError: ErrorClass<GetCurrentUserError> =
  /* @__PURE__ */ errorClass(getCurrentUserOperation);

/**
 * Get the current user.
 *
 * Returns the account the credentials of the request belong to.
 *
 * `GET /users/me`
 *
 * @throws {GetCurrentUserError} 401: There are no credentials, or they are not valid.
 * @throws {GetCurrentUserError} 429: The caller has made too many requests.
 * @throws {GetCurrentUserError} 503: The service is overloaded or under maintenance.
 */
function getCurrentUser(
  client: Client,
  args: GetCurrentUserArgs = {},
  options?: CallOptions,
): Call<User, GetCurrentUserResult> {
  return client.call(getCurrentUserOperation, args, options);
}

export interface GetUserArgs {
  /** Identifier of the user. */
  userId: ResourceId;
}

export type GetUserResult =
  | Success<200, User>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<404, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const getUserOperation: Operation = {
  id: 'getUser',
  method: 'GET',
  path: '/users/{userId}',
  resource: 'users',
  params: { userId: 'path' },
  replies: {
    200: 'application/json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    404: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['users:read'] }, { apiKey: [] }],
};

export type GetUserError = ResponseError<Problem, 401 | 403 | 404 | 429 | 503>;
export const GetUserError: ErrorClass<GetUserError> = /* @__PURE__ */ errorClass(getUserOperation);

/**
 * Get a user.
 *
 * Returns one user account.
 *
 * `GET /users/{userId}`
 *
 * @throws {GetUserError} 401: There are no credentials, or they are not valid.
 * @throws {GetUserError} 403: The credentials are valid but do not allow this operation.
 * @throws {GetUserError} 404: The resource does not exist, or the caller may not see it.
 * @throws {GetUserError} 429: The caller has made too many requests.
 * @throws {GetUserError} 503: The service is overloaded or under maintenance.
 */
function getUser(client: Client, args: GetUserArgs, options?: CallOptions): Call<User, GetUserResult> {
  return client.call(getUserOperation, args, options);
}

/** The endpoints of `users` on a client: `api.users`. */
export interface UsersEndpoints {
  /** List users. */
  list(args?: ListUsersArgs, options?: PagedCallOptions): PagedCall<UserPage, ListUsersResult, User>;
  /** Create a user. */
  create(args: CreateUserArgs, options?: CallOptions): Call<User, CreateUserResult>;
  /** Get the current user. */
  getCurrent(args?: GetCurrentUserArgs, options?: CallOptions): Call<User, GetCurrentUserResult>;
  /** Get a user. */
  get(args: GetUserArgs, options?: CallOptions): Call<User, GetUserResult>;
}

/** What each endpoint of `users` is, by path and method. */
const operations: readonly Operation[] = [
  listUsersOperation,
  createUserOperation,
  getCurrentUserOperation,
  getUserOperation,
];

export { createUser as create, getCurrentUser as getCurrent, getUser as get, listUsers as list, operations };
