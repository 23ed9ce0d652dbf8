/**
 * What `validation` accepts.
 */

import type { Schema } from './schema.ts';

/** Schemas of arguments by the argument's name; that of a JSON or form body is `body`. */
export type RequestSchemas = Readonly<Record<string, Schema>>;

/**
 * Schemas of JSON replies by status (`200`), range (`4XX`) or `default`. That of a stream is of each item: of the
 * JSON of a line, or of an event as the stream has it, `{ event, data, id }`.
 */
export type ReplySchemas = Readonly<Record<string, Schema>>;

/** By operation. A module that the generator wrote (`--schemas zod`) is such a table. */
type ByOperation<Operation extends string, Schemas> = Readonly<Partial<Record<Operation, Schemas>>>;

export interface ValidationOptions<Operation extends string = string> {
  /** What callers give, before anything is sent. @default not validated */
  readonly request?: ByOperation<Operation, RequestSchemas>;
  /** What the API answers, as JSON came: before dates are dates, and before it is cached. @default not validated */
  readonly response?: ByOperation<Operation, ReplySchemas>;
  /**
   * `throw`: an `InvalidRequestError`, or an `InvalidResponseError` where the reply was a success.
   * `report`: the call goes on. Both tell a `violation` event, and neither keeps such a reply.
   *
   * @default 'throw'
   */
  readonly onViolation?: 'throw' | 'report';
}
