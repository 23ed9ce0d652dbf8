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
  type SequenceBody,
  type ServerSentEvent,
  type Stream,
  type Success,
} from '../runtime/index.ts';
import type { EventPage, EventReceipt, EventRecord, PortfolioEvent, Problem, ResourceId } from './schemas.ts';

export interface ListEventsArgs {
  /** Earliest time of recording, inclusive. Defaults to 24 hours ago. Format date-time. */
  from?: string;
  /** Latest time of recording, exclusive. Defaults to now. Format date-time. */
  to?: string;
  /** Identifier of the caller's trace. It is repeated in the `traceId` of a problem. */
  'X-Trace-Id'?: string;
  /** The `nextCursor` of the previous page. Leave it out to get the first page. */
  cursor?: string;
  /** Largest number of items on the page. 1 to 200. Default 50. */
  limit?: number;
}

export type ListEventsResult =
  | Success<200, EventPage>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const listEventsOperation: Operation = {
  id: 'listEvents',
  method: 'GET',
  path: '/events',
  resource: 'events',
  params: {
    from: 'query',
    to: 'query',
    'X-Trace-Id': 'header',
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
  security: [{ oauth: ['events:read'] }, { apiKey: [] }],
};

export type ListEventsError = ResponseError<Problem, 400 | 401 | 429 | 503>;
export const ListEventsError: ErrorClass<ListEventsError> = /* @__PURE__ */ errorClass(listEventsOperation);

/**
 * List events.
 *
 * Returns recorded events in the order of their sequence numbers. Events are kept for 400 days.
 *
 * `GET /events`, in pages: `for await` reads every item.
 *
 * @throws {ListEventsError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {ListEventsError} 401: There are no credentials, or they are not valid.
 * @throws {ListEventsError} 429: The caller has made too many requests.
 * @throws {ListEventsError} 503: The service is overloaded or under maintenance.
 */
function listEvents(
  client: Client,
  args: ListEventsArgs = {},
  options?: PagedCallOptions,
): PagedCall<EventPage, ListEventsResult, EventRecord> {
  return paginate(client, listEventsOperation, args, options);
}

/** The event. `type` decides which fields it has. */
export type PublishEventArgs = {
  /**
   * A UUID chosen by the client, new for each intended change and the same for each retry of it.
   * Format uuid.
   */
  'Idempotency-Key'?: string;
  /** Identifier of the caller's trace. It is repeated in the `traceId` of a problem. */
  'X-Trace-Id'?: string;
} & (
  | { contentType?: 'application/json'; body: PortfolioEvent }
  | { contentType: 'application/x-ndjson'; body: SequenceBody<PortfolioEvent> }
);

export type PublishEventResult =
  | Success<202, EventReceipt>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<403, Problem>
  | Failure<422, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const publishEventOperation: Operation = {
  id: 'publishEvent',
  method: 'POST',
  path: '/events',
  resource: 'events',
  params: { 'Idempotency-Key': 'header', 'X-Trace-Id': 'header' },
  body: { type: 'application/json', required: true, shape: 'object', or: ['application/x-ndjson'] },
  replies: {
    202: 'application/json',
    400: 'application/problem+json',
    401: 'application/problem+json',
    403: 'application/problem+json',
    422: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['events:write'] }, { apiKey: [] }],
};

export type PublishEventError = ResponseError<Problem, 400 | 401 | 403 | 422 | 429 | 503>;
export const PublishEventError: ErrorClass<PublishEventError> =
  /* @__PURE__ */ errorClass(publishEventOperation);

/**
 * Publish an event.
 *
 * Accepts an event for recording. It appears in the log and in the stream within a few seconds.
 *
 * `POST /events`
 *
 * @throws {PublishEventError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {PublishEventError} 401: There are no credentials, or they are not valid.
 * @throws {PublishEventError} 403: The credentials are valid but do not allow this operation.
 * @throws {PublishEventError} 422: The body is well-formed but breaks a rule; `errors` names the
 *   fields.
 * @throws {PublishEventError} 429: The caller has made too many requests.
 * @throws {PublishEventError} 503: The service is overloaded or under maintenance.
 */
function publishEvent(
  client: Client,
  args: PublishEventArgs,
  options?: CallOptions,
): Call<EventReceipt, PublishEventResult> {
  return client.call(publishEventOperation, args, options);
}

export interface ExportEventsArgs {
  /** The day, in UTC. Defaults to yesterday. Format date. */
  day?: string;
}

/** Data by media type: choose one by `accept`. */
export interface ExportEventsData {
  'application/json-seq': Stream<EventRecord>;
  'application/x-ndjson': Stream<EventRecord>;
  'text/csv': string;
}

