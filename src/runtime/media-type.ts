/** Media types, as far as the runtime tells them apart. */

/** A media type without its parameters, in lower case: RFC 9110 §8.3.1. */
export function essence(mediaType: string): string {
  return (mediaType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** `application/json` and every `+json` suffix: RFC 6839 §3.1. */
export function isJson(mediaType: string): boolean {
  const type = essence(mediaType);
  return type === 'application/json' || type === 'text/json' || type.endsWith('+json');
}

/** RFC 7303 §9.1, §9.2, and the `+xml` suffix of §9.6. */
export function isXml(mediaType: string): boolean {
  const type = essence(mediaType);
  return type === 'application/xml' || type === 'text/xml' || type.endsWith('+xml');
}

/**
 * What is made of a content type. JSON is parsed, text is text, events, lines and sequences are read
 * item by item, everything else is bytes; a range that leaves it open is `any`.
 */
export type MediaKind = 'json' | 'text' | 'events' | 'lines' | 'sequence' | 'any' | 'bytes';

/** JSON texts with a line each: these three names are in use, and none of them is registered. */
const lines = new Set([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/x-jsonl',
  'application/jsonlines',
  'application/json-lines',
]);

/** In step with the generator's rules of the same name. */
export function kindOf(mediaType: string): MediaKind {
  const type = essence(mediaType);
  if (isJson(type)) return 'json';
  if (type === 'text/event-stream') return 'events';
  if (lines.has(type)) return 'lines';
  // RFC 7464, and RFC 8091 for the suffix.
  if (type === 'application/json-seq' || type.endsWith('+json-seq')) return 'sequence';
  if (type.startsWith('text/')) return 'text';
  return type === '*/*' || type === 'application/*' ? 'any' : 'bytes';
}

/** The parameter of a media type, in lower case and without its quotes: RFC 9110 §5.6.6. */
export function parameterOf(mediaType: string, name: string): string | undefined {
  return parametersOf(mediaType).get(name);
}

/**
 * Which of the documented media types a content type falls under: the most specific one, as RFC 9110
 * §12.5.1 has it for ranges. `undefined` where it falls under none.
 */
export function bestMatch(documented: readonly string[], contentType: string): string | undefined {
  const ranked = documented.map((range) => ({ range, rank: rankOf(range, contentType) }));
  return ranked.filter(({ rank }) => rank > 0).sort((a, b) => b.rank - a.rank)[0]?.range;
}

/** 0 for what does not match; more for what says more. */
function rankOf(range: string, contentType: string): number {
  const [wanted, came] = [essence(range), essence(contentType)];
  if (wanted === came) return 4 + agreement(range, contentType);
  if (wanted === '*/*') return 1;
  const [family = '', suffix = ''] = wanted.split('*', 2);
  if (!wanted.includes('*') || !came.startsWith(family)) return 0;
  return suffix === '' ? 2 : Number(came.endsWith(suffix)) * 3;
}

/** Parameters that both have alike speak for a match, others against it: `version=2` is not `version=1`. */
function agreement(range: string, contentType: string): number {
  const came = parametersOf(contentType);
  const wanted = [...parametersOf(range)];
  const alike = wanted.filter(([name, value]) => came.get(name) === value).length;
  return alike === wanted.length ? alike : -1;
}

function parametersOf(mediaType: string): Map<string, string> {
  if (!mediaType.includes(';')) return new Map();
  // Quoted values may hold semicolons.
  const found = mediaType.matchAll(/;\s*([^\s=;]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g);
  return new Map(
    [...found].map(([, name = '', quoted, bare = '']) => [
      name.toLowerCase(),
      (quoted?.replaceAll(/\\(.)/g, '$1') ?? bare).toLowerCase(),
    ]),
  );
}
