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
  type Operation,
  type PagedCall,
  type PagedCallOptions,
  paginate,
  type ResponseError,
  type Success,
  type TextBody,
} from '../runtime/index.ts';
import type {
  Contact,
  ContactInput,
  ContactKind,
  ContactPage,
  ContactPatch,
  Problem,
  ResourceId,
} from './schemas.ts';

export interface ListContactsArgs {
  /** Keep only people or only companies. */
  kind?: Known<ContactKind>;
  /** Keep only contacts whose display name or e-mail address contains this text. */
  search?: string;
  /** The `nextCursor` of the previous page. Leave it out to get the first page. */
  cursor?: string;
  /** Largest number of items on the page. 1 to 200. Default 50. */
  limit?: number;
}

export type ListContactsResult =
  | Success<200, ContactPage>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const listContactsOperation: Operation = {
  id: 'listContacts',
  method: 'GET',
  path: '/contacts',
  resource: 'contacts',
  params: { kind: 'query', search: 'query', cursor: 'query', limit: { in: 'query', type: 'number' } },
  replies: {
    200: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  paging: { style: 'cursor', parameter: 'cursor', next: '/nextCursor', items: '/items' },
  security: [{ oauth: ['contacts:read'] }, { apiKey: [] }],
};

export type ListContactsError = ResponseError<Problem, 400 | 401 | 403 | 429 | 503>;
export const ListContactsError: ErrorClass<ListContactsError> =
  /* @__PURE__ */ errorClass(listContactsOperation);

/**
 * List contacts.
 *
 * Returns people and companies, in alphabetical order of their display names.
 *
 * `GET /contacts`, in pages: `for await` reads every item.
 *
 * @throws {ListContactsError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {ListContactsError} 401: There are no credentials, or they are not valid.
 * @throws {ListContactsError} 403: The credentials are valid but do not allow this operation.
 * @throws {ListContactsError} 429: The caller has made too many requests.
 * @throws {ListContactsError} 503: The service is overloaded or under maintenance.
 */
function listContacts(
  client: Client,
  args: ListContactsArgs = {},
  options?: PagedCallOptions,
): PagedCall<ContactPage, ListContactsResult, Contact> {
  return paginate(client, listContactsOperation, args, options);
}

/** The person or company to add. */
export type CreateContactArgs = {
  /**
   * A UUID chosen by the client, new for each intended change and the same for each retry of it.
   * Format uuid.
   */
  'Idempotency-Key'?: string;
} & (
  | { contentType?: 'application/json'; body: ContactInput }
  | { contentType: 'text/vcard'; body: TextBody }
);

export type CreateContactResult =
  | Success<201, Contact>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<409, Problem>
  | Failure<422, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const createContactOperation: Operation = {
  id: 'createContact',
  method: 'POST',
  path: '/contacts',
  resource: 'contacts',
  params: { 'Idempotency-Key': 'header' },
  body: { type: 'application/json', required: true, shape: 'object', or: ['text/vcard'] },
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
  security: [{ oauth: ['contacts:write'] }, { apiKey: [] }],
};

export type CreateContactError = ResponseError<Problem, 400 | 401 | 403 | 409 | 422 | 429 | 503>;
export const CreateContactError: ErrorClass<CreateContactError> =
  /* @__PURE__ */ errorClass(createContactOperation);

/**
 * Create a contact.
 *
 * Adds a person or a company. `kind` decides which of the two.
 *
 * `POST /contacts`
 *
 * @throws {CreateContactError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {CreateContactError} 401: There are no credentials, or they are not valid.
 * @throws {CreateContactError} 403: The credentials are valid but do not allow this operation.
 * @throws {CreateContactError} 409: The request conflicts with the current state of the resource.
 * @throws {CreateContactError} 422: The body is well-formed but breaks a rule; `errors` names the
 *   fields.
 * @throws {CreateContactError} 429: The caller has made too many requests.
 * @throws {CreateContactError} 503: The service is overloaded or under maintenance.
 */
function createContact(
  client: Client,
  args: CreateContactArgs,
  options?: CallOptions,
): Call<Contact, CreateContactResult> {
  return client.call(createContactOperation, args, options);
}

export interface GetContactArgs {
  /** Identifier of the contact. */
  contactId: ResourceId;
}

export type GetContactResult =
  | Success<200, Contact>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<404, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const getContactOperation: Operation = {
  id: 'getContact',
  method: 'GET',
  path: '/contacts/{contactId}',
  resource: 'contacts',
  params: { contactId: 'path' },
  replies: {
    200: 'application/json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    404: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['contacts:read'] }, { apiKey: [] }],
};

export type GetContactError = ResponseError<Problem, 401 | 403 | 404 | 429 | 503>;
export const GetContactError: ErrorClass<GetContactError> = /* @__PURE__ */ errorClass(getContactOperation);

/**
 * Get a contact.
 *
 * Returns one person or company.
 *
 * `GET /contacts/{contactId}`
 *
 * @throws {GetContactError} 401: There are no credentials, or they are not valid.
 * @throws {GetContactError} 403: The credentials are valid but do not allow this operation.
 * @throws {GetContactError} 404: The resource does not exist, or the caller may not see it.
 * @throws {GetContactError} 429: The caller has made too many requests.
 * @throws {GetContactError} 503: The service is overloaded or under maintenance.
 */
function getContact(
  client: Client,
  args: GetContactArgs,
  options?: CallOptions,
): Call<Contact, GetContactResult> {
  return client.call(getContactOperation, args, options);
}

export interface DeleteContactArgs {
  /** Identifier of the contact. */
  contactId: ResourceId;
}

export type DeleteContactResult =
  | Success<204, undefined>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<404, Problem>
  | Failure<409, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const deleteContactOperation: Operation = {
  id: 'deleteContact',
  method: 'DELETE',
  path: '/contacts/{contactId}',
  resource: 'contacts',
  params: { contactId: 'path' },
  replies: {
    204: null,
    401: 'application/problem+json',
    403: 'application/problem+json',
    404: 'application/problem+json',
    409: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['contacts:write'] }, { apiKey: [] }],
};

export type DeleteContactError = ResponseError<Problem, 401 | 403 | 404 | 409 | 429 | 503>;
export const DeleteContactError: ErrorClass<DeleteContactError> =
  /* @__PURE__ */ errorClass(deleteContactOperation);

/**
 * Delete a contact.
 *
 * Removes a contact and erases its personal data. A contact that represents a company answers 409.
 *
 * `DELETE /contacts/{contactId}`
 *
 * @throws {DeleteContactError} 401: There are no credentials, or they are not valid.
 * @throws {DeleteContactError} 403: The credentials are valid but do not allow this operation.
 * @throws {DeleteContactError} 404: The resource does not exist, or the caller may not see it.
 * @throws {DeleteContactError} 409: The request conflicts with the current state of the resource.
 * @throws {DeleteContactError} 429: The caller has made too many requests.
 * @throws {DeleteContactError} 503: The service is overloaded or under maintenance.
 */
function deleteContact(
  client: Client,
  args: DeleteContactArgs,
  options?: CallOptions,
): Call<undefined, DeleteContactResult> {
  return client.call(deleteContactOperation, args, options);
}

export interface UpdateContactArgs {
  /** Identifier of the contact. */
  contactId: ResourceId;
  /** The fields to change. */
  body: MergePatch<ContactPatch>;
}

export type UpdateContactResult =
  | Success<200, Contact>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<404, Problem>
  | Failure<422, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const updateContactOperation: Operation = {
  id: 'updateContact',
  method: 'PATCH',
  path: '/contacts/{contactId}',
  resource: 'contacts',
  params: { contactId: 'path' },
  body: { type: 'application/merge-patch+json', required: true },
  replies: {
    200: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    404: 'application/problem+json',
    422: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['contacts:write'] }, { apiKey: [] }],
};

