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
