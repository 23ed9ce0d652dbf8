/** The page as a response, under the strictest policy that lets it work. */

import { document, scriptHash, styleHash } from './document.ts';

/**
 * Nothing but this very script and this very style, by their hashes, and requests to where the page came from.
 * With trusted types required and none allowed, the browser itself refuses to make markup of a string.
 */
const policy = [
  "default-src 'none'",
  `script-src '${scriptHash}'`,
  `style-src '${styleHash}'`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export function page(): Response {
  return new Response(document, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  });
}
