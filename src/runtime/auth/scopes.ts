/** Scopes by what is called: a token that can do no more than its caller does. */

import type { SecurityRequirements } from './scheme.ts';

/**
 * The scopes that these operations need of a security scheme, each once, in their order.
 *
 * @example
 * oauth2.clientCredentials({ clientId, clientSecret, scopes: scopesOf(sdk, 'oauth', portfolio.operations) })
 */
export function scopesOf(
  sdk: { readonly security?: SecurityRequirements },
  scheme: string,
  operations: readonly { readonly id: string; readonly security?: SecurityRequirements }[],
): string[] {
  const needed = operations.flatMap(({ security = sdk.security ?? [] }) =>
    security.flatMap((each) => (Object.hasOwn(each, scheme) ? (each[scheme] ?? []) : [])),
  );
  return [...new Set(needed)];
}
