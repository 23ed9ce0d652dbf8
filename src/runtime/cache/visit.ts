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

export interface Visit {
  readonly wish: Wish;
  readonly credential: string;
  readonly terms: Terms | undefined;
  readonly place: Place;
  /** Of its entry in memory, and of its flight. */
  readonly entryKey: string;
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

/** @param key of the wish */
export function visitOf(
  wish: Wish,
  key: string,
  credential: string,
  terms: Terms | undefined,
  principal: Principal,
): Visit {
  const tags = (): readonly string[] => {
    const address = principal.address(key);
    address.urlTag ??= urlTag(wish.prepare().url);
    return tagsWith(address.urlTag, wish, terms);
  };
  const place: Place = { principal, key, tags, stamps: undefined, fate: undefined };
  return { wish, credential, terms, place, entryKey: principal.partition + key };
}

/**
 * The same read, as one of several variants of what it reads: RFC 9111 §4.1. The newest of them is kept under
 * the read's own key as well, and says what they differ in.
 */
export function variantOf(visit: Visit, selecting: Selecting): Visit {
  const { place } = visit;
  const key = variantKey(place.key, selecting);
  return { ...visit, place: { ...place, key }, entryKey: place.principal.partition + key };
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
