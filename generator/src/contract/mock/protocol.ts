/**
 * What the supervisor and the process with the mock server in it say to each other.
 */

import type { EventShape } from '../../stream-items.ts';

/** Header by which a request says which case it belongs to: a `Wanted` as JSON. */
export const caseHeader = 'breakwater-contract';

/** What a request wants to be answered with. */
export interface Wanted {
  readonly id: number;
  /** Place of the operation in the model. */
  readonly operation: number;
  readonly status?: number | undefined;
  readonly mediaType?: string | undefined;
}

/** The mock server, and where it is. */
export type Program =
  /** `packagesFrom`: a file from which its packages are resolved. */
  | { readonly name: 'Prism'; readonly packagesFrom: string }
  | { readonly name: 'Steady'; readonly executable: string };

/** First message to the child. */
export interface Start {
  /** File with the canonical document, and the operations by their places. */
  readonly documentFile: string;
  readonly program: Program;
  /** Names of headers that are in no report. */
  readonly secretHeaders: readonly string[];
  /** Forwards to this server instead of answering, and judges both. */
  readonly against?: string | undefined;
}

export type AnswerWanted = Pick<Wanted, 'status' | 'mediaType'>;

export interface Served {
  readonly document: Readonly<Record<string, unknown>>;
  readonly operations: readonly ServedOperation[];
}

export interface ServedOperation {
  readonly method: string;
  readonly path: string;
  /** All that may be wanted of it. */
  readonly answers: readonly AnswerWanted[];
  /** Of its stream, where it answers with one. */
  readonly events?: readonly EventShape[] | undefined;
}

/** A rule that a message broke. */
export interface Violation {
  readonly direction: 'request' | 'response';
  /** Where: `query.limit`. */
  readonly place: string;
  /** Keyword of JSON Schema, or what else the judge calls the rule. */
  readonly rule: string;
  readonly message: string;
}

/** What was sent, with credentials left out. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** How the mock server saw one request. */
export interface Seen {
  readonly id: number;
  readonly sent: Sent;
  readonly violations: readonly Violation[];
  /** The body of the request, where it is JSON. */
  readonly json?: unknown;
  /** What it answered; nothing where it could not. */
  readonly answered?: Answered | undefined;
  /** Why it could not answer, which is no fault of the request. */
  readonly fault?: string | undefined;
}

export interface Answered {
  readonly status: number;
  readonly mediaType?: string | undefined;
  readonly body: string;
}

export type FromChild =
  | { readonly type: 'ready'; readonly url: string }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'seen'; readonly seen: Seen };
