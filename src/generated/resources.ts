// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

/** Resource tags of the API: what a TTL can be set for, and what a write invalidates. */
export type Resource = 'portfolio' | 'contacts' | 'users' | 'documents' | 'events' | 'reports';

export const resources: readonly Resource[] = [
  'portfolio',
  'contacts',
  'users',
  'documents',
  'events',
  'reports',
];

/**
 * Seconds an answer stays fresh, from `x-cache-ttl` on the tag. A resource not named here has the
 * client's default, 300.
 */
export const ttl: { readonly [Tag in Resource]?: number } = { portfolio: 180, contacts: 0 };
