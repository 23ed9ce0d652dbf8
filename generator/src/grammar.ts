/**
 * Where in an OpenAPI document there is what: which members of an object hold schemas, parameters,
 * responses … and which hold anything at all, such as examples, and are never looked into.
 */

import { isNode, mapValues, type Node, put } from './node.ts';
import { stepsOf } from './pointer.ts';

export type Kind =
  | 'document'
  | 'info'
  | 'tag'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'header'
  | 'mediaType'
  | 'schema'
  | 'securityScheme';

export interface Member {
  readonly kind: Kind;
  readonly shape: 'one' | 'list' | 'map' | 'oneOrList';
}

export const one = (kind: Kind): Member => ({ kind, shape: 'one' });
const oneOrList = (kind: Kind): Member => ({ kind, shape: 'oneOrList' });
const list = (kind: Kind): Member => ({ kind, shape: 'list' });
const map = (kind: Kind): Member => ({ kind, shape: 'map' });

const pathItem = {
  get: one('operation'),
  put: one('operation'),
  post: one('operation'),
  delete: one('operation'),
  options: one('operation'),
  head: one('operation'),
  patch: one('operation'),
  trace: one('operation'),
  query: one('operation'),
  additionalOperations: map('operation'),
  parameters: list('parameter'),
};

const schema = {
  properties: map('schema'),
  patternProperties: map('schema'),
  $defs: map('schema'),
  allOf: list('schema'),
  anyOf: list('schema'),
  oneOf: list('schema'),
  prefixItems: list('schema'),
  // Before JSON Schema 2020-12, a list was a tuple.
  items: oneOrList('schema'),
  additionalProperties: one('schema'),
  unevaluatedProperties: one('schema'),
  contentSchema: one('schema'),
  not: one('schema'),
};

export type Grammar = Readonly<Record<Kind, Readonly<Record<string, Member>>>>;

export const grammar: Grammar = {
  document: {
    info: one('info'),
    tags: list('tag'),
    paths: map('pathItem'),
    webhooks: map('pathItem'),
    components: one('components'),
  },
  info: {},
  tag: {},
  components: {
    schemas: map('schema'),
    responses: map('response'),
    parameters: map('parameter'),
    requestBodies: map('requestBody'),
    headers: map('header'),
    pathItems: map('pathItem'),
    securitySchemes: map('securityScheme'),
  },
  pathItem,
  operation: {
    parameters: list('parameter'),
    requestBody: one('requestBody'),
    responses: map('response'),
  },
  parameter: { schema: one('schema'), content: map('mediaType') },
  requestBody: { content: map('mediaType') },
  response: { headers: map('header'), content: map('mediaType') },
  header: { schema: one('schema'), content: map('mediaType') },
  mediaType: { schema: one('schema'), itemSchema: one('schema') },
  schema,
  securityScheme: {},
};

/** The same of OpenAPI 2.0, as far as references can stand in it. */
export const swagger: Grammar = {
  ...grammar,
  document: {
    ...grammar.document,
    definitions: map('schema'),
    parameters: map('parameter'),
    responses: map('response'),
  },
  response: { ...grammar.response, schema: one('schema') },
};

/** Members that are texts, and may be one `$ref` to a file of text. */
export const textKeys: readonly string[] = ['title', 'summary', 'description', 'name', 'operationId'];

/** Where a component of each kind lives; a kind without a home is written out in place. */
export const homes: Readonly<Partial<Record<Kind, string>>> = {
  schema: 'schemas',
  response: 'responses',
  parameter: 'parameters',
  requestBody: 'requestBodies',
  header: 'headers',
};

/** Whether a place is that of one component of the kind that lives there. */
export function isHome(pointer: string, home: string): boolean {
  const steps = stepsOf(pointer);
  return steps.length === 3 && steps[0] === 'components' && steps[1] === home;
}

/** The methods of a Path Item Object, 3.2 included. */
export const methods: readonly string[] = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
];

/** What a member of an object becomes, or one of several under the same `key`; those of a map have a `name`. */
export type Change = (kind: Kind, value: unknown, key: string, name?: string) => unknown;

/** An object with its members changed; the object itself where none is. */
export function withMembers(kind: Kind, node: Node, change: Change): Node {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(node)) {
    const member = memberOf(kind, key);
    if (!member) continue;
    const after = changed(member, node[key], key, change);
    if (after === node[key]) continue;
    copy ??= { ...node };
    copy[key] = after;
  }
  return copy ?? node;
}

function changed(member: Member, value: unknown, key: string, change: Change): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => change(member.kind, item, key));
    return items.some((item, index) => item !== value[index]) ? items : value;
  }
  if (member.shape !== 'map' || !isNode(value)) return change(member.kind, value, key);
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const after = change(member.kind, value[name], key, name);
    if (after === value[name]) continue;
    copy ??= { ...value };
    put(copy, name, after);
  }
  return copy ?? value;
}

/** A new object, list or map, with what `change` makes of each member. */
export function copyOf(member: Member, value: unknown, key: string, change: Change): unknown {
  if (Array.isArray(value)) return value.map((item) => change(member.kind, item, key));
  if (member.shape !== 'map' || !isNode(value)) return change(member.kind, value, key);
  return mapValues(value, (item, name) => change(member.kind, item, key, name));
}

/** Looks at each member of an object; `name` is that of one in a map. */
export function eachMember(
  kind: Kind,
  node: Node,
  see: (kind: Kind, value: unknown, name?: string) => void,
): void {
  for (const key of Object.keys(node)) {
    const member = memberOf(kind, key);
    const value = node[key];
    if (!member) continue;
    if (Array.isArray(value)) for (const item of value) see(member.kind, item);
    else if (member.shape !== 'map' || !isNode(value)) see(member.kind, value);
    else for (const name of Object.keys(value)) see(member.kind, value[name], name);
  }
}

/** Looks at an object and all that are in it. */
export function eachNode(kind: Kind, value: unknown, see: (kind: Kind, node: Node) => void): void {
  if (!isNode(value)) return;
  see(kind, value);
  eachMember(kind, value, (each, child) => eachNode(each, child, see));
}

export function memberOf(kind: Kind, key: string): Member | undefined {
  const members = grammar[kind];
  return Object.hasOwn(members, key) ? members[key] : undefined;
}
