/**
 * What changes for callers of an SDK between two descriptions of its API.
 */

import type { Resource } from '../model.ts';
import type { Node } from '../node.ts';
import { type Change, code, type Impact, type Release, releaseOf, sorted } from './change.ts';
import { compareFunctions } from './functions.ts';
import { compareSchemes } from './security.ts';
import { compareServers } from './servers.ts';
import type { Surface, SurfaceFunction, SurfaceType } from './surface.ts';
import { compareTypes, type Sides, type TypeChange } from './types.ts';

export interface Difference {
  /** What semantic versioning asks for. */
  readonly release: Release;
  /** Worst first. */
  readonly changes: readonly Change[];
}

export function compareSurfaces(before: Surface, after: Surface): Difference {
  const changes = sorted([
    ...compareClients(before, after),
    ...compareServers(before.servers, after.servers),
    ...compareSchemes(before.api, after.api),
    ...compareResources(before, after),
    ...compareAllFunctions(before, after),
    ...compareAllTypes(before, after),
  ]);
  return { release: releaseOf(changes), changes };
}

function compareClients({ api: before }: Surface, { api: after }: Surface): Change[] {
  if (before.baseUrl === after.baseUrl) return [];
  const subject = 'client';
  if (after.baseUrl === undefined)
    return [{ impact: 'breaking', subject, what: 'has no `baseUrl` of its own: give it one' }];
  if (before.baseUrl === undefined)
    return [{ impact: 'compatible', subject, what: `has ${code(after.baseUrl)} as its \`baseUrl\`` }];
  return [
    { impact: 'compatible', subject, what: `calls ${code(after.baseUrl)}, was ${code(before.baseUrl)}` },
  ];
}

function compareResources(before: Surface, after: Surface): Change[] {
  const [old, now] = [byTag(before), byTag(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((tag) => {
    const [was, is] = [old.get(tag), now.get(tag)];
    const note = (impact: Impact, what: string): Change[] => [{ impact, subject: `tag ${tag}`, what }];
    const face = code(`api.${before.namespaces.get(tag) ?? after.namespaces.get(tag)}`);
    if (!is) return note('breaking', `is gone, and with it ${face} and its TTL`);
    if (!was) return note('compatible', `is new: ${face}`);
    if (was.ttlSeconds === is.ttlSeconds) return [];
    return note('compatible', `answers stay fresh for ${fresh(is)}, was ${fresh(was)}`);
  });
}

function byTag({ api }: Surface): ReadonlyMap<string, Resource> {
  return new Map(api.resources.map((resource) => [resource.tag, resource]));
}

function fresh({ ttlSeconds }: Resource): string {
  return ttlSeconds === undefined ? "the client's default" : `${ttlSeconds} s`;
}

function compareAllFunctions(before: Surface, after: Surface): Change[] {
  const pairs = pairsOf(before, after);
  const successors = new Set(pairs.map(([, now]) => now));
  const news = [...after.functions.values()].filter((each) => !successors.has(each));
  return [
    ...pairs.flatMap(([old, now]): Change[] => {
      if (!now) return [{ impact: 'breaking', subject: old.grouped, what: `is gone: ${placeOf(old)}` }];
      return compareFunctions([old, now], [before, after]);
    }),
    ...news.map(
      (each): Change => ({ impact: 'compatible', subject: each.grouped, what: `is new: ${placeOf(each)}` }),
    ),
  ];
}

/** By name; one that has no namesake may have another name now, at the same place. */
function pairsOf(
  before: Surface,
  after: Surface,
): (readonly [SurfaceFunction, SurfaceFunction | undefined])[] {
  const others = [...after.functions.values()].filter((each) => !before.functions.has(each.flat));
  const byPlace = new Map(others.map((each) => [placeOf(each), each]));
  return [...before.functions.values()].map((old) => [
    old,
    after.functions.get(old.flat) ?? byPlace.get(placeOf(old)),
  ]);
}

function placeOf({ operation }: SurfaceFunction): string {
  return code(`${operation.method} ${operation.path}`);
}

function compareAllTypes(before: Surface, after: Surface): Change[] {
  return [...new Set([...before.types.keys(), ...after.types.keys()])].flatMap((name): Change[] => {
    const [old, now] = [before.types.get(name), after.types.get(name)];
    const subject = `type ${name}`;
    if (!now) return [{ impact: 'breaking', subject, what: 'is gone' }];
    if (!old) return [{ impact: 'compatible', subject, what: 'is new' }];
    return compareNamed(old, now, [before, after]).map((change) => ({ ...change, subject }));
  });
}

/** As each side sees it that meets it; where both would say the same, the graver word counts. */
function compareNamed(
  before: SurfaceType,
  after: SurfaceType,
  [old, now]: readonly [Surface, Surface],
): Omit<Change, 'subject'>[] {
  const directions = new Set([...before.directions, ...after.directions]);
  const found = [...directions].flatMap((direction) => {
    const sides = { before: old.schemas, after: now.schemas, direction };
    const changes = [
      ...compareTypes(before.schema, after.schema, sides),
      ...compareHeirs(before.heirs, after.heirs, sides),
    ];
    return changes.map(({ impact, path, what }) => {
      const side = directions.size === 1 ? '' : direction === 'request' ? ', in requests' : ', in answers';
      return { impact, path, what, side };
    });
  });
  const bySentence = Map.groupBy(found, ({ path, what }) => `${path === '' ? '' : `${code(path)} `}${what}`);
  if (bySentence.size === 0 && !isSame(before.schema, after.schema))
    return [{ impact: 'invisible', what: 'its documentation, or what the server checks, has changed' }];
  return [...bySentence].map(([what, group]) => {
    const worst = group.find(({ impact }) => impact === 'breaking') ?? group[0];
    return {
      impact: worst?.impact ?? 'compatible',
      what: what + (group.length === 1 ? (worst?.side ?? '') : ''),
    };
  });
}

/** A base that is a union of its heirs has another member, or one less. */
function compareHeirs(
  before: readonly unknown[] | undefined,
  after: readonly unknown[] | undefined,
  sides: Sides,
): TypeChange[] {
  if (!before && !after) return [];
  if (before && after) return compareTypes({ oneOf: before }, { oneOf: after }, sides);
  const what = after
    ? 'is one of its heirs, told apart by its discriminator'
    : 'is no longer one of its heirs';
  return [{ impact: after && sides.direction === 'response' ? 'compatible' : 'breaking', path: '', what }];
}

function isSame(before: Node, after: Node): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
