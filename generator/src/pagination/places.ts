/**
 * Whether what somebody declared is there: pointers into a reply, and arguments by name or by pointer.
 */

import type { Operation } from '../model.ts';
import { argumentNames } from '../names.ts';
import { isNode, type Node, own } from '../node.ts';
import { memberOrder, type Paging, pagingMembers } from './paging.ts';
import { type Definitions, type ReplyView, solid, typeOf } from './reply.ts';

/** What does not fit, as a sentence without its full stop; `undefined` when everything does. */
export function flawOf(
  paging: Paging,
  operation: Operation,
  reply: ReplyView | undefined,
  definitions: Definitions,
): string | undefined {
  const { needs, takes } = pagingMembers[paging.style];
  for (const name of needs) {
    const isThere = paging[name] !== undefined || (name === 'next' && paging.header !== undefined);
    if (!isThere) return `style ${paging.style} needs \`${name}\``;
  }
  if (paging.header !== undefined && paging.next !== undefined)
    return '`next` and `header` exclude each other';
  const taken = new Set<string>([...needs, ...takes, 'more', 'total']);
  for (const name of memberOrder)
    if (paging[name] !== undefined && !taken.has(name)) return `style ${paging.style} takes no \`${name}\``;
  if (paging.parameter !== undefined && !takesArgument(operation, paging.parameter))
    return `there is no argument ${paging.parameter}`;
  if (!reply) return 'no success has a body of JSON or XML';
  const list = schemaAt(reply.schema, paging.items, definitions);
  if (!list || (typeOf(list) ?? 'array') !== 'array') return `a reply has no list at '${paging.items}'`;
  for (const name of ['next', 'more', 'pages', 'total', 'current'] as const) {
    const pointer = paging[name];
    if (pointer !== undefined && !schemaAt(reply.schema, pointer, definitions))
      return `a reply has nothing at '${pointer}'`;
  }
  const { id } = paging;
  return id !== undefined && !schemaAt(solid(list.items, definitions), id, definitions)
    ? `an item has nothing at '${id}'`
    : undefined;
}

/** A name of an argument, or a pointer that begins with one. */
function takesArgument(operation: Operation, parameter: string): boolean {
  const names = new Set([...argumentNames(operation).values(), ...(operation.body ? ['body'] : [])]);
  if (names.has(parameter)) return parameter !== 'body';
  const [first = '', ...rest] = stepsOf(parameter);
  return parameter.startsWith('/') && rest.length > 0 && names.has(first);
}

/** The schema there, without references; an empty one where anything may be. */
export function schemaAt(schema: Node, pointer: string, definitions: Definitions): Node | undefined {
  let place: Node | undefined = schema;
  for (const step of stepsOf(pointer)) {
    if (!place) return undefined;
    const property: unknown = own(place.properties, step);
    if (property === undefined) return isOpen(place) ? {} : undefined;
    place = solid(property, definitions);
  }
  return place;
}

/** Nothing is known of its properties, or any may be there. */
function isOpen({ properties, additionalProperties, oneOf, anyOf }: Node): boolean {
  const isFree = additionalProperties === true || isNode(additionalProperties);
  return properties === undefined || isFree || oneOf !== undefined || anyOf !== undefined;
}

/** RFC 6901 §4. */
export function stepsOf(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
