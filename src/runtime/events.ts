/**
 * One stream of events tells everything that happens in a client; logs, metrics and health pages
 * are its listeners. The union is closed: a listener that switches over `type` is complete.
 *
 * No event carries a URL, a header, a body, a key or a token.
 */

import type { CircuitStatus } from './policy/circuit-state.ts';
import type { Observer } from './ports.ts';
import type { CacheVerdict, Source } from './result.ts';
import type { Issue } from './validation/schema.ts';

/** A call has ended, one way or another. */
export interface CallEvent {
  readonly type: 'call';
  readonly operation: string;
  readonly resource: string;
  readonly outcome: 'ok' | 'failed';
  /** Status of the reply, where there was one. */
  readonly status?: number;
  /** `code` of the error, where there was none. */
  readonly code?: string;
  readonly source: Source;
  readonly cache: CacheVerdict;
  /** The same as RFC 9211 has it, where there was a reply. */
  readonly cacheStatus?: string;
  readonly attempts: number;
  readonly durationMs: number;
  /** Milliseconds since the entry that answered was the origin's answer; left out where none did. */
  readonly ageMs?: number;
  /**
   * Of one that failed: the same as a command of curl, written when it is asked for. In it are the values in the
   * path; neither a body, nor what the query and headers say, nor a credential. It is not enumerable: whoever
   * writes the event down as a whole has no URL in it. `undefined` where there was no request to be written.
   */
  readonly curl?: () => string | undefined;
}

/** One request left this process and was answered, or was not. */
export interface AttemptEvent {
  readonly type: 'attempt';
  readonly operation: string;
  readonly origin: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly status?: number;
  /** Why there is no status: a network code such as `ECONNRESET`, `CONNECT_TIMEOUT`, `TIMEOUT`, `ABORTED`, or `SUPERSEDED` by a hedge. */
  readonly failure?: string;
  readonly durationMs: number;
}

/** Another attempt follows after `delayMs`. */
export interface RetryEvent {
  readonly type: 'retry';
  readonly operation: string;
  readonly origin: string;
  /** Number of the attempt that failed. */
  readonly attempt: number;
  /** Status that made it fail, or the code: a network's, `CONNECT_TIMEOUT` or `TIMEOUT`. */
  readonly reason: string;
  readonly delayMs: number;
}

/** A read took long, and was sent again beside itself. */
export interface HedgeEvent {
  readonly type: 'hedge';
  readonly operation: string;
  readonly origin: string;
  /** After how long, in milliseconds. */
  readonly delayMs: number;
}

/**
 * A limit of ours had a call wait, or refused it; or an origin asked to be left alone. A call that was `held` at a
 * bulkhead has `entered` when there is room. What a `retry-budget` refuses is not the call, but one request more for it.
 */
export interface LimitEvent {
  readonly type: 'limit';
  readonly limit: 'bulkhead' | 'rate-limit' | 'cool-down' | 'circuit' | 'retry-budget';
  readonly action: 'held' | 'entered' | 'refused' | 'began';
  readonly operation: string;
  readonly origin: string;
  /** Milliseconds to wait, where that is known; of one that has `entered`, those that it waited. */
  readonly waitMs?: number;
}

/** A circuit changed, or came to be: `created`, from closed to closed; so is `reset-by-hand` of a closed one. */
export interface CircuitEvent {
  readonly type: 'circuit';
  readonly origin: string;
  /** The resource whose circuit it is, where it does not share its origin's. */
  readonly resource?: string;
  readonly from: CircuitStatus;
  readonly to: CircuitStatus;
  readonly reason: string;
}

/** Something came of a renewal. */
export interface TokenEvent {
  readonly type: 'token';
  /** Name of the security scheme, or the kind of credential where it stands for none. */
  readonly scheme: string;
  /**
   * `refreshed`: by the token endpoint. `adopted`: another instance had got it, the store gave it.
   * `failed`: there is none. `store-failed`: the store failed, and the renewal went on without it.
   */
  readonly outcome: 'refreshed' | 'adopted' | 'failed' | 'store-failed';
  /** Lifetime of the new token in seconds, where the server told it. */
  readonly expiresInSeconds?: number;
}

/** Entries of a resource are no longer to be used. */
export interface InvalidationEvent {
  readonly type: 'invalidation';
  readonly resource: string;
  /** The operation whose success caused it, `manual`, or `fleet` where another instance told of it. */
  readonly cause: string;
}

/** A schema of `validation` has something against what was given, or against what came. */
export interface ViolationEvent {
  readonly type: 'violation';
  readonly operation: string;
  readonly direction: 'request' | 'response';
  /** Of the reply. */
  readonly status?: number;
  readonly issues: readonly Issue[];
}

/** What is asked of the shared store. */
export type StoreCommand = 'get' | 'set' | 'invalidate' | 'lease' | 'broadcast' | 'announce';

/** The shared store did what it was asked. */
export interface StoreAnswerEvent {
  readonly type: 'store-answer';
  readonly action: StoreCommand;
  readonly durationMs: number;
}

/** Somebody did something by hand, from a health page: or tried to. What came of it otherwise is told as ever. */
export interface ActionEvent {
  readonly type: 'action';
  readonly action: 'isolate' | 'close' | 'reset' | 'invalidate' | 'refresh';
  /** Name of the circuit, the resource or the security scheme. */
  readonly target: string;
  /** Who, as the page's `authorize` calls them; left out where it names nobody. */
  readonly by?: string;
  readonly outcome: 'done' | 'refused' | 'failed';
}

/** The shared store failed, was too slow, was left alone because it recently had been; or is ready to be used. */
export interface StoreEvent {
  readonly type: 'store';
  readonly action: 'open' | StoreCommand;
  /** `ready` comes with `open`, for the first time and whenever the store is back. */
  readonly outcome: 'failed' | 'timeout' | 'skipped' | 'unreadable' | 'ready';
  /** What the store's client said, without the address or the key. */
  readonly reason?: string;
}

export type BreakwaterEvent =
  | CallEvent
  | AttemptEvent
  | RetryEvent
  | HedgeEvent
  | LimitEvent
  | CircuitEvent
  | TokenEvent
  | InvalidationEvent
  | StoreEvent
  | StoreAnswerEvent
  | ActionEvent
  | ViolationEvent;

/** The listeners of one client. */
export class Observers {
  readonly #observers = new Set<Observer>();
  readonly #faulty = new WeakSet<Observer>();

  /** False when emitting would be in vain: hot paths ask before they build an event. */
  get attached(): boolean {
    return this.#observers.size > 0;
  }

  /** Adds a listener and returns the function that removes it. */
  add(observer: Observer): () => void {
    this.#observers.add(observer);
    return () => {
      this.#observers.delete(observer);
    };
  }

  emit(event: BreakwaterEvent): void {
    for (const observer of this.#observers) {
      try {
        observer(event);
      } catch (error) {
        this.#report(observer, error);
      }
    }
  }

  /** Once per listener: a broken one would otherwise flood the log at the rate of the traffic. */
  #report(observer: Observer, error: unknown): void {
    if (this.#faulty.has(observer)) return;
    this.#faulty.add(observer);
    console.warn('breakwater: an event listener threw; calls go on, this is reported once.', error);
  }
}