export type ExportEventsResult =
  | Success<200, Stream<EventRecord>, 'application/json-seq' | 'application/x-ndjson'>
  | Success<200, string, 'text/csv'>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const exportEventsOperation: Operation = {
  id: 'exportEvents',
  method: 'GET',
  path: '/events/export',
  resource: 'events',
  params: { day: 'query' },
  replies: {
    200: ['application/json-seq', 'application/x-ndjson', 'text/csv'],
    400: 'application/problem+json',
    401: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  security: [{ oauth: ['events:read'] }, { apiKey: [] }],
};

export type ExportEventsError = ResponseError<Problem, 400 | 401 | 429 | 503>;
export const ExportEventsError: ErrorClass<ExportEventsError> =
  /* @__PURE__ */ errorClass(exportEventsOperation);

/**
 * Export events.
 *
 * Sends every event of a day, oldest first: as lines of JSON, as a sequence of JSON texts (RFC
 * 7464), or as a table with a line of headings. Ask for one of them by `Accept`.
 *
 * `GET /events/export`
 *
 * @throws {ExportEventsError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {ExportEventsError} 401: There are no credentials, or they are not valid.
 * @throws {ExportEventsError} 429: The caller has made too many requests.
 * @throws {ExportEventsError} 503: The service is overloaded or under maintenance.
 */
function exportEvents<Accept extends keyof ExportEventsData = keyof ExportEventsData>(
  client: Client,
  args: ExportEventsArgs = {},
  options?: AcceptOptions<Accept>,
): Call<ExportEventsData[Accept], ExportEventsResult> {
  return client.call(exportEventsOperation, args, options);
}

export interface StreamEventsArgs {
  /** Send only the events of this portfolio. */
  portfolioId?: ResourceId;
  /**
   * Sequence number of the last event received. The stream continues after it; without it the
   * stream starts now.
   */
  'Last-Event-ID'?: string;
  /** Identifier of the caller's trace. It is repeated in the `traceId` of a problem. */
  'X-Trace-Id'?: string;
}

export type StreamEventsResult =
  | Success<200, Stream<ServerSentEvent<EventRecord>>>
  | Failure<400, Problem>
  | Failure<401, Problem>
  | Failure<429, Problem>
  | Failure<503, Problem>;

const streamEventsOperation: Operation = {
  id: 'streamEvents',
  method: 'GET',
  path: '/events/stream',
  resource: 'events',
  params: { portfolioId: 'query', 'Last-Event-ID': 'header', 'X-Trace-Id': 'header' },
  replies: {
    200: 'text/event-stream',
    400: 'application/problem+json',
    401: 'application/problem+json',
    429: 'application/problem+json',
    503: 'application/problem+json',
  },
  items: { json: true },
  security: [{ oauth: ['events:read'] }, { apiKey: [] }],
};

export type StreamEventsError = ResponseError<Problem, 400 | 401 | 429 | 503>;
export const StreamEventsError: ErrorClass<StreamEventsError> =
  /* @__PURE__ */ errorClass(streamEventsOperation);

/**
 * Stream events.
 *
 * Sends events as they are recorded, as server-sent events. The `id` of a message is the sequence
 * number, its `event` the type, and its `data` an `EventRecord` in JSON. A comment line every 15
 * seconds keeps the connection open.
 *
 * `GET /events/stream`
 *
 * @throws {StreamEventsError} 400: The request is malformed, for example a parameter of the wrong
 *   type.
 * @throws {StreamEventsError} 401: There are no credentials, or they are not valid.
 * @throws {StreamEventsError} 429: The caller has made too many requests.
 * @throws {StreamEventsError} 503: The service is overloaded or under maintenance.
 */
function streamEvents(
  client: Client,
  args: StreamEventsArgs = {},
  options?: CallOptions,
): Call<Stream<ServerSentEvent<EventRecord>>, StreamEventsResult> {
  return client.call(streamEventsOperation, args, options);
}

/** The endpoints of `events` on a client: `api.events`. */
export interface EventsEndpoints {
  /** List events. */
  list(
    args?: ListEventsArgs,
    options?: PagedCallOptions,
  ): PagedCall<EventPage, ListEventsResult, EventRecord>;
  /** Publish an event. */
  publish(args: PublishEventArgs, options?: CallOptions): Call<EventReceipt, PublishEventResult>;
  /** Export events. */
  export<Accept extends keyof ExportEventsData = keyof ExportEventsData>(
    args?: ExportEventsArgs,
    options?: AcceptOptions<Accept>,
  ): Call<ExportEventsData[Accept], ExportEventsResult>;
  /** Stream events. */
  stream(
    args?: StreamEventsArgs,
    options?: CallOptions,
  ): Call<Stream<ServerSentEvent<EventRecord>>, StreamEventsResult>;
}

/** What each endpoint of `events` is, by path and method. */
const operations: readonly Operation[] = [
  listEventsOperation,
  publishEventOperation,
  exportEventsOperation,
  streamEventsOperation,
];

export {
  exportEvents as export,
  listEvents as list,
  operations,
  publishEvent as publish,
  streamEvents as stream,
};
