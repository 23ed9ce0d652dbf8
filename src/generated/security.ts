// Generated from openapi.yaml by Breakwater. Do not edit: change the spec, then generate again.

import type { ApiKeyAuth, BasicAuth, OAuth2Auth, SecuritySchemes } from '../runtime/index.ts';

/** How the API lets its callers in. The runtime fills in from here what is no secret. */
export const securitySchemes = {
  apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
  oauth: {
    type: 'oauth2',
    flows: {
      clientCredentials: { tokenUrl: 'https://api.portfolio.example/oauth/token' },
      authorizationCode: {
        authorizationUrl: 'https://login.portfolio.example/authorize',
        tokenUrl: 'https://api.portfolio.example/oauth/token',
      },
    },
  },
  partner: { type: 'http', scheme: 'basic' },
  partnerClient: { type: 'apiKey', in: 'header', name: 'X-Partner-Client' },
  session: { type: 'apiKey', in: 'cookie', name: 'session' },
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
   * Access tokens for applications, and for users who have logged in. A token is valid for one
   * hour.
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
  /** Name and password of a partner, who acts for one of its clients. */
  readonly partner?: BasicAuth;
  /**
   * The client that a partner acts for.
   *
   * Goes into the header `X-Partner-Client`.
   */
  readonly partnerClient?: ApiKeyAuth;
  /**
   * The session of a user of the website.
   *
   * Goes into the cookie `session`.
   */
  readonly session?: ApiKeyAuth;
}
