/** How tags are called in a shared store, and for how long their moments matter there. */

/** In front of a tag that is a URL; no resource is called so. */
const urlPrefix = 'url:';

/** The tag of whatever was asked for at this URL: RFC 9111 §4.4 has a write to it outdate it. */
export function urlTag(url: string): string {
  return urlPrefix + url;
}

/** Whether it names a URL, which is nobody's business but the cache's. */
export function isUrlTag(tag: string): boolean {
  return tag.startsWith(urlPrefix);
}

/** A week, which nothing is kept for beyond being asked about: there are as many URLs as there are things. */
const urlMomentMs = 7 * 24 * 60 * 60_000;

/** For Keyv: for how long a moment is kept, in milliseconds; `undefined` for ever. */
export function momentLifetimeMs(tag: string): number | undefined {
  return isUrlTag(tag) ? urlMomentMs : undefined;
}

/** A tag as part of a key: words as they are, and of a URL, which holds arguments, only a digest. */
export async function tagPart(tag: string): Promise<string> {
  if (!isUrlTag(tag)) return encodeURIComponent(tag);
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(tag));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
