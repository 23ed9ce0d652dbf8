/**
 * Options with every default filled in, and every option that is not usable refused, by its name,
 * before anything is created.
 */

import type { AuthByScheme } from './auth/auth-options.ts';
import type { Credential } from './auth/credential.ts';
import { type CacheSettings, checkCallCache, settleCache } from './cache/settle.ts';
import { temporal } from './codec/temporal.ts';
import { OptionsError } from './errors.ts';
import { isFieldName, isFieldValue } from './field.ts';
import {
  type CallOptions,
  maxResponseBytesDefault,
  type ReconnectOptions,
  type Sdk,
  type SdkOptions,
} from './options.ts';
import { check, OutOfRangeError, positiveInteger, timerMs, wholeFrom } from './policy/range.ts';
import { type ReconnectLimits, reconnectDefaults } from './policy/reconnect.ts';
import {
  type Clock,
  type Logger,
  type Observer,
  type Random,
  systemClock,
  systemRandom,
  type Transport,
} from './ports.ts';
import { type Resilience, settleResilience } from './resilience/settle.ts';
import { type BaseUrls, baseUrlsOf } from './servers.ts';
import type { Tracing } from './tracing.ts';
import type { Validation } from './validation/validator.ts';

/** Options with every default filled in. */
export interface Settings extends BaseUrls {
  readonly name: string;
  readonly api: string;
  readonly auth: Credential | AuthByScheme | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly cache: CacheSettings | undefined;
  readonly resilience: Resilience;
  readonly validate: Validation | undefined;
  readonly maxResponseBytes: number;
  readonly reconnect: ReconnectLimits | undefined;
  readonly onEvent: Observer | undefined;
  readonly tracing: Tracing | undefined;
  readonly logger: Logger;
  readonly transport: Transport | undefined;
  readonly clock: Clock;
  readonly random: Random;
}

const temporalExpected =
  "the platform's own (Node 26) or a polyfill's, imported before the client is made (`import 'temporal-polyfill/global'`)";

/**
 * @throws {OptionsError} An option is out of range, unknown, or contradicts another.
 */
export function settle(sdk: Sdk, options: SdkOptions<string, object>): Settings {
  refuseUnknown('', options, knownOptions);
  if (sdk.needsTemporal && !temporal())
    throw new OptionsError('globalThis.Temporal', temporalExpected, undefined);
  return {
    ...baseUrlsOf(sdk, options),
    name: options.name ?? sdk.name,
    api: sdk.name,
    auth: authOf(options.auth),
    headers: headerSettings(options.headers ?? {}),
    cache: unlessOff(options.cache, (given) => refuse('cache.', () => settleCache(sdk, given))),
    resilience: settleResilience(sdk.resources, options.resilience),
    maxResponseBytes: refuse('', () => maxResponseBytes(options.maxResponseBytes)),
    reconnect: unlessOff(options.reconnect, (given) => refuse('reconnect.', () => reconnectSettings(given))),
    validate: validationOf(options.validate),
    onEvent: options.onEvent,
    tracing: options.tracing,
    logger: options.logger ?? console,
    transport: options.transport,
    clock: options.clock ?? systemClock,
    random: options.random ?? systemRandom,
  };
}

function authOf(auth: object | undefined): Credential | AuthByScheme | undefined {
  if (auth === undefined) return undefined;
  if (typeof auth === 'object' && auth !== null) return auth as AuthByScheme;
  throw new OptionsError('auth', 'a credential, or credentials by security scheme', `a ${typeof auth}`);
}

function headerSettings(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(headers)) {
    if (!isFieldName(name)) throw new OptionsError('headers', 'named as RFC 9110 has it', name);
    // The value is not repeated: it may be a credential.
    if (!isFieldValue(value))
      throw new OptionsError(`headers.${name}`, 'what a header can carry', 'another value');
  }
  return headers;
}

/** `false` switches a concern off; left out, it has its defaults. */
function unlessOff<Given extends object, Complete>(
  given: Given | false | undefined,
  complete: (given: Given | Record<never, never>) => Complete,
): Complete | undefined {
  return given === false ? undefined : complete(given ?? {});
}

/** Options of one call, refused before anything is sent. */
export function checkCall({ timeoutMs, cache }: CallOptions): void {
  if (timeoutMs !== undefined) refuse('', () => check('timeoutMs', timeoutMs, timerMs));
  if (cache) refuse('cache.', () => checkCallCache(cache));
}

/** Runs a check, and has what it refuses named as the user wrote it. */
function refuse<Value>(prefix: string, checked: () => Value): Value {
  try {
    return checked();
  } catch (error) {
    if (!(error instanceof OutOfRangeError)) throw error;
    throw new OptionsError(prefix + error.option, error.expectation, error.value);
  }
}

function maxResponseBytes(given = maxResponseBytesDefault): number {
  check('maxResponseBytes', given, positiveInteger);
  return given;
}

function reconnectSettings(given: ReconnectOptions): ReconnectLimits {
  refuseUnknown('reconnect.', given, knownReconnectOptions);
  const settings = { ...reconnectDefaults, ...given };
  check('maxAttempts', settings.maxAttempts, wholeFrom(1, 1_000));
  check('delayMs', settings.delayMs, timerMs);
  check('maxDelayMs', settings.maxDelayMs, timerMs);
  return settings;
}

/** Tables of schemas alone do nothing: what looks at them is imported by whoever wants it. */
function validationOf(given: Validation | undefined): Validation | undefined {
  if (given === undefined || given?.kind === 'validation') return given;
  throw new OptionsError('validate', '`validation({ … })`, a function of `breakwater`', given);
}

/** A misspelt option would otherwise be a default that nobody chose. */
function refuseUnknown(prefix: string, given: object, known: Readonly<Record<string, true>>): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(known, name));
  if (unknown === undefined) return;
  throw new OptionsError(
    `${prefix}${unknown}`,
    `one of ${Object.keys(known).join(', ')}`,
    'an unknown option',
  );
}

const knownOptions = {
  baseUrl: true,
  server: true,
  variables: true,
  baseUrls: true,
  name: true,
  auth: true,
  headers: true,
  cache: true,
  resilience: true,
  validate: true,
  maxResponseBytes: true,
  reconnect: true,
  onEvent: true,
  tracing: true,
  logger: true,
  transport: true,
  clock: true,
  random: true,
} as const satisfies Record<keyof SdkOptions, true>;

const knownReconnectOptions = {
  maxAttempts: true,
  delayMs: true,
  maxDelayMs: true,
} as const satisfies Record<keyof ReconnectOptions, true>;
