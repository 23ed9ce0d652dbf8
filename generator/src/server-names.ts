/**
 * What servers are called in `createClient({ server: … })`: as the spec names them (OpenAPI 3.2), else by
 * what their description says, else by their host. As with all names, a name depends on what it names.
 */

import { firstSentence } from './emit/comment.ts';
import type { Api, Operation, Server } from './model.ts';
import { settle } from './settle.ts';
import { camelCase, fingerprint } from './words.ts';

/** Servers that stand for each other, by name. */
export type NamedServers = ReadonlyMap<string, Server>;

export interface ServerNames {
  readonly root: NamedServers;
  /** Servers that operations have for themselves, by the name in their descriptors. */
  readonly own: ReadonlyMap<string, NamedServers>;
  /** That name, by operation. */
  readonly byOperation: ReadonlyMap<Operation, string>;
}

/**
 * Whether they are named at all. A relative one is, too, so that the error which asks for a `baseUrl` can
 * name it.
 */
export function hasChoice(servers: NamedServers): boolean {
  const [only] = servers.values();
  return (
    servers.size > 1 || (only !== undefined && (only.variables.length > 0 || !/^https?:/i.test(only.url)))
  );
}

export function settleServers({ servers, operations }: Pick<Api, 'servers' | 'operations'>): ServerNames {
  const groups = Map.groupBy(
    operations.filter((operation) => operation.servers !== undefined),
    (operation) => JSON.stringify(operation.servers?.map(({ url, variables }) => [url, variables])),
  );
  const lists = new Map([...groups].map(([key, [first]]) => [key, first?.servers ?? []]));
  const keys = settle([...lists.keys()], (key) => placesOf(lists.get(key)?.[0], key), new Set());
  const nameOf = (key: string) => keys.get(key) ?? key;
  return {
    root: namesOf(servers),
    own: new Map([...lists].map(([key, list]) => [nameOf(key), ownNamesOf(list)])),
    byOperation: new Map(
      [...groups].flatMap(([key, members]) => members.map((operation) => [operation, nameOf(key)] as const)),
    ),
  };
}

function namesOf(servers: readonly Server[]): NamedServers {
  const candidates = (server: Server) => {
    return [server.name, wordOf(server), ...placesOf(server, JSON.stringify(server))].filter(
      (each) => each !== undefined,
    );
  };
  return new Map([...settle(servers, candidates, new Set())].map(([server, name]) => [name, server]));
}

/** One that nobody has to choose needs no telling name. */
function ownNamesOf(servers: readonly Server[]): NamedServers {
  const [only] = servers;
  return servers.length === 1 && only && only.name === undefined
    ? new Map([['default', only]])
    : namesOf(servers);
}

/** Words that servers are described by, and that tell none from another. */
const noise = new Set(
  'a an the this our your of for in at on is api apis rest server servers endpoint endpoints environment env host url base main uri'.split(
    ' ',
  ),
);

/** `production` of `The production API server`; nothing of a description that tells a story. */
function wordOf({ description, url }: Server): string | undefined {
  const company = hostOf(url)?.split('.').at(-2);
  const telling = (firstSentence(description) ?? '').split(/[^\p{L}\p{N}]+/u).filter((word) => {
    const lower = word.toLowerCase();
    return word !== '' && !noise.has(lower) && lower !== company;
  });
  if (telling.length === 0 || telling.length > 3) return undefined;
  return camelCase(telling.join(' ').toLowerCase());
}

/** The host, and as much of the rest as it takes to be alone. */
function placesOf(server: Server | undefined, mark: string): string[] {
  const url = server?.url ?? '';
  const host = hostOf(url);
  const place = url.replace(/^[^/]*:\/\//, '');
  return [...(host ? [host] : []), ...(place === '' ? [] : [place]), `${place}-${fingerprint(mark)}`];
}

/** Without variables: `{region}.example.com` is called `example.com`. */
function hostOf(url: string): string | undefined {
  const host = /^[^/]*:\/\/([^/]*)/.exec(url)?.[1];
  return host
    ?.replace(/\{[^{}]*\}/g, '')
    .replace(/^[.:-]+|[.:-]+$/g, '')
    .replace(/\.{2,}/g, '.');
}
