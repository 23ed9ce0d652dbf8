/**
 * A resource that is a collection: its operations list, get, create, replace, change and delete items of one
 * schema, told apart by an identifier in the path.
 */

import { kindOf } from '../../media-type.ts';
import type { Operation, Parameter } from '../../model.ts';
import { listOf, type Node, nodeOf, own } from '../../node.ts';
import { pagingOf } from '../../pagination/paging.ts';
import { stepsOf } from '../../pagination/places.ts';
import { schemaNameOf } from '../../variants.ts';

type Definitions = ReadonlyMap<string, Node>;

export interface Collection {
  /** Name of the component schema of its items. */
  readonly schema: string;
  /** The property that tells items apart, and the path parameter that asks for one. */
  readonly id: string;
  readonly parameter: Parameter;
  readonly get: Operation;
  readonly list: Operation | undefined;
  readonly create: Operation | undefined;
  readonly replace: Operation | undefined;
  readonly update: Operation | undefined;
  readonly remove: Operation | undefined;
}

/** The first collection among the operations of a tag; `undefined` where there is none. */
export function collectionOf(
  operations: readonly Operation[],
  definitions: Definitions,
): Collection | undefined {
  for (const get of operations) {
    const [, home, name] = /^([^{}]*)\/\{([^{}]+)\}$/.exec(get.path) ?? [];
    const parameter = get.parameters.find((each) => each.in === 'path' && each.name === name);
    const schema = dataSchema(get);
    // What comes in pages is no item, whatever its path looks like.
    if (get.method !== 'GET' || !parameter || schema === undefined || pagingOf(get)) continue;
    const id = idOf(definitions.get(schema), parameter.name, definitions);
    if (id === undefined || mayBeNull(definitions.get(schema)) || mayBeNull(nodeOf(parameter.schema)))
      continue;
    const at = (path: string | undefined, method: string) =>
      operations.find((each) => each.path === path && each.method === method);
    const taking = (path: string | undefined, method: string) => {
      const operation = at(path, method);
      return operation && takesJson(operation) ? operation : undefined;
    };
    const list = at(home, 'GET');
    const create = taking(home, 'POST');
    const isOfItems = (operation: Operation | undefined) => {
      const given = operation && dataSchema(operation);
      return given === schema || (operation !== undefined && isSilent(operation));
    };
    const changed = (method: string) => {
      const operation = taking(get.path, method);
      return isOfItems(operation) ? operation : undefined;
    };
    const remove = at(get.path, 'DELETE');
    return {
      ...{ schema, id, parameter, get },
      list: list && itemSchema(list, definitions) === schema ? list : undefined,
      create: create && dataSchema(create) === schema ? create : undefined,
      replace: changed('PUT'),
      update: changed('PATCH'),
      remove: remove && isSilent(remove) && !remove.body ? remove : undefined,
    };
  }
  return undefined;
}

/** A collection keeps items, by what names them: of neither there is `null`. */
function mayBeNull(schema: Node | undefined): boolean {
  return schema?.nullable === true || [schema?.type].flat().includes('null');
}

/** And nothing else: a choice of content types is no word of a domain. */
function takesJson({ body }: Operation): boolean {
  return body?.others.length === 0 && kindOf(body.mediaType) === 'json';
}

/** The component that every success of an operation is, as JSON. */
function dataSchema(operation: Operation): string | undefined {
  const successes = operation.replies.filter(({ status }) => status.startsWith('2'));
  const names = successes.map(({ contents: [content, ...others] }) =>
    content && others.length === 0 && kindOf(content.mediaType) === 'json'
      ? schemaNameOf(nodeOf(content.schema).$ref)
      : undefined,
  );
  const [name, ...rest] = new Set(names);
  return rest.length === 0 ? name : undefined;
}

function isSilent({ replies }: Operation): boolean {
  const successes = replies.filter(({ status }) => status.startsWith('2'));
  return successes.length > 0 && successes.every(({ contents }) => contents.length === 0);
}

/** The component that the items of a list in pages are. */
function itemSchema(operation: Operation, definitions: Definitions): string | undefined {
  const paging = pagingOf(operation);
  const [content] = operation.replies.find(({ status }) => status.startsWith('2'))?.contents ?? [];
  if (!paging || !content) return undefined;
  const list = stepsOf(paging.items).reduce(
    (place, step) => resolved(own(nodeOf(place.properties), step), definitions),
    resolved(content.schema, definitions),
  );
  return schemaNameOf(nodeOf(list.items).$ref);
}

function resolved(schema: unknown, definitions: Definitions): Node {
  const node = nodeOf(schema);
  const name = schemaNameOf(node.$ref);
  return name === undefined ? node : (definitions.get(name) ?? {});
}

/** `id`, or the property that is called like the parameter. */
function idOf(schema: Node | undefined, parameter: string, definitions: Definitions): string | undefined {
  return ['id', parameter].find((name) => hasProperty(schema, name, definitions));
}

function hasProperty(schema: Node | undefined, name: string, definitions: Definitions): boolean {
  if (own(nodeOf(schema?.properties), name) !== undefined) return true;
  const has = (part: unknown) => hasProperty(resolved(part, definitions), name, definitions);
  const choices = [...listOf(schema?.oneOf), ...listOf(schema?.anyOf)];
  return listOf(schema?.allOf).some(has) || (choices.length > 0 && choices.every(has));
}
