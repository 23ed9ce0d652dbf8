/** A read on its way: what it wants, on what terms, whose it is, and where its entries are. */

import type { Prepared } from '../outgoing.ts';
import type { Forwarded } from '../policy/cache-status.ts';
import { isSelected, type Selecting, selectingBy } from '../policy/vary.ts';
import type { Principal } from '../principal.ts';
import type { Entry } from '../store/entry.ts';
import type { Place } from '../store/tiers.ts';
import { urlTag } from '../store/url-tag.ts';
import type { Wish } from '../wish.ts';
import type { Terms } from './terms.ts';

/** What is known when a read begins. */
interface Begun {
  readonly wish: Wish;
  readonly credential: string;
  readonly terms: Terms | undefined;
  readonly principal: Principal;
  /** Of its entry in a store: the wish's own, or that of one of its variants. */
  readonly key: string;
  /** Of its entry in memory, and of its flight. */
  readonly entryKey: string;
}

export class Visit implements Begun, Place {
  readonly wish: Wish;
  readonly credential: string;
  readonly terms: Terms | undefined;
  readonly principal: Principal;
  readonly key: string;
  readonly entryKey: string;
  stamps: Place['stamps'] = undefined;
  fate: Place['fate'] = undefined;

  constructor({ wish, credential, terms, principal, key, entryKey }: Begun) {
    this.wish = wish;
    this.credential = credential;
    this.terms = terms;
    this.principal = principal;
    this.key = key;
    this.entryKey = entryKey;
  }

  /** The same, as somebody else's or somewhere else. */
  but(changed: Partial<Begun>): Visit {
    const visit = new Visit({ ...this, ...changed });
    visit.stamps = this.stamps;
    return visit;
  }

  tags(): readonly string[] {
    const { wish, terms, principal } = this;
    const address = principal.address(this.entryKey);
    address.urlTag ??= urlTag(wish.prepare().url);
    return tagsWith(address.urlTag, wish, terms);
  }
}

/** Whose entries these are, where one is for everybody. No credential is called so: no header can carry it. */
const everybody = '\0everybody';

/** Whose entries a call uses, as soon as that is known. */
export function whoseOf(wish: Wish, terms: Terms | undefined, credential: string): string;
export function whoseOf(
  wish: Wish,
  terms: Terms | undefined,
  credential: string | Promise<string>,
): string | Promise<string>;
export function whoseOf(
  { ownCredentials }: Wish,
  terms: Terms | undefined,
  credential: string | Promise<string>,
): string | Promise<string> {
  if (ownCredentials !== undefined) return `\0own ${ownCredentials}`;
  return terms?.policy.shared ? everybody : credential;
}

/**
 * The same read, as one of several variants of what it reads: RFC 9111 §4.1. The newest of them is kept under
 * the read's own key as well, and says what they differ in.
 */
export function variantOf(visit: Visit, selecting: Selecting): Visit {
  const key = variantKey(visit.key, selecting);
  return visit.but({ key, entryKey: visit.principal.partition + key });
}

export function variantKey(key: string, selecting: Selecting): string {
  return `${key}~${JSON.stringify(selecting)}`;
}

/** Which variant a wish asks for, if they differ in what this entry's do; `undefined` where there is one for all. */
export function selectingFor({ snapshot }: Entry, wish: Wish, terms: Terms): Selecting | undefined {
  if (!hasVariants(terms) || snapshot.vary.length === 0) return undefined;
  return selectingBy(snapshot.vary, wish.prepare().headers);
}

/** Whether a call's own headers leave its key as it is, so that replies under it may differ. */
export function hasVariants({ policy }: Terms): boolean {
  return policy.keyHeaders !== 'all';
}

/** Readers who do not want the origin asked do not share the flight of those who do. */
export function flightKey({ entryKey, terms }: Visit): string {
  return terms?.wants.onlyIfCached ? `${entryKey}?` : entryKey;
}

export function tagsOf(wish: Wish, { url }: Prepared, terms: Terms | undefined): readonly string[] {
  return tagsWith(urlTag(url), wish, terms);
}

function tagsWith(tag: string, { operation }: Wish, terms: Terms | undefined): readonly string[] {
  return terms?.tags.length ? [operation.resource, tag, ...terms.tags] : [operation.resource, tag];
}

/** RFC 9111 §4.1. Written only for an entry that depends on it. */
export function isFor({ snapshot }: Entry, wish: Wish): boolean {
  return snapshot.vary.length === 0 || isSelected(snapshot.vary, wish.prepare().headers);
}

/** Why the origin is asked. */
export function forwardFor(
  terms: Terms | undefined,
  spare: Entry | undefined,
  validating: Entry | undefined,
): Forwarded {
  if (!terms) return 'bypass';
  if (!spare) return 'uri-miss';
  if (!validating) return 'vary-miss';
  return terms.asksOrigin ? 'request' : 'stale';
}
