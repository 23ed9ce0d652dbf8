/**
 * What `/health.json` holds, and what the page is drawn from: plain data, every moment in milliseconds since
 * the epoch, every share in [0, 1]. There is no URL in it beyond an origin, no header, body, key or token.
 */

/** How an attempt or a call ended, as Hystrix counts it. */
export type Outcome =
  /** An answer that could be used. */
  | 'success'
  /** The origin refused what was sent: 4xx, or a request that was never fit to send. It is nobody's outage. */
  | 'badRequest'
  /** 5xx, a broken connection, an answer that could not be read. */
  | 'failure'
  | 'timeout'
  /** Refused here by an open circuit. */
  | 'shortCircuited'
  /** Refused here by a bulkhead, a rate or a cool-down. */
  | 'rejected'
  /** Given up by its caller, or overtaken by its double. It counts neither way. */
  | 'aborted';

export type Counts = Readonly<Record<Outcome, number>>;

/** Milliseconds that a share of the recent answers of the network did not exceed. */
export interface LatencyView {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p995: number;
}

/** What was counted of an origin or a resource. */
export interface MeterView {
  /** Per second, over the last 10 s. */
  readonly perSecond: number;
  /** Share of the last 10 s that failed, timed out or was refused here; null when there was nothing. */
  readonly errorShare: number | null;
  /** The last 10 s. */
  readonly counts: Counts;
  /** The last two minutes in steps of 3 s, oldest first: all, and those that count as errors. */
  readonly history: { readonly all: readonly number[]; readonly errors: readonly number[] };
  readonly latencyMs: LatencyView | null;
  /** Requests that left for one call, over the last two minutes; null when none did. */
  readonly attemptsPerCall: number | null;
  /** Since when something fails without a pause of 15 s; null when nothing does. */
  readonly failingSince: number | null;
}

export interface CircuitView {
  /** As `client.circuits` knows it. */
  readonly name: string;
  readonly state: 'closed' | 'open' | 'half-open' | 'isolated';
  /** Since when it is what it is; null where it never was anything else. */
  readonly since: number | null;
  /** When an open one lets the next probe through. */
  readonly until: number | null;
  /** A sentence: why it is so, or how far it has come. Empty for a closed one that nothing holds back. */
  readonly why: string;
}

export interface BulkheadView {
  readonly inFlight: number;
  /** For room at a bulkhead; 0 where there is none. */
  readonly queued: number;
  /** null where there is no bulkhead, or it was not used yet. */
  readonly limit: number | null;
}

export interface OriginView extends MeterView {
  /** Unique among all rows. */
  readonly id: string;
  readonly client: string;
  readonly origin: string;
  /** null where circuits are off. */
  readonly circuit: CircuitView | null;
  /** Calls on their way and waiting. */
  readonly bulkhead: BulkheadView;
  /** Share of the retry budget that is left; null where the client does not tell. */
  readonly budgetLeft: number | null;
  /** Until when the origin asked to be left alone; null when it did not. */
  readonly coolDownUntil: number | null;
}

/** Where the answers of the last two minutes came from. */
export interface CacheSplit {
  /** By a fresh entry, from memory, the shared store, or another caller's flight. */
  readonly fresh: number;
  /** By an entry past its time: while it was renewed, or because the origin failed. */
  readonly stale: number;
  /** By the origin. */
  readonly miss: number;
  /** Calls that have nothing to do with the cache. */
  readonly bypass: number;
  /** Mean age of the entries that answered, where the client tells; milliseconds. */
  readonly freshAgeMs: number | null;
  readonly staleAgeMs: number | null;
}

export interface ResourceView extends MeterView {
  readonly id: string;
  readonly client: string;
  readonly resource: string;
  /** Where its operations go, as far as was seen. */
  readonly origin: string;
  /** Its own circuit, or that of its origin. */
  readonly circuit: CircuitView | null;
  readonly cache: CacheSplit;
  readonly invalidatedAt: number | null;
}

export interface TokenView {
  readonly id: string;
  readonly client: string;
  /** Name of the security scheme. */
  readonly scheme: string;
  readonly expiresAt: number | null;
  /** The last renewal, and what came of it. */
  readonly refreshedAt: number | null;
  readonly outcome: 'refreshed' | 'adopted' | 'failed' | 'store-failed' | null;
  /** Since when every renewal failed; null while they succeed. */
  readonly failingSince: number | null;
}

/** The cache of one client, and the store behind it. */
export interface StoreView {
  readonly client: string;
  readonly entries: number;
  readonly sizeBytes: number;
  readonly isShared: boolean;
  /** Of the shared store: whether it answers; `unused` until it was reached. null where there is none. */
  readonly state: 'answering' | 'failing' | 'unused' | null;
  /** Invalidations that it has not confirmed, and that are sent again. */
  readonly unconfirmed: number;
  /** Median of the recent answers; null when there were none. */
  readonly latencyMs: number | null;
  readonly troubleAt: number | null;
  readonly trouble: string | null;
}

/** A process of the fleet. */
export interface InstanceView {
  readonly id: string;
  readonly startedAt: number | null;
  /** When it was last heard of. */
  readonly seenAt: number;
  readonly isThis: boolean;
  /** What it says of itself: circuits that are not closed, in a few words. */
  readonly note: string | null;
}

export interface TransitionView {
  readonly at: number;
  readonly client: string;
  /** Name of the circuit, or what else changed. */
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  /** A sentence. */
  readonly why: string;
}

/** Failures of one kind of one operation. */
export interface FailureView {
  readonly client: string;
  readonly operation: string;
  /** Status, or code of the error where there was no answer. */
  readonly reason: string;
  readonly count: number;
  readonly firstAt: number;
  readonly lastAt: number;
  /** A sentence that explains it, and says what to do. */
  readonly why: string;
}

/** Something that is not as it should be. */
export interface Problem {
  readonly level: 'watch' | 'bad';
  /** Whose it is, as far as can be told from here. */
  readonly side: 'us' | 'them';
  readonly what: string;
  readonly howBad: string;
  readonly since: number | null;
  /** When something will happen by itself. */
  readonly until: number | null;
  readonly todo: string;
}

/** The page's first lines: is it real, how bad, since when, what to do. */
export interface Verdict {
  readonly level: 'idle' | 'good' | 'watch' | 'bad';
  /** One sentence. */
  readonly headline: string;
  readonly side: 'nobody' | 'us' | 'them' | 'both';
  readonly howBad: string;
  readonly since: number | null;
  /** Worst first, at most five. */
  readonly problems: readonly Problem[];
  readonly moreProblems: number;
}

export type ActionName = 'isolate' | 'close' | 'reset' | 'invalidate' | 'refresh';

export interface Snapshot {
  readonly at: number;
  /** Since when it has been listened. */
  readonly since: number;
  /** Name of this process, as its operator calls it. */
  readonly instance: string;
  readonly verdict: Verdict;
  readonly origins: readonly OriginView[];
  readonly resources: readonly ResourceView[];
  readonly tokens: readonly TokenView[];
  readonly stores: readonly StoreView[];
  /** null where nobody told of a fleet. */
  readonly instances: readonly InstanceView[] | null;
  readonly transitions: readonly TransitionView[];
  readonly failures: readonly FailureView[];
  /** What may be done from the page. */
  readonly actions: readonly ActionName[];
  /** Whether there are origins or resources beyond `maxRows`, which are not counted. */
  readonly isTruncated: boolean;
}
