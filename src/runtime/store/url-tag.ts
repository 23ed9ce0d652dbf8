/** How the tag of a URL is told from that of a resource. */

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

/** The URL that such a tag names. */
export function urlIn(tag: string): string {
  return tag.slice(urlPrefix.length);
}
