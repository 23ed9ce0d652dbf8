/** One list of pets, as a spec might describe it, and what is made of it. */

import { reading, withOperation } from '../support.ts';

type Schemas = Record<string, unknown>;

export const text = { type: 'string' };
export const number = { type: 'integer' };
export const truth = { type: 'boolean' };
export const pets = { type: 'array', items: { type: 'object', properties: { id: text } } };

/** Query parameters, their schemas by name. */
export function query(parameters: Readonly<Record<string, unknown>>): unknown[] {
  return Object.entries(parameters).map(([name, schema]) => ({ name, in: 'query', schema }));
}

export function object(properties: Schemas): Schemas {
  return { type: 'object', properties };
}

export interface Api {
  readonly takes?: Readonly<Record<string, unknown>>;
  readonly gives: unknown;
  readonly headers?: unknown;
  readonly path?: string;
  readonly method?: string;
  readonly body?: unknown;
}

export function paginationOf({ takes = {}, gives, headers, path = '/pets', method = 'get', body }: Api) {
  const inPath = path.includes('{') ? [{ name: 'id', in: 'path', required: true, schema: text }] : [];
  const operation = {
    operationId: method === 'post' ? 'postPets' : 'listPets',
    parameters: [...inPath, ...query(takes)],
    ...(body === undefined ? {} : { requestBody: { content: { 'application/json': { schema: body } } } }),
    responses: { 200: { description: '', headers, content: { 'application/json': { schema: gives } } } },
  };
  return reading(withOperation(operation, path, method)).api.operations[0]?.pagination;
}

/** The paging that is generated. */
export function surely(api: Api): unknown {
  const pagination = paginationOf(api);
  return pagination?.confidence === 'high' ? defined(pagination.paging) : undefined;
}

function defined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
}
