/** Lists of contacts in every style of paging, as the generator would write them. */

import {
  type CallOptions,
  type Client,
  type Operation,
  type PagedCall,
  type PagedCallOptions,
  type Paging,
  paginate,
} from '../../src/runtime/index.ts';
import type { Contact } from './sdk.ts';

export interface ContactList {
  readonly items: Contact[];
  readonly next?: string | null;
  readonly total?: number;
}

export interface ListArgs {
  readonly cursor?: string;
  readonly page?: number;
  readonly limit?: number;
  readonly body?: { readonly search: string; readonly cursor?: string };
}

export type ListContacts = (
  client: Client,
  args?: ListArgs,
  options?: PagedCallOptions,
) => PagedCall<ContactList, unknown, Contact>;

export function aList(paging: Paging, more: Partial<Operation> = {}): ListContacts {
  const operation: Operation = {
    id: 'listContacts',
    method: 'GET',
    path: '/contacts',
    resource: 'documents',
    params: { cursor: 'query', page: 'query', limit: 'query', offset: 'query' },
    replies: { 200: 'application/json', 503: 'application/problem+json' },
    paging,
    ...more,
  };
  return (client, args = {}, options?: CallOptions) => paginate(client, operation, args, options);
}

export const byCursor = aList({ style: 'cursor', parameter: 'cursor', next: '/next', items: '/items' });
export const byOffset = aList({ style: 'offset', parameter: 'offset', items: '/items', total: '/total' });
export const byPage = aList({ style: 'page', parameter: 'page', items: '/items', total: '/total' });
export const byUrl = aList({ style: 'url', next: '/next', items: '/items' });
export const byLink = aList({ style: 'link', items: '/items' });
/** A search by POST, its cursor in the body. */
export const bySearch = aList(
  { style: 'cursor', parameter: '/body/cursor', next: '/next', items: '/items' },
  { method: 'POST', params: {}, body: { type: 'application/json', required: true } },
);

/** The names of all that a list gives. */
export async function namesOf(items: AsyncIterable<Contact>): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of items) names.push(name);
  return names;
}

/** All that there is to iterate over, in a list. */
export async function allOf<Each>(each: AsyncIterable<Each>): Promise<Each[]> {
  const all: Each[] = [];
  for await (const one of each) all.push(one);
  return all;
}
