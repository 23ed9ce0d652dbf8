/**
 * Where requests go: to a server of the spec, or wherever the user says. `baseUrl` moves every
 * operation, those with servers of their own included, because that is what a mock, a proxy or a test
 * wants; see docs/decisions/0014.
 */

import { InvalidRequestError, OptionsError } from './errors.ts';
import type { Operation } from './operation.ts';
import { absolute, type Server, type ServerVariables, urlOfServer } from './server-url.ts';

/** Servers that stand for each other, by name, the default first. */
export type Servers = Readonly<Record<string, Server>>;

/** Where the API is, as far as the spec leaves a choice. The generator narrows it to the names of the spec. */
export interface ServerOptions {
  /** Name of a server of the spec. @default its first */
  readonly server?: string;
  /** What the URL of the server leaves open. @default what the spec says */
  readonly variables?: ServerVariables;
  /**
   * Absolute URLs instead of the servers that single operations have for themselves, by the name their
   * descriptors give them.
   *
   * @default `baseUrl` where that is given, else what the spec says
   */
  readonly baseUrls?: Readonly<Record<string, string | undefined>>;
}

/** What the spec knows of where the API is. */
export interface ServersOfSpec {
  readonly baseUrl?: string;
  readonly servers?: Servers;
  readonly ownServers?: Readonly<Record<string, Servers>>;
}

export interface BaseUrls {
  /** Absolute, without a slash at its end. */
  readonly baseUrl: string;
  /** Those of operations that have servers of their own; `undefined` where the spec does not say enough. */
  readonly ownBaseUrls: ReadonlyMap<string, string | undefined>;
}

/**
 * @throws {OptionsError} There is no such server or variable, a value does not fit, or no absolute URL results.
 */
export function baseUrlsOf(
  spec: ServersOfSpec,
  options: ServerOptions & { readonly baseUrl?: string },
): BaseUrls {
  const { servers = {}, ownServers = {} } = spec;
  const { server, variables = {}, baseUrls = {} } = options;
  if (server !== undefined) refuseUnknown('server', server, Object.keys(servers), 'another server');
  const name = server ?? Object.keys(servers)[0];
  const root = name === undefined ? spec.baseUrl : servers[name];
  const own = Object.entries(ownServers).map(([key, group]) => [key, chosen(group, name)] as const);
  const known = [root, ...own.map(([, each]) => each)].flatMap(variablesOf);
  for (const each of Object.keys(variables)) refuseUnknown('variables', each, known, 'an unknown variable');
  const keys = Object.keys(ownServers);
  for (const each of Object.keys(baseUrls)) refuseUnknown('baseUrls', each, keys, 'an unknown server');

  const said = root === undefined ? undefined : urlOfServer(root, variables);
  const moved = options.baseUrl === undefined ? undefined : absolute('baseUrl', options.baseUrl);
  const baseUrl = moved ?? said;
  if (baseUrl === undefined) throw new OptionsError('baseUrl', missing(name, root), undefined);
  const ownBaseUrls = own.map(([key, each]) => {
    const url = each === undefined ? undefined : urlOfServer(each, variables);
    const given = baseUrls[key];
    return [key, given === undefined ? (moved ?? url) : absolute(`baseUrls.${key}`, given)] as const;
  });
  return { baseUrl, ownBaseUrls: new Map(ownBaseUrls) };
}

/**
 * Where an operation is.
 *
 * @throws {InvalidRequestError} It has a server of its own, and nobody says on which host that is.
 */
export function baseUrlFor({ id, server }: Operation, { baseUrl, ownBaseUrls }: BaseUrls): string {
  if (server === undefined) return baseUrl;
  const own = ownBaseUrls.get(server);
  if (own !== undefined) return own;
  const message = `${id} has a server of its own, \`${server}\`, and the spec does not say where it is: set \`baseUrls\` when you create the client.`;
  throw new InvalidRequestError(message, { operation: id });
}

/** The server of the same name, where there is one: who chose the sandbox has chosen it for uploads, too. */
function chosen(group: Servers, name: string | undefined): Server | undefined {
  return name !== undefined && Object.hasOwn(group, name) ? group[name] : Object.values(group)[0];
}

function variablesOf(server: Server | undefined): string[] {
  return typeof server === 'object' ? Object.keys(server.variables) : [];
}

function refuseUnknown(option: string, name: string, known: readonly string[], what: string): void {
  if (known.includes(name)) return;
  if (known.length === 0) throw new OptionsError(option, 'left out: the spec leaves no choice here', name);
  const path = option === 'server' ? option : `${option}.${name}`;
  throw new OptionsError(path, `one of ${known.join(', ')}`, option === 'server' ? name : what);
}

function missing(name: string | undefined, server: Server | undefined): string {
  if (server === undefined) return 'set, since the spec names no absolute server';
  const url = typeof server === 'string' ? server : server.url;
  const open = variablesOf(server).map((variable) => `\`variables.${variable}\``);
  const or = open.length > 0 ? `, or ${open.join(', ')}` : '';
  return `set${or}, since the spec's server \`${name}\` (${url}) does not say where it is`;
}
