/** What of a reply is kept, and how it is handed out again. */

import type { Terms } from './cache/terms.ts';
import { copyJson } from './copy.ts';
import { isSuccess } from './due.ts';
import { Fields, type ReadonlyFields } from './fields.ts';
import type { Exchanged } from './policy/age.ts';
import { directivesOf, responseDirectives } from './policy/cache-control.ts';
import type { Rules } from './policy/freshness.ts';
import { type Lifetimes, lifetimesByConfig, lifetimesByHttp } from './policy/lifetimes.ts';
import { fieldsNotKept, mayStore } from './policy/storable.ts';
import { governing } from './policy/targeted.ts';
import { selectingOf } from './policy/vary.ts';
import { type Reply, withBody } from './reply.ts';
import type { Entry } from './store/entry.ts';
import { fieldLines, fieldsIn } from './store/field-lines.ts';
import { heldByBody } from './store/held.ts';
import { endToEndHeaders, responseOf, type Snapshot } from './store/snapshot.ts';

/** What a reply answers, and how it came. */
export interface Asking {
  /** As the request was written; what signed it is not among them. */
  readonly headers: ReadonlyFields;
  readonly isAuthorized: boolean;
  readonly tags: readonly string[];
  /** Moment the request left, by the ordered clock. */
  readonly requestedAt: number;
  readonly respondedAt: number;
  /** Number in [0, 1) by which a TTL is shortened, as a share of it. */
  readonly jitter: number;
  readonly targetedFields: readonly string[];
}

/** `undefined` where it may not be kept. */
export function snapshotOf(reply: Reply, asking: Asking, terms: Terms): Snapshot | undefined {
  if (!isReadable(reply)) return undefined;
  const { status, url, contentType = null, text = '', body } = reply;
  const found = terms.policy.mode === 'http' ? byHttp(reply, asking, terms) : byConfig(reply, asking, terms);
  if (!found || found.keptUntil <= asking.respondedAt) return undefined;
  // Each by its name: an object that a spread has put together takes twice the room.
  return {
    status,
    url,
    contentType,
    text,
    body,
    fields: fieldLines(endToEndHeaders(reply.headers, found.withheld)),
    // What JSON says is never its own text.
    isJson: text !== body,
    requestedAt: asking.requestedAt,
    vary: selectingOf(reply.headers, asking.headers),
    tags: asking.tags,
    bodyBytes: heldByBody(text, body),
    bornAt: found.bornAt,
    freshUntil: found.freshUntil,
    staleUntil: found.staleUntil,
    rescueUntil: found.rescueUntil,
    keptUntil: found.keptUntil,
    isStrict: found.isStrict,
  };
}

interface Found extends Lifetimes {
  /** Fields that are not kept. */
  readonly withheld: readonly string[];
}

/** RFC 9110 §15.1 allows more, but what is no text, or no reply of the spec, is not worth keeping. */
function isReadable({ status, flaw, text, issues, isDocumented }: Reply): boolean {
  const isRead = text !== undefined || status === 204;
  const isWhole = flaw === undefined && isRead && issues === undefined && status !== 206;
  return isWhole && (isSuccess(status) || isDocumented);
}

function byConfig({ status, headers }: Reply, asking: Asking, { policy }: Terms): Found | undefined {
  const isMissing = status === 404 || status === 410;
  const ttl = isSuccess(status) ? policy.ttl : isMissing ? policy.negativeTtl : 0;
  if (ttl === 0) return undefined;
  // Nobody has thought about this resource: then the origin's word counts.
  if (!policy.isTtlNamed && directivesOf(headers.get('cache-control')).has('no-store')) return undefined;
  const { requestedAt, respondedAt } = asking;
  const ttlMs = ttl * 1_000 * (1 - asking.jitter);
  // That something is missing is not worth being shown when it is stale.
  const staleness = isMissing ? { staleWhileRevalidate: 0, staleIfError: 0, keepStale: 0 } : policy;
  const answered = { status, fields: headers, respondedAt };
  return { ...lifetimesByConfig(answered, requestedAt, ttlMs, staleness), withheld: [] };
}

function byHttp({ status, headers }: Reply, asking: Asking, { policy }: Terms): Found | undefined {
  const { directives, isTargeted } = governing(headers, asking.targetedFields);
  const rules: Rules = { directives: responseDirectives(directives), isShared: policy.shared, isTargeted };
  const answered = { status, fields: headers, respondedAt: asking.respondedAt };
  if (!mayStore(answered, { isAuthorized: asking.isAuthorized, noStore: false }, rules)) return undefined;
  const exchanged: Exchanged = asking;
  return { ...lifetimesByHttp(answered, exchanged, rules, policy), withheld: fieldsNotKept(rules) };
}

/** @param nowMs for its age */
export function replyOf(entry: Entry, nowMs: number): Reply {
  return new KeptReply(entry.snapshot, entry.body(), nowMs);
}

/** A hit is asked for its body; whoever wants its headers, waits for them. */
class KeptReply implements Reply {
  readonly status: number;
  readonly url: string;
  readonly isDocumented = true;
  readonly contentType: string | undefined;
  readonly text: string;
  readonly flaw = undefined;
  readonly body: unknown;
  readonly #snapshot: Snapshot;
  readonly #nowMs: number;

  constructor(snapshot: Snapshot, body: unknown, nowMs: number) {
    this.status = snapshot.status;
    this.url = snapshot.url;
    this.contentType = snapshot.contentType ?? undefined;
    this.text = snapshot.text;
    this.body = body;
    this.#snapshot = snapshot;
    this.#nowMs = nowMs;
  }

  get headers(): Fields {
    const { fields, bornAt } = this.#snapshot;
    const headers = new Fields(fieldsIn(fields));
    // RFC 9111 §5.1.
    headers.set('age', String(Math.max(0, Math.floor((this.#nowMs - bornAt) / 1_000))));
    return headers;
  }

  response(): Response {
    return responseOf(this.#snapshot, this.headers);
  }

  withBody(body: unknown): Reply {
    return new KeptReply(this.#snapshot, body, this.#nowMs);
  }
}

/** Everybody's text parses to everybody's own body; what is no text was not shared. */
export function ownReply(reply: Reply): Reply {
  return reply.text === undefined ? reply : withBody(reply, copyJson(reply.body));
}
