/** A `fetch` that is nothing but the client's: each test has a client, and with it a cache, of its own. */

import { type Client, createClient, NotCachedError, type Operation } from '../../src/runtime/index.ts';
import type { Kind } from './outcome.ts';

/** As the suite calls it. */
export type CacheFetch = (url: string, init?: CacheRequest) => Promise<Response>;

interface CacheRequest {
  readonly method?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** Every status is documented: which of them may be kept, is for the cache to say. */
const replies: Operation['replies'] = {
  '2XX': 'text/plain',
  '3XX': 'text/plain',
  '4XX': 'text/plain',
  '5XX': 'text/plain',
};

export function cachingFetch(baseUrl: string, kind: Kind): CacheFetch {
  const clients = new Map<string, Client>();
  const clientOf = (test: string): Client => {
    const client = clients.get(test) ?? aClient(baseUrl, kind);
    clients.set(test, client);
    return client;
  };
  return async (url, { method = 'GET', headers = [], body } = {}) => {
    const { pathname } = new URL(url);
    const [, folder, test = ''] = pathname.split('/');
    // How the suite tells its server what to answer, and asks it what it saw.
    if (folder !== 'test') return fetch(url, { method, headers: fieldsOf(headers), ...(body && { body }) });
    const fields = fieldsOf(headers);
    const request = new Request(url, { method, headers: fields, ...(body && { body }) });
    const operation = { id: 'test', method: methodOf(method), path: pathname, resource: 'tests', replies };
    try {
      return await clientOf(test).forward(operation, request);
    } catch (error) {
      // RFC 9111 §5.2.1.7 has a status for it; here it is an error of its own.
      if (error instanceof NotCachedError) return new Response(null, { status: 504 });
      throw error;
    }
  };
}

function aClient(baseUrl: string, kind: Kind): Client {
  const sdk = { name: 'cache-tests', baseUrl, resources: ['tests'], ttl: {} };
  return createClient(sdk, {
    // The suite counts its requests in a header; what an answer depends on, its `Vary` says.
    // What may stand in for a failure is tested only where something does.
    cache: { mode: 'http', keyHeaders: [], staleIfError: 3_600, shared: kind === 'shared' },
    resilience: { preset: 'off' },
  });
}

/** One line after the other, as they are. */
function fieldsOf(lines: readonly (readonly [string, string])[]): Headers {
  const fields = new Headers();
  for (const [name, value] of lines) fields.append(name, value);
  return fields;
}

/** Methods that OpenAPI does not have are written as they are: what they do to a cache is asked, too. */
function methodOf(method: string): Operation['method'] {
  return method as Operation['method'];
}
