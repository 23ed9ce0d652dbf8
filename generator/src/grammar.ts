/**
 * Where in an OpenAPI document there is what: which members of an object hold schemas, parameters,
 * responses … and which hold anything at all, such as examples, and are never looked into.
 */

import { isNode, mapValues, type Node } from './node.ts';
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

/** A copy of an object whose members that hold something are what `change` makes of them. */
export function mapMembers(kind: Kind, node: Node, change: (kind: Kind, value: unknown) => unknown): Node {
  const members = grammar[kind];
  return mapValues(node, (value, key) => {
    const member = Object.hasOwn(members, key) ? members[key] : undefined;
    return member ? mapMember(member, value, change) : value;
  });
}

function mapMember(member: Member, value: unknown, change: (kind: Kind, value: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => change(member.kind, item));
  if (member.shape !== 'map' || !isNode(value)) return change(member.kind, value);
  return mapValues(value, (item) => change(member.kind, item));
}
