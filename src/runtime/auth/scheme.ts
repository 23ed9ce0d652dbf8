/**
 * How an API lets its callers in, as plain data: OpenAPI's Security Scheme Objects (3.2 §4.27) without
 * their words. The generator writes it; credentials take from it what is no secret.
 */

export interface ApiKeyScheme {
  readonly type: 'apiKey';
  readonly in: 'header' | 'query' | 'cookie';
  /** Of the header, query parameter or cookie. */
  readonly name: string;
}

export interface HttpScheme {
  readonly type: 'http';
  /** RFC 9110 §11.1: `basic` or `bearer`, in lower case, or another as it is to be sent. */
  readonly scheme: string;
}

/** Addresses may be relative to the base URL. */
export interface OAuthFlow {
  readonly tokenUrl: string;
  /** Where tokens are refreshed, if not at `tokenUrl`. */
  readonly refreshUrl?: string;
  readonly authorizationUrl?: string;
  readonly deviceAuthorizationUrl?: string;
}

export interface OAuthFlows {
  readonly clientCredentials?: OAuthFlow;
  readonly password?: OAuthFlow;
  readonly authorizationCode?: OAuthFlow;
  readonly deviceAuthorization?: OAuthFlow;
}

export interface OAuth2Scheme {
  readonly type: 'oauth2';
  readonly flows: OAuthFlows;
}

export interface OpenIdConnectScheme {
  readonly type: 'openIdConnect';
  /** Of the OpenID configuration: OpenID Connect Discovery 1.0 §4. */
  readonly openIdConnectUrl: string;
}

/** The transport shows the certificate: there is nothing to sign with. */
export interface MutualTlsScheme {
  readonly type: 'mutualTLS';
}

export type SecurityScheme = ApiKeyScheme | HttpScheme | OAuth2Scheme | OpenIdConnectScheme | MutualTlsScheme;

export type SecuritySchemes = Readonly<Record<string, SecurityScheme>>;

/**
 * What it takes to be let in: any of these, each in full, with the scopes it takes. `{}` takes nothing,
 * and so does an empty list. OpenAPI 3.2 §4.30.
 */
export type SecurityRequirements = readonly Readonly<Record<string, readonly string[]>>[];
