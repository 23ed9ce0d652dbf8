/**
 * Media types, by what the runtime makes of them. In step with the runtime's own rules: JSON is parsed,
 * text is text, an event stream is iterated, everything else is bytes.
 */

export type MediaKind = 'json' | 'multipart' | 'urlencoded' | 'events' | 'text' | 'any' | 'bytes';

export function kindOf(mediaType: string): MediaKind {
  const type = essence(mediaType);
  // RFC 6839 §3.1: the `+json` suffix.
  if (type === 'application/json' || type === 'text/json' || type.endsWith('+json')) return 'json';
  if (type === 'multipart/form-data') return 'multipart';
  if (type === 'application/x-www-form-urlencoded') return 'urlencoded';
  if (type === 'text/event-stream') return 'events';
  if (type.startsWith('text/')) return 'text';
  return type === '*/*' || type === 'application/*' ? 'any' : 'bytes';
}

/** RFC 7303 §9.1, §9.2, and the `+xml` suffix of §9.6. */
export function isXml(mediaType: string): boolean {
  const type = essence(mediaType);
  return type === 'application/xml' || type === 'text/xml' || type.endsWith('+xml');
}

/** Without its parameters, in lower case: RFC 9110 §8.3.1. */
function essence(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
}
