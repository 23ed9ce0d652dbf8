// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import type { ApiKeyAuth, OAuth2Auth, SecuritySchemes } from '../runtime/index.ts';

/** How the API lets its callers in. The runtime fills in from here what is no secret. */
export const securitySchemes = {
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  oauth: {
    type: 'oauth2',
    flows: { clientCredentials: { tokenUrl: 'https://api.portfolio.example/oauth/token' } },
  },
} as const satisfies SecuritySchemes;

/** Credentials by security scheme: each operation is sent with what it asks for. */
export interface AuthOptions {
  /**
   * A key from the developer console, with all the rights of the user it belongs to.
   *
   * Goes into the header `X-Api-Key`.
   */
  readonly apiKey?: ApiKeyAuth;
  /**
   * Access tokens for applications. A token is valid for one hour.
   *
   * Scopes:
   * - `contacts:read`: Read contacts
   * - `contacts:write`: Create, change and delete contacts
   * - `documents:read`: Read and download documents
   * - `documents:write`: Upload and delete documents
   * - `events:read`: Read and stream events
   * - `events:write`: Publish events
   * - `portfolio:read`: Read portfolios and positions
   * - `portfolio:write`: Create, change and delete portfolios
   * - `reports:read`: Read reports
   * - `reports:write`: Request and cancel reports
   * - `users:read`: Read user accounts
   * - `users:write`: Create user accounts
   */
  readonly oauth?: OAuth2Auth;
}
