/**
 * Where in an OpenAPI document there is what: which members of an object hold schemas, parameters,
 * responses … and which hold anything at all, such as examples, and are never looked into.
 */

import { isNode, type Node } from './node.ts';

export type Kind =
  | 'document'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'response'
  | 'header'
  | 'mediaType'
  | 'schema';

export interface Member {
  readonly kind: Kind;
  readonly shape: 'one' | 'list' | 'map';
}

const one = (kind: Kind): Member => ({ kind, shape: 'one' });
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
  items: one('schema'),
  additionalProperties: one('schema'),
  not: one('schema'),
};

export const grammar: Readonly<Record<Kind, Readonly<Record<string, Member>>>> = {
  document: { paths: map('pathItem'), webhooks: map('pathItem'), components: one('components') },
  components: {
    schemas: map('schema'),
    responses: map('response'),
    parameters: map('parameter'),
    requestBodies: map('requestBody'),
    headers: map('header'),
    pathItems: map('pathItem'),
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
};

/** Where a component of each kind lives; a kind without a home is written out in place. */
export const homes: Readonly<Partial<Record<Kind, string>>> = {
  schema: 'schemas',
  response: 'responses',
  parameter: 'parameters',
  requestBody: 'requestBodies',
  header: 'headers',
};

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

/** A copy of an object whose members that hold something are what `change` makes of them. */
export function mapMembers(kind: Kind, node: Node, change: (kind: Kind, value: unknown) => unknown): Node {
  const members = grammar[kind];
  const entries = Object.entries(node).map(([key, value]) => {
    const member = Object.hasOwn(members, key) ? members[key] : undefined;
    return [key, member ? mapMember(member, value, change) : value] as const;
  });
  return Object.fromEntries(entries);
}

function mapMember(member: Member, value: unknown, change: (kind: Kind, value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => change(member.kind, item));
  if (member.shape !== 'map' || !isNode(value)) return change(member.kind, value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, change(member.kind, item)]));
}
