/**
 * What applications and generated code may use. Nothing else is public.
 */

export { type ApiKeyOptions, apiKey } from './auth/api-key.ts';
export type {
  ApiKeyAuth,
  BasicAuth,
  BearerAuth,
  HttpAuth,
  MutualTlsAuth,
  OAuth2Auth,
} from './auth/auth-options.ts';
export type { AuthorizationCode, AuthorizationCodeOptions, BegunLogin } from './auth/authorization-code.ts';
export { basic } from './auth/basic.ts';
export { bearer } from './auth/bearer.ts';
export type { ClientAuth, PrivateKeyOptions } from './auth/client-auth.ts';
export type {
  Credential,
  CredentialKind,
  Heard,
  Renewed,
  Signer,
  SignerPorts,
  TokenState,
} from './auth/credential.ts';
export type { BegunDeviceLogin, DeviceCodeOptions } from './auth/device-code.ts';
export type { DiscoveredServer } from './auth/discovery.ts';
export type {
  ClientCredentialsOptions,
  OAuthOptions,
  PasswordOptions,
  RefreshTokenOptions,
} from './auth/oauth-options.ts';
export { oauth2 } from './auth/oauth2.ts';
export type { SecurityRequirements, SecurityScheme, SecuritySchemes } from './auth/scheme.ts';
export { scopesOf } from './auth/scopes.ts';
export type { Secret } from './auth/secret.ts';
export type { BoundReply, BoundRequest, TokenBinding } from './auth/token-binding.ts';
export type { TokenStore, Tokens } from './auth/tokens.ts';
export { bind } from './bind.ts';
export type { CachedRead, CacheStats, ClientCache, Endpoint, Outdated } from './cache/by-hand.ts';
export type {
  CacheMode,
  CacheOptions,
  CachePolicyOptions,
  CallCacheOptions,
  ResourceCacheOptions,
} from './cache/options.ts';
export {
  type Client,
  type ClientCircuits,
  type ClientSigning,
  createClient,
  type OriginState,
  type ReadOptions,
} from './client.ts';
export type { Codec } from './codec/codec.ts';
export { type Conversion, scalars } from './codec/conversion.ts';
export type { Instant, PlainDate } from './codec/temporal.ts';
export { type ErrorClass, errorClass } from './error-class.ts';
export {
  AuthError,
  BreakwaterError,
  CircuitOpenError,
  ClientClosedError,
  ConnectionError,
  DecodeError,
  type ErrorCode,
  InvalidRequestError,
  InvalidResponseError,
  LimitError,
  NotCachedError,
  OptionsError,
  PaginationError,
  ResponseError,
  TimeoutError,
  UnexpectedResponseError,
} from './errors.ts';
export type {
  ActionEvent,
  AttemptEvent,
  BreakwaterEvent,
  CallEvent,
  CircuitEvent,
  HedgeEvent,
  InvalidationEvent,
  LimitEvent,
  RetryEvent,
  StoreAnswerEvent,
  StoreCommand,
  StoreEvent,
  TokenEvent,
  ViolationEvent,
} from './events.ts';
export { explainer } from './explainer.ts';
export type { FleetOptions } from './fleet/options.ts';
export type { Announced, Announcement } from './fleet/roster.ts';
export { type RedisTokens, type RedisTokensOptions, redisTokens } from './fleet/tokens.ts';
export { type HttpClient, httpClient } from './http.ts';
export type { BulkheadState } from './layers/bulkhead.ts';
export { type CollectionOptions, MemoryCollection } from './memory-collection.ts';
export type { MergePatch } from './merge-patch.ts';
export type { Known, Open, OpenNumber } from './open.ts';
export type {
  Body,
  Content,
  Encoding,
  Items,
  Method,
  Operation,
  Parameter,
  ParameterLocation,
  ParameterStyle,
  Reply,
} from './operation.ts';
export type {
  AcceptOptions,
  CallOptions,
  ClientOptions,
  ReconnectOptions,
  Sdk,
  SdkOptions,
} from './options.ts';
export type { Outgoing } from './outgoing.ts';
export { type Page, type PagedCall, type PagedCallOptions, paginate } from './paginate.ts';
export type {
  CursorPaging,
  LastItemPaging,
  LinkPaging,
  OffsetPaging,
  PagePaging,
  Paging,
  UrlPaging,
} from './paging/paging.ts';
export type { CircuitOptions } from './policy/circuit-options.ts';
export type { CircuitState } from './policy/circuit-state.ts';
export type { Priority } from './policy/queue.ts';
export type { RetryQuotaOptions } from './policy/quota.ts';
export type { Clock, Logger, Observer, Random, Transport } from './ports.ts';
export { NotFoundError, orNotFound, orUndefined } from './repository.ts';
export type { Explanation } from './resilience/explain.ts';
export type {
  BackoffOptions,
  BulkheadOptions,
  CallPolicyOptions,
  CoolDownOptions,
  HedgingOptions,
  PolicyOptions,
  Preset,
  RateLimitOptions,
  ResilienceOptions,
  ResourcePolicyOptions,
  RetryOptions,
  ScopedCircuitOptions,
  TimeoutOptions,
} from './resilience/options.ts';
export type {
  Answer,
  CacheVerdict,
  Call,
  ClientErrorStatus,
  Failure,
  FailureStatus,
  NoArgs,
  RedirectStatus,
  ServerErrorStatus,
  Source,
  Success,
  SuccessStatus,
} from './result.ts';
export type { Server, ServerVariable, ServerVariables } from './server-url.ts';
export type { ServerOptions, Servers } from './servers.ts';
export { closeShared } from './shared.ts';
export { type OptionsSource, useSingleton } from './singleton.ts';
export type { Evictions } from './store/memory.ts';
export type { StoreState } from './store/shared-store.ts';
export type { ServerSentEvent, Stream } from './stream.ts';
export type {
  CallEnding,
  CallTrace,
  RequestEnding,
  RequestTrace,
  TracedHeaders,
  TracedRequest,
  Tracing,
} from './tracing.ts';
export type { ReplySchemas, RequestSchemas, ValidationOptions } from './validation/options.ts';
export type { Issue, Schema } from './validation/schema.ts';
export { validation } from './validation/validation.ts';
export type { Validation, Validator } from './validation/validator.ts';
export type { BinaryBody, TextBody } from './wire/bytes.ts';
export { type FileInput, Part, type PartOptions, part } from './wire/part.ts';
export type { SequenceBody } from './wire/sequence.ts';
export type { OperationXml, XmlContent, XmlMember, XmlNode } from './xml/node.ts';
export { type XmlConversion, xml } from './xml/xml.ts';
