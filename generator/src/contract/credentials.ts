/**
 * Credentials for a mock server: one for each scheme of the spec, of the right form and of no value.
 */

import type { SecurityScheme } from '../model.ts';

export function testCredentials(schemes: readonly SecurityScheme[]): Record<string, unknown> {
  return Object.fromEntries(schemes.map((scheme) => [scheme.name, credentialFor(scheme)]));
}

function credentialFor(scheme: SecurityScheme): unknown {
  if (scheme.type === 'mutualTLS') return true;
  if (scheme.type === 'http' && scheme.scheme === 'basic') return { username: 'contract', password: 'test' };
  return 'contract-test';
}
