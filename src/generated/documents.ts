// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import {
  type AcceptOptions,
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
import type { Document, DocumentPage, DocumentTag, DocumentUpload, Problem, ResourceId } from './schemas.ts';

export interface ListDocumentsArgs {
  /** Keep only documents that belong to this portfolio. */
  portfolioId?: ResourceId;
  /** Keep only documents that carry all of these tags. Repeat the parameter for each tag. */
  tag?: DocumentTag[];
  /** The `nextCursor` of the previous page. Leave it out to get the first page. */
  cursor?: string;
  /** Largest number of items on the page. 1 to 200. Default 50. */
  limit?: number;
}

export type ListDocumentsResult =
  | Success<200, DocumentPage>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const listDocumentsOperation: Operation = {
  id: 'listDocuments',
  method: 'GET',
  path: '/documents',
  resource: 'documents',
  params: {
    portfolioId: 'query',
    tag: { in: 'query', type: 'array' },
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
  security: [{ oauth: ['documents:read'] }, { apiKey: [] }, { partner: [], partnerClient: [] }],
};

export type ListDocumentsError = ResponseError<Problem, 400 | 401 | 429 | 503>;
export const ListDocumentsError: ErrorClass<ListDocumentsError> =
  /* @__PURE__ */ errorClass(listDocumentsOperation);

/**
 * List documents.
 *
 * Returns the metadata of documents, newest first.
 *
 * `GET /documents`, in pages: `for await` reads every item.
 *
 * @throws {ListDocumentsError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {ListDocumentsError} 401: There are no credentials, or they are not valid.
 * @throws {ListDocumentsError} 429: The caller has made too many requests.
 * @throws {ListDocumentsError} 503: The service is overloaded or under maintenance.
 */
function listDocuments(
  client: Client,
  args: ListDocumentsArgs = {},
  options?: PagedCallOptions,
): PagedCall<DocumentPage, ListDocumentsResult, Document> {
  return paginate(client, listDocumentsOperation, args, options);
}

export interface UploadDocumentArgs {
  /**
   * A UUID chosen by the client, new for each intended change and the same for each retry of it.
   * Format uuid.
   */
  'Idempotency-Key'?: string;
  /** The file, its metadata as a JSON part, and one part for each tag. */
  body: DocumentUpload;
}

export type UploadDocumentResult =
  | Success<201, Document>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<422, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const uploadDocumentOperation: Operation = {
  id: 'uploadDocument',
  method: 'POST',
  path: '/documents',
  server: 'uploads.portfolio.example',
  resource: 'documents',
  params: { 'Idempotency-Key': 'header' },
  body: {
    type: 'multipart/form-data',
    required: true,
    encoding: {
      file: 'application/pdf, application/octet-stream',
      metadata: 'application/json',
      tags: { style: 'form' },
    },
  },
  replies: {
    201: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    422: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['documents:write'] }, { apiKey: [] }],
};

export type UploadDocumentError = ResponseError<Problem, 400 | 401 | 403 | 422 | 429 | 503>;
export const UploadDocumentError: ErrorClass<UploadDocumentError> =
  /* @__PURE__ */ errorClass(uploadDocumentOperation);

/**
 * Upload a document.
 *
 * Stores a file of up to 25 MiB together with its metadata.
 *
 * `POST /documents`
 *
 * @throws {UploadDocumentError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {UploadDocumentError} 401: There are no credentials, or they are not valid.
 * @throws {UploadDocumentError} 403: The credentials are valid but do not allow this operation.
 * @throws {UploadDocumentError} 422: The body is well-formed but breaks a rule; `errors` names the
 *   fields.
 * @throws {UploadDocumentError} 429: The caller has made too many requests.
 * @throws {UploadDocumentError} 503: The service is overloaded or under maintenance.
 */
function uploadDocument(
  client: Client,
  args: UploadDocumentArgs,
  options?: CallOptions,
): Call<Document, UploadDocumentResult> {
  return client.call(uploadDocumentOperation, args, options);
}

export interface GetDocumentArgs {
  /** Identifier of the document. */
  documentId: ResourceId;
}

export type GetDocumentResult =
  | Success<200, Document>
  | Failure<401, Problem>
  | Failure<404, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const getDocumentOperation: Operation = {
  id: 'getDocument',
  method: 'GET',
  path: '/documents/{documentId}',
  resource: 'documents',
  params: { documentId: 'path' },
  replies: {
    200: 'application/json',
    401: 'application/problem+json',
    404: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['documents:read'] }, { apiKey: [] }, { partner: [], partnerClient: [] }],
};

export type GetDocumentError = ResponseError<Problem, 401 | 404 | 429 | 503>;
export const GetDocumentError: ErrorClass<GetDocumentError> =
  /* @__PURE__ */ errorClass(getDocumentOperation);

/**
 * Get the metadata of a document.
 *
 * Returns everything about a document except its content.
 *
 * `GET /documents/{documentId}`
 *
 * @throws {GetDocumentError} 401: There are no credentials, or they are not valid.
 * @throws {GetDocumentError} 404: The resource does not exist, or the caller may not see it.
 * @throws {GetDocumentError} 429: The caller has made too many requests.
 * @throws {GetDocumentError} 503: The service is overloaded or under maintenance.
 */
