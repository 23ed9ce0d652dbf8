/** The headers of every answer: nothing is kept, framed, sniffed, or told to other sites. */

const headers: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** What an answer says itself stays. */
export function secured(response: Response): Response {
  // A response that the application gave may be immutable, as those of `Response.redirect` are.
  const copy = new Response(response.body, response);
  for (const [name, value] of Object.entries(headers)) {
    if (!copy.headers.has(name)) copy.headers.set(name, value);
  }
  return copy;
}
