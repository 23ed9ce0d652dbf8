/**
 * Media types, by what the runtime makes of them. In step with the runtime's own rules: JSON is parsed,
 * text is text, an event stream is iterated, everything else is bytes.
 */

export type MediaKind = 'json' | 'multipart' | 'urlencoded' | 'events' | 'text' | 'any' | 'bytes';

export function kindOf(mediaType: string): MediaKind {
  const type = essence(mediaType);
  // RFC 6839 §3.1: the `+json` suffix.
  if (type === 'application/json' || type === 'text/json' || type.endsWith('+json')) return 'json';
  if (type.startsWith('multipart/')) return 'multipart';
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

/** Whether its content is fields by name. */
export function isForm(mediaType: string): boolean {
  const kind = kindOf(mediaType);
  return kind === 'multipart' || kind === 'urlencoded';
}

/** What is read item by item: in step with the runtime's kinds of the same names. */
export type ItemKind = 'events' | 'lines' | 'sequence';

/** Names in use for JSON texts with a line each; none of them is registered. */
const lines = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonl',
  'application/jsonlines',
  'application/json-lines',
]);

/** `undefined` for what is read as a whole. */
export function itemKindOf(mediaType: string): ItemKind | undefined {
  const type = essence(mediaType);
  if (type === 'text/event-stream') return 'events';
  if (lines.has(type)) return 'lines';
  // RFC 7464, and RFC 8091 for the suffix.
  return type === 'application/json-seq' || type.endsWith('+json-seq') ? 'sequence' : undefined;
}

/** Whether a body of it is written item by item: lines of JSON, and RFC 7464's sequences. */
export function isSequence(mediaType: string): boolean {
  const kind = itemKindOf(mediaType);
  return kind === 'lines' || kind === 'sequence';
}

/** Formats that people write, whatever IANA files them under. */
export function isTextual(mediaType: string): boolean {
  return /(?:^application\/(?:.*[+.-])?|\+)(?:xml|yaml|toml|graphql|javascript|sql|xml-dtd)$/.test(
    essence(mediaType),
  );
}

/** A range is no media type: one of it is taken. */
export function concreteOf(mediaType: string): string {
  if (!mediaType.includes('*')) return mediaType;
  const [type] = mediaType.split('/');
  return (
    { text: 'text/plain', image: 'image/png', audio: 'audio/mpeg', video: 'video/mp4' }[type ?? ''] ??
    'application/octet-stream'
  );
}

/** Without its parameters, in lower case: RFC 9110 §8.3.1. */
function essence(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** RFC 7396. */
export function isMergePatch(mediaType: string): boolean {
  return /^application\/merge-patch\+json\b/i.test(mediaType.trim());
}
