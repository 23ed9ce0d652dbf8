/** Cache options, checked and completed: one policy per resource, worked out before any call. */

import { OptionsError } from '../errors.ts';
import { isFieldName } from '../field.ts';
import { type FleetSettings, settleFleet } from '../fleet/options.ts';
import type { Staleness } from '../policy/lifetimes.ts';
import { check, positiveInteger, type Range, ratioBelowOne, timerMs, wholeFrom } from '../policy/range.ts';
import {
  type CacheMode,
  type CacheOptions,
  type CachePolicyOptions,
  type CallCacheOptions,
  cacheDefaults,
  type ResourceCacheOptions,
} from './options.ts';

/** What holds for the entries of one resource. */
export interface CachePolicy extends Staleness {
  readonly mode: CacheMode;
  /** Seconds. */
  readonly ttl: number;
  /** Whether somebody said so for this resource: then the reply is not asked. */
  readonly isTtlNamed: boolean;
  readonly negativeTtl: number;
  readonly restAfterError: number;
  /** 1 where nothing is asked for ahead of need. */
  readonly eagerRefresh: number;
  readonly softTimeoutMs: number | undefined;
  readonly hardTimeoutMs: number | undefined;
  readonly shared: boolean;
  /** In lower case. */
  readonly keyHeaders: 'all' | readonly string[];
  readonly ownCredentials: boolean;
  readonly invalidates: readonly string[];
}

type Limits = Required<
  Omit<CacheOptions, 'store' | 'fleet' | 'ttl' | 'byResource' | keyof CachePolicyOptions>
>;

export interface CacheSettings extends Limits, Pick<CacheOptions, 'store'> {
  readonly fleet: FleetSettings;
  /** By resource; `''` is whatever nobody described. */
  readonly policies: ReadonlyMap<string, CachePolicy>;
  readonly common: CachePolicy;
}

/** What of an API its cache options are about. */
interface Described {
  readonly resources: readonly string[];
  readonly ttl: Readonly<Record<string, number | undefined>>;
}

/** @throws {OutOfRangeError | OptionsError} naming the option, what it must be, and what it is */
export function settleCache(described: Described, given: CacheOptions): CacheSettings {
  refuseUnknown('cache.', given, known);
  const { resources } = described;
  const ttl = { ...described.ttl, ...given.ttl };
  refuseUnknownResource('cache.ttl', Object.keys(ttl), resources);
  refuseUnknownResource('cache.byResource', Object.keys(given.byResource ?? {}), resources);
  const limits = limitsOf(given);
  const common = policyOf(given, {}, undefined, limits.defaultTtl, '');
  const policies = new Map(
    resources.map((resource) => {
      const own = given.byResource?.[resource] ?? {};
      return [resource, policyOf(given, own, ttl[resource], limits.defaultTtl, resource)] as const;
    }),
  );
  const { store } = given;
  return {
    ...limits,
    ...(store !== undefined && { store }),
    fleet: settleFleet(given.fleet),
    policies,
    common,
  };
}

function limitsOf(given: CacheOptions): Limits {
  const settings: Limits = {
    defaultTtl: given.defaultTtl ?? cacheDefaults.defaultTtl,
    targetedFields: given.targetedFields ?? cacheDefaults.targetedFields,
    ttlJitterRatio: given.ttlJitterRatio ?? cacheDefaults.ttlJitterRatio,
    maxEntries: given.maxEntries ?? cacheDefaults.maxEntries,
    maxBytes: given.maxBytes ?? cacheDefaults.maxBytes,
    maxEntryBytes: given.maxEntryBytes ?? cacheDefaults.maxEntryBytes,
    sweepIntervalMs: given.sweepIntervalMs ?? cacheDefaults.sweepIntervalMs,
    storeTimeoutMs: given.storeTimeoutMs ?? cacheDefaults.storeTimeoutMs,
  };
  check('defaultTtl', settings.defaultTtl, seconds);
  check('ttlJitterRatio', settings.ttlJitterRatio, ratioBelowOne);
  check('maxEntries', settings.maxEntries, positiveInteger);
  check('maxBytes', settings.maxBytes, positiveInteger);
  check('maxEntryBytes', settings.maxEntryBytes, positiveInteger);
  check('sweepIntervalMs', settings.sweepIntervalMs, timerMs);
  check('storeTimeoutMs', settings.storeTimeoutMs, wholeFrom(1, 60_000));
  return settings;
}

