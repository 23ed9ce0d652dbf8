/** RFC 9110 §9.2.2, and QUERY of draft-ietf-httpbis-safe-method-w-body: what may be sent twice by its method. */

const idempotent: ReadonlySet<string> = new Set([
  'GET',
  'HEAD',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'QUERY',
]);

export function isIdempotent(method: string): boolean {
  return idempotent.has(method.toUpperCase());
}