export type UpdateContactError = ResponseError<Problem, 400 | 401 | 403 | 404 | 422 | 429 | 503>;
export const UpdateContactError: ErrorClass<UpdateContactError> =
  /* @__PURE__ */ errorClass(updateContactOperation);

/**
 * Update a contact.
 *
 * Changes the fields that are present (JSON Merge Patch, RFC 7396) and keeps the others. The kind
 * of a contact cannot be changed.
 *
 * `PATCH /contacts/{contactId}`
 *
 * @throws {UpdateContactError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {UpdateContactError} 401: There are no credentials, or they are not valid.
 * @throws {UpdateContactError} 403: The credentials are valid but do not allow this operation.
 * @throws {UpdateContactError} 404: The resource does not exist, or the caller may not see it.
 * @throws {UpdateContactError} 422: The body is well-formed but breaks a rule; `errors` names the
 *   fields.
 * @throws {UpdateContactError} 429: The caller has made too many requests.
 * @throws {UpdateContactError} 503: The service is overloaded or under maintenance.
 */
function updateContact(
  client: Client,
  args: UpdateContactArgs,
  options?: CallOptions,
): Call<Contact, UpdateContactResult> {
  return client.call(updateContactOperation, args, options);
}

/** The endpoints of `contacts` on a client: `api.contacts`. */
export interface ContactsEndpoints {
  /** List contacts. */
  list(
    args?: ListContactsArgs,
    options?: PagedCallOptions,
  ): PagedCall<ContactPage, ListContactsResult, Contact>;
  /** Create a contact. */
  create(args: CreateContactArgs, options?: CallOptions): Call<Contact, CreateContactResult>;
  /** Get a contact. */
  get(args: GetContactArgs, options?: CallOptions): Call<Contact, GetContactResult>;
  /** Delete a contact. */
  delete(args: DeleteContactArgs, options?: CallOptions): Call<undefined, DeleteContactResult>;
  /** Update a contact. */
  update(args: UpdateContactArgs, options?: CallOptions): Call<Contact, UpdateContactResult>;
}

/** What each endpoint of `contacts` is, by path and method. */
const operations: readonly Operation[] = [
  listContactsOperation,
  createContactOperation,
  getContactOperation,
  deleteContactOperation,
  updateContactOperation,
];

export {
  createContact as create,
  deleteContact as delete,
  getContact as get,
  listContacts as list,
  operations,
  updateContact as update,
};