function policyOf(
  all: CachePolicyOptions,
  own: ResourceCacheOptions,
  ttl: number | undefined,
  defaultTtl: number,
  resource: string,
): CachePolicy {
  const place = resource === '' ? '' : `byResource.${resource}.`;
  if (resource !== '') refuseUnknown(`cache.${place}`, own, { ...policyOptions, invalidates: true });
  if (ttl !== undefined) check(`ttl.${resource}`, ttl, seconds);
  const policy: CachePolicy = {
    mode: own.mode ?? all.mode ?? 'ttl',
    ttl: ttl ?? defaultTtl,
    isTtlNamed: ttl !== undefined,
    negativeTtl: own.negativeTtl ?? all.negativeTtl ?? 0,
    staleWhileRevalidate: own.staleWhileRevalidate ?? all.staleWhileRevalidate ?? 0,
    staleIfError: own.staleIfError ?? all.staleIfError ?? 0,
    restAfterError: own.restAfterError ?? all.restAfterError ?? 30,
    keepStale: own.keepStale ?? all.keepStale ?? 3_600,
    eagerRefresh: own.eagerRefresh ?? all.eagerRefresh ?? 1,
    softTimeoutMs: own.softTimeoutMs ?? all.softTimeoutMs,
    hardTimeoutMs: own.hardTimeoutMs ?? all.hardTimeoutMs,
    shared: own.shared ?? all.shared ?? false,
    keyHeaders: keyHeadersOf(own.keyHeaders ?? all.keyHeaders ?? 'all', `cache.${place}keyHeaders`),
    ownCredentials: own.ownCredentials ?? all.ownCredentials ?? false,
    invalidates: own.invalidates ?? [],
  };
  checkMode(`cache.${place}mode`, policy.mode);
  for (const name of secondsOptions) check(place + name, policy[name], seconds);
  if ((own.eagerRefresh ?? all.eagerRefresh) !== undefined)
    check(`${place}eagerRefresh`, policy.eagerRefresh, share);
  for (const name of ['softTimeoutMs', 'hardTimeoutMs'] as const) {
    const value = policy[name];
    if (value !== undefined) check(place + name, value, timerMs);
  }
  for (const name of ['shared', 'ownCredentials'] as const) {
    const value: unknown = policy[name];
    if (typeof value !== 'boolean')
      throw new OptionsError(`cache.${place}${name}`, '`true` or `false`', value);
  }
  refuseSoftAfterHard(place, policy);
  return policy;
}

function keyHeadersOf(given: unknown, option: string): 'all' | readonly string[] {
  if (given === 'all') return given;
  const isList = Array.isArray(given) && given.every((name) => typeof name === 'string' && isFieldName(name));
  if (!isList) throw new OptionsError(option, '`all` or a list of header names', given);
  return given.map((name: string) => name.toLowerCase());
}

/** Options of one call, refused before anything is sent. */
export function checkCallCache(given: CallCacheOptions): void {
  refuseUnknown('cache.', given, callOptions);
  if (given.mode !== undefined) checkMode('cache.mode', given.mode);
  for (const name of ['ttl', 'maxAge', 'minFresh'] as const) {
    const value = given[name];
    if (value !== undefined) check(name, value, seconds);
  }
  if (given.maxStale !== undefined) check('maxStale', given.maxStale, secondsOrInfinity);
}

function checkMode(option: string, mode: unknown): void {
  if (mode !== 'ttl' && mode !== 'http') throw new OptionsError(option, '`ttl` or `http`', mode);
}

/** Who waits no longer than that has nothing to wait softly for. */
function refuseSoftAfterHard(place: string, { softTimeoutMs, hardTimeoutMs }: CachePolicy): void {
  if (softTimeoutMs === undefined || hardTimeoutMs === undefined || softTimeoutMs < hardTimeoutMs) return;
  const expectation = `less than \`hardTimeoutMs\`, which is ${hardTimeoutMs}`;
  throw new OptionsError(`cache.${place}softTimeoutMs`, expectation, softTimeoutMs);
}

function refuseUnknownResource(option: string, named: readonly string[], resources: readonly string[]): void {
  const unknown = named.find((resource) => !resources.includes(resource));
  if (unknown === undefined) return;
  throw new OptionsError(option, `set for resources of the API (${resources.join(', ')})`, unknown);
}

/** A misspelt option would otherwise be a default that nobody chose. */
function refuseUnknown(prefix: string, given: object, options: Readonly<Record<string, true>>): void {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(options, name));
  if (unknown === undefined) return;
  throw new OptionsError(
    `${prefix}${unknown}`,
    `one of ${Object.keys(options).join(', ')}`,
    'an unknown option',
  );
}

const seconds: Range = {
  expectation: 'a number of seconds, 0 or more',
  includes: (value) => Number.isFinite(value) && value >= 0,
};

const secondsOrInfinity: Range = {
  expectation: 'a number of seconds, 0 or more, or Infinity',
  includes: (value) => value >= 0,
};

const share: Range = { expectation: 'in (0, 1)', includes: (value) => value > 0 && value < 1 };

const secondsOptions = [
  'negativeTtl',
  'staleWhileRevalidate',
  'staleIfError',
  'restAfterError',
  'keepStale',
] as const satisfies readonly (keyof CachePolicyOptions)[];

const policyOptions = {
  mode: true,
  negativeTtl: true,
  staleWhileRevalidate: true,
  staleIfError: true,
  restAfterError: true,
  keepStale: true,
  eagerRefresh: true,
  softTimeoutMs: true,
  hardTimeoutMs: true,
  shared: true,
  keyHeaders: true,
  ownCredentials: true,
} as const satisfies Record<keyof CachePolicyOptions, true>;

const known = {
  store: true,
  storeTimeoutMs: true,
  fleet: true,
  ttl: true,
  defaultTtl: true,
  byResource: true,
  targetedFields: true,
  ttlJitterRatio: true,
  maxEntries: true,
  maxBytes: true,
  maxEntryBytes: true,
  sweepIntervalMs: true,
  ...policyOptions,
} as const satisfies Record<keyof CacheOptions, true>;

const callOptions = {
  ttl: true,
  mode: true,
  tags: true,
  noCache: true,
  onlyIfCached: true,
  maxAge: true,
  maxStale: true,
  minFresh: true,
} as const satisfies Record<keyof CallCacheOptions, true>;