function getDocument(
  client: Client,
  args: GetDocumentArgs,
  options?: CallOptions,
): Call<Document, GetDocumentResult> {
  return client.call(getDocumentOperation, args, options);
}

export interface DeleteDocumentArgs {
  /** Identifier of the document. */
  documentId: ResourceId;
}

export type DeleteDocumentResult =
  | Success<204, undefined>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<404, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const deleteDocumentOperation: Operation = {
  id: 'deleteDocument',
  method: 'DELETE',
  path: '/documents/{documentId}',
  resource: 'documents',
  params: { documentId: 'path' },
  replies: {
    204: null,
    401: 'application/problem+json',
    403: 'application/problem+json',
    404: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['documents:write'] }, { apiKey: [] }],
};

export type DeleteDocumentError = ResponseError<Problem, 401 | 403 | 404 | 429 | 503>;
export const DeleteDocumentError: ErrorClass<DeleteDocumentError> =
  /* @__PURE__ */ errorClass(deleteDocumentOperation);

/**
 * Delete a document.
 *
 * Removes a document and its content. This cannot be undone.
 *
 * `DELETE /documents/{documentId}`
 *
 * @throws {DeleteDocumentError} 401: There are no credentials, or they are not valid.
 * @throws {DeleteDocumentError} 403: The credentials are valid but do not allow this operation.
 * @throws {DeleteDocumentError} 404: The resource does not exist, or the caller may not see it.
 * @throws {DeleteDocumentError} 429: The caller has made too many requests.
 * @throws {DeleteDocumentError} 503: The service is overloaded or under maintenance.
 */
function deleteDocument(
  client: Client,
  args: DeleteDocumentArgs,
  options?: CallOptions,
): Call<undefined, DeleteDocumentResult> {
  return client.call(deleteDocumentOperation, args, options);
}

export interface DownloadDocumentArgs {
  /** Identifier of the document. */
  documentId: ResourceId;
}

/** Data by media type: choose one by `accept`. */
export interface DownloadDocumentData {
  'application/octet-stream': Blob;
  'application/pdf': Blob;
}

export type DownloadDocumentResult =
  | Success<200, Blob, 'application/octet-stream' | 'application/pdf'>
  | Failure<401, Problem>
  | Failure<404, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const downloadDocumentOperation: Operation = {
  id: 'downloadDocument',
  method: 'GET',
  path: '/documents/{documentId}/content',
  resource: 'documents',
  params: { documentId: 'path' },
  replies: {
    200: ['application/octet-stream', 'application/pdf'],
    401: 'application/problem+json',
    404: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['documents:read'] }, { apiKey: [] }],
};

export type DownloadDocumentError = ResponseError<Problem, 401 | 404 | 429 | 503>;
export const DownloadDocumentError: ErrorClass<DownloadDocumentError> =
  /* @__PURE__ */ errorClass(downloadDocumentOperation);

/**
 * Download the content of a document.
 *
 * Returns the bytes of the file: PDF documents as `application/pdf`, all others as
 * `application/octet-stream`.
 *
 * `GET /documents/{documentId}/content`
 *
 * @throws {DownloadDocumentError} 401: There are no credentials, or they are not valid.
 * @throws {DownloadDocumentError} 404: The resource does not exist, or the caller may not see it.
 * @throws {DownloadDocumentError} 429: The caller has made too many requests.
 * @throws {DownloadDocumentError} 503: The service is overloaded or under maintenance.
 */
function downloadDocument<Accept extends keyof DownloadDocumentData = keyof DownloadDocumentData>(
  client: Client,
  args: DownloadDocumentArgs,
  options?: AcceptOptions<Accept>,
): Call<DownloadDocumentData[Accept], DownloadDocumentResult> {
  return client.call(downloadDocumentOperation, args, options);
}

/** The endpoints of `documents` on a client: `api.documents`. */
export interface DocumentsEndpoints {
  /** List documents. */
  list(
    args?: ListDocumentsArgs,
    options?: PagedCallOptions,
  ): PagedCall<DocumentPage, ListDocumentsResult, Document>;
  /** Upload a document. */
  upload(args: UploadDocumentArgs, options?: CallOptions): Call<Document, UploadDocumentResult>;
  /** Get the metadata of a document. */
  get(args: GetDocumentArgs, options?: CallOptions): Call<Document, GetDocumentResult>;
  /** Delete a document. */
  delete(args: DeleteDocumentArgs, options?: CallOptions): Call<undefined, DeleteDocumentResult>;
  /** Download the content of a document. */
  download<Accept extends keyof DownloadDocumentData = keyof DownloadDocumentData>(
    args: DownloadDocumentArgs,
    options?: AcceptOptions<Accept>,
  ): Call<DownloadDocumentData[Accept], DownloadDocumentResult>;
}

/** What each endpoint of `documents` is, by path and method. */
const operations: readonly Operation[] = [
  listDocumentsOperation,
  uploadDocumentOperation,
  getDocumentOperation,
  deleteDocumentOperation,
  downloadDocumentOperation,
];

export {
  deleteDocument as delete,
  downloadDocument as download,
  getDocument as get,
  listDocuments as list,
  operations,
  uploadDocument as upload,
};
