/**
 * What it takes to be let in, before and after: by operation, and by security scheme.
 */

import type { Api, Operation, Security, SecurityScheme } from '../model.ts';
import { type Change, code, type Impact } from './change.ts';

type Pair<Value> = readonly [before: Value, after: Value];

/** `undefined` where the spec says nothing. */
export function needsOf(operation: Operation, api: Api): Security | undefined {
  return operation.security ?? api.security;
}

export function compareSecurity([before, after]: Pair<Security | undefined>): [Impact, string][] {
  const [wasOpen, isOpen] = [isAnonymous(before), isAnonymous(after)];
  if (wasOpen && isOpen) return [];
  if (isOpen) return [['compatible', 'needs no credentials']];
  if (wasOpen) return [['breaking', 'needs credentials']];
  const [old, now] = [waysIn(before), waysIn(after)];
  return [
    ...[...old].flatMap(([way, scopes]): [Impact, string][] => {
      const next = now.get(way);
      if (!next) return [['breaking', `is no longer opened by ${code(way)}`]];
      return [
        ...without(next, scopes).map((scope): [Impact, string] => [
          'breaking',
          `needs the ${scope} of ${code(way)}`,
        ]),
        ...without(scopes, next).map((scope): [Impact, string] => [
          'compatible',
          `no longer needs the ${scope} of ${code(way)}`,
        ]),
      ];
    }),
    ...[...now.keys()]
      .filter((way) => !old.has(way))
      .map((way): [Impact, string] => ['compatible', `is opened by ${code(way)} too`]),
  ];
}

function without(scopes: ReadonlySet<string>, others: ReadonlySet<string>): string[] {
  return [...scopes].filter((scope) => !others.has(scope)).map((scope) => `scope ${code(scope)}`);
}

export function compareSchemes(before: Api, after: Api): Change[] {
  const [old, now] = [before, after].map(
    (api) => new Map(api.securitySchemes.map((scheme) => [scheme.name, scheme])),
  );
  return [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].flatMap((name): Change[] => {
    const [was, is] = [old?.get(name), now?.get(name)];
    const subject = `auth.${name}`;
    if (!is) return [{ impact: 'breaking', subject, what: 'is gone' }];
    if (!was) return [{ impact: 'compatible', subject, what: 'is new' }];
    if (kindOf(was) !== kindOf(is))
      return [{ impact: 'breaking', subject, what: `is ${code(kindOf(is))}, was ${code(kindOf(was))}` }];
    if (wireOf(was) === wireOf(is)) return [];
    return [{ impact: 'compatible', subject, what: 'is sent, or got, in another way' }];
  });
}

function isAnonymous(security: Security | undefined): boolean {
  return security?.every((alternative) => alternative.length === 0) ?? false;
}

/** Scopes by what opens the operation: `apiKey` or `apiKey and tenant`. */
function waysIn(security: Security | undefined): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    (security ?? []).map((alternative) => [
      alternative.map(({ scheme }) => scheme).join(' and ') || 'nothing',
      new Set(alternative.flatMap(({ scopes }) => scopes)),
    ]),
  );
}

function kindOf(scheme: SecurityScheme): string {
  return scheme.type === 'http' ? `http ${scheme.scheme}` : scheme.type;
}

function wireOf({ description, ...scheme }: SecurityScheme): string {
  return JSON.stringify(scheme);
}
