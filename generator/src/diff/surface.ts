/**
 * What callers see of an SDK: functions by name, named types and the side that meets them, resources.
 */

import { heirsIn } from '../families.ts';
import { kindOf } from '../media-type.ts';
import type { Api, Body, Content, Operation, Parameter, Reply } from '../model.ts';
import { argumentNames, bodyChoices } from '../names.ts';
import { type Naming, namingOf } from '../naming.ts';
import { type Node, nodeOf } from '../node.ts';
import type { ServerNames } from '../server-names.ts';
import type { Items } from '../stream-items.ts';
import { type Direction, schemaNameOf } from '../variants.ts';
import { referencesIn, type Schemas } from './shape.ts';

export interface SurfaceFunction {
  readonly operation: Operation;
  /** `listPets`. */
  readonly flat: string;
  /** `pets.list`. */
  readonly grouped: string;
  readonly args: ReadonlyMap<string, Parameter>;
}

export interface SurfaceType {
  readonly schema: Node;
  /** What it is one of, where it is a base with a discriminator: see families.ts. */
  readonly heirs: readonly unknown[] | undefined;
  readonly directions: ReadonlySet<Direction>;
}

export interface Surface {
  readonly api: Api;
  readonly schemas: Schemas;
  /** By flat name. */
  readonly functions: ReadonlyMap<string, SurfaceFunction>;
  /** By name of TypeScript. */
  readonly types: ReadonlyMap<string, SurfaceType>;
  /** `api.pets`, by tag. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly servers: ServerNames;
}

/** A spec, or a part of one. */
export interface Described {
  readonly document: Node;
  readonly api: Api;
  /** @default what this document gives */
  readonly naming?: Naming;
}

export function surfaceOf({ document, api, naming }: Described): Surface {
  const { names } = naming ?? namingOf(document, api);
  const definitions = new Map(api.schemas.map((schema) => [schema.name, schema.definition]));
  const refer = (schema: string) => names.schemas.get(schema) ?? schema;
  const namespaces = new Map([...names.resources].map(([tag, { namespace }]) => [tag, namespace]));
  const functions = api.operations.map((operation) => {
    const { flat = '', short = '' } = names.operations.get(operation) ?? {};
    const args = [...argumentNames(operation)].map(([parameter, name]) => [name, parameter] as const);
    return { operation, flat, grouped: `${namespaces.get(operation.tag)}.${short}`, args: new Map(args) };
  });
  const used = directionsOf(api.operations, definitions);
  const heirs = heirsIn(Object.fromEntries(definitions));
  const types = api.schemas.map(({ name, definition }) => {
    const directions = used.get(name) ?? new Set(['response' as const]);
    return [refer(name), { schema: definition, heirs: heirs.get(name), directions }] as const;
  });
  return {
    api,
    schemas: { refer, definitions },
    functions: new Map(functions.map((each) => [each.flat, each])),
    types: new Map(types),
    namespaces,
    servers: names.servers,
  };
}

/** The schema of what a caller gives or gets in this media type, whatever it looks like on the wire. */
export function seenAs(content: Content | Body, direction: Direction): unknown {
  const { mediaType, schema } = content;
  if (direction === 'response' && 'items' in content && content.items) return seenItems(content.items);
  const kind = kindOf(mediaType);
  if (kind === 'text' || kind === 'events') return { type: 'string' };
  const isParsed = kind === 'json' || kind === 'any' || (direction === 'request' && kind !== 'bytes');
  return isParsed ? (schema ?? {}) : { type: 'string', format: 'binary' };
}

function seenItems(items: Items): unknown {
  if (items.kind === 'json') return { type: 'array', items: items.schema ?? {} };
  const events = items.events.map(({ name, json }) => ({
    type: 'object',
    properties: {
      event: name === undefined ? { type: 'string' } : { const: name },
      data: json ? (json.schema ?? {}) : { type: 'string' },
    },
    required: ['event', 'data'],
  }));
  const [only, ...others] = events;
  return { type: 'array', items: others.length === 0 ? (only ?? {}) : { anyOf: events } };
}

export function seenReply({ contents }: Reply): unknown {
  const [only, ...others] = contents.map((content) => seenAs(content, 'response'));
  if (contents.length === 0) return { const: null };
  return others.length === 0 ? only : { anyOf: [only, ...others] };
}

/** Which sides meet a named schema: callers send it, receive it, or both. */
function directionsOf(
  operations: readonly Operation[],
  definitions: ReadonlyMap<string, Node>,
): ReadonlyMap<string, ReadonlySet<Direction>> {
  const sent = operations.flatMap(({ parameters, body }) => [
    ...parameters.map((each) => each.schema),
    ...(body ? bodyChoices(body).map((each) => each.itemSchema ?? each.schema) : []),
  ]);
  const received = operations.flatMap(({ replies }) =>
    replies.flatMap(({ contents }) => contents.flatMap((each) => [each.schema, each.itemSchema])),
  );
  const children = Map.groupBy(parents(definitions), ({ parent }) => parent);
  const reach = (roots: readonly unknown[]) => {
    const seen = new Set(referencesIn(roots));
    // A set is read to its end, what is added on the way included.
    for (const name of seen) {
      for (const next of referencesIn(definitions.get(name))) seen.add(next);
      if (nodeOf(definitions.get(name)).discriminator !== undefined)
        for (const { child } of children.get(name) ?? []) seen.add(child);
    }
    return seen;
  };
  const [request, response] = [reach(sent), reach(received)];
  return new Map(
    [...new Set([...request, ...response])].map((name) => [
      name,
      new Set<Direction>([
        ...(request.has(name) ? (['request'] as const) : []),
        ...(response.has(name) ? (['response'] as const) : []),
      ]),
    ]),
  );
}

function parents(definitions: ReadonlyMap<string, Node>): { child: string; parent: string }[] {
  return [...definitions].flatMap(([child, { allOf }]) =>
    [allOf].flat().flatMap((part) => {
      const parent = schemaNameOf(nodeOf(part).$ref);
      return parent === undefined ? [] : [{ child, parent }];
    }),
  );
}
