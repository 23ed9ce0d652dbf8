/**
 * Every name of the SDK, settled once. A name depends on what it names and on whether others want it too,
 * never on who came first: names stay when the spec grows, and there are no numbers to count up. Where
 * several want one name, all of them take their next longer one.
 */

import type { Api, Body, BodyContent, Location, Operation, Parameter, Resource } from './model.ts';
import { pagingOf } from './pagination/paging.ts';
import {
  objectMembers,
  reservedClientMembers,
  reservedErrors,
  reservedExports,
  reservedFiles,
  reservedShortNames,
  reservedWords,
} from './reserved.ts';
import { type ServerNames, settleServers } from './server-names.ts';
import { settle } from './settle.ts';
import { shortNameOf, shortNamesOf } from './short-name.ts';
import { camelCase, fingerprint, kebabCase, pascalCase, upperFirst } from './words.ts';

export interface OperationNames {
  /** The function, and the key in `operations`: `getPortfolio`. */
  readonly flat: string;
  /** Inside its tag: `get`. */
  readonly short: string;
  readonly args: string;
  readonly result: string;
  /** Of the data, where its type is too long to repeat. */
  readonly data: string;
  /** Of the items of its list, where their type is too long to repeat. */
  readonly item: string;
  /** Of what it throws for a documented failure. */
  readonly error: string;
}

export interface ResourceNames {
  /** Without extension: `chat-completions`. */
  readonly file: string;
  /** Of the grouped face and of the index: `chatCompletions`. */
  readonly namespace: string;
  readonly endpoints: string;
}

export interface Names {
  readonly operations: ReadonlyMap<Operation, OperationNames>;
  /** By tag. */
  readonly resources: ReadonlyMap<string, ResourceNames>;
  /** Exported types by the name of the component schema. */
  readonly schemas: ReadonlyMap<string, string>;
  readonly servers: ServerNames;
}

/** `schemas`: every component schema that gets a type, request variants included. */
export function settleNames(
  api: Api,
  schemas: readonly string[] = api.schemas.map((schema) => schema.name),
): Names {
  const resources = settleResources(api.resources);
  const namespaces = [...resources.values()].map((names) => names.namespace);
  const flat = settleFlat(api.operations, new Set([...reservedWords, ...reservedExports, ...namespaces]));
  const short = settleShort(api.operations, flat);
  const operations = new Map(
    api.operations.map((operation) => [
      operation,
      namesOf(flat.get(operation) ?? '', short.get(operation) ?? ''),
    ]),
  );
  const types = [...operations].flatMap(([operation, { args, result, data, item, error }]) => {
    return [args, result, data, error, ...(pagingOf(operation) ? [item] : [])];
  });
  const endpoints = [...resources.values()].map((names) => names.endpoints);
  return {
    operations,
    resources,
    servers: settleServers(api),
    schemas: settleSchemas(
      schemas,
      new Set([...reservedExports, ...types, ...endpoints, ...flat.values(), ...namespaces]),
    ),
  };
}

/** Everything a body can be sent as. */
export function bodyChoices(body: Body): readonly BodyContent[] {
  return [body, ...body.others];
}

/** What the body is called among the arguments, and what says as what it is sent where there is a choice. */
function bodyNames({ body }: Pick<Operation, 'body'>): string[] {
  const hasChoice = body && (body.others.length > 0 || body.mediaType.includes('*'));
  return hasChoice ? ['body', 'contentType'] : ['body'];
}

/** Names of the arguments, by parameter. Path comes before query, query before header, header before cookie. */
export function argumentNames(operation: WithArguments): ReadonlyMap<Parameter, string> {
  const known = settledArguments.get(operation) ?? settleArguments(operation);
  settledArguments.set(operation, known);
  return known;
}

type WithArguments = Pick<Operation, 'parameters' | 'body'>;

/** Every file of an SDK asks for them. */
const settledArguments = new WeakMap<WithArguments, ReadonlyMap<Parameter, string>>();

function settleArguments(operation: WithArguments): ReadonlyMap<Parameter, string> {
  const { parameters } = operation;
  const order: readonly Location[] = ['path', 'query', 'querystring', 'header', 'cookie'];
  const taken = new Set([...bodyNames(operation), ...objectMembers]);
  const names = new Map<Parameter, string>();
  for (const parameter of order.flatMap((location) => parameters.filter((each) => each.in === location))) {
    const plain = parameter.name;
    const qualified = parameter.in + upperFirst(parameter.name);
    const free = [plain, qualified].find((each) => !taken.has(each));
    const name = free ?? `${qualified}-${fingerprint(plain)}`;
    taken.add(name);
    names.set(parameter, name);
  }
  return names;
}

function namesOf(flat: string, short: string): OperationNames {
  const type = upperFirst(flat);
  return {
    flat,
    short,
    args: `${type}Args`,
    result: `${type}Result`,
    data: `${type}Data`,
    item: `${type}Item`,
    error: errorName(type),
  };
}

/** `TypeFailure` for an operation `type`: what is exported hides no error of the language or of the runtime. */
function errorName(type: string): string {
  const name = `${type}Error`;
  return reservedErrors.has(name) ? `${type}Failure` : name;
}

function settleResources(resources: readonly Resource[]): Map<string, ResourceNames> {
  const tags = resources.map((resource) => resource.tag);
  const files = settle(
    tags,
    (tag) => candidates(fileName(tag), `-${fingerprint(tag)}`, '-api'),
    reservedFiles,
  );
  const taken = new Set([...reservedClientMembers, ...reservedExports, ...reservedWords]);
  const namespaces = settle(
    tags,
    (tag) => candidates(camelCase(tag) || 'tag', fingerprint(tag), 'Api'),
    taken,
  );
  return new Map(
    tags.map((tag) => {
      const namespace = namespaces.get(tag) ?? '';
      return [tag, { file: files.get(tag) ?? '', namespace, endpoints: `${upperFirst(namespace)}Endpoints` }];
    }),
  );
}

/** File systems take 255 bytes of a name, and a tag may be a paragraph. */
const longestFileName = 120;

function fileName(tag: string): string {
  const name = kebabCase(tag) || 'tag';
  if (Buffer.byteLength(name) <= longestFileName) return name;
  // A letter that was cut in two is dropped.
  const start = new TextDecoder()
    .decode(Buffer.from(name).subarray(0, longestFileName))
    .replace(/\uFFFD+$/, '');
  return `${start.replace(/-+$/, '')}-${fingerprint(tag)}`;
}

/** The suffix settles a clash with a reserved name; the fingerprint, one between two tags. */
function candidates(name: string, mark: string, suffix: string): string[] {
  return [name, name + suffix, name + mark];
}

function settleFlat(operations: readonly Operation[], taken: ReadonlySet<string>): Map<Operation, string> {
  return settle(
    operations,
    ({ operationId = '', tag, method, path }) => {
      const place = camelCase(`${method.toLowerCase()} ${path.replace(/\{/g, ' by {')}`);
      const short = shortNameOf(operationId, tag);
      const own = [camelCase(operationId), short && camelCase(`${tag} ${short}`)];
      return [...own, place, `${place}_${fingerprint(`${method} ${path}`)}`].filter((name) => name !== '');
    },
    taken,
  );
}

/** Within a tag: the short names where they are free, else the flat ones, which are unique anyway. */
function settleShort(
  operations: readonly Operation[],
  flat: ReadonlyMap<Operation, string>,
): Map<Operation, string> {
  const byTag = Map.groupBy(operations, (operation) => operation.tag);
  const settled = [...byTag.values()].flatMap((members) => [
    ...settle(
      members,
      (operation) => {
        const whole = flat.get(operation) ?? '';
        return [...shortNamesOf(operation), whole];
      },
      reservedShortNames,
    ),
  ]);
  return new Map(settled);
}

function settleSchemas(schemas: readonly string[], taken: ReadonlySet<string>): Map<string, string> {
  return settle(
    schemas,
    (name) => {
      const type = pascalCase(name) || 'Schema';
      return [type, `${type}Schema`, `${type}_${fingerprint(name)}`];
    },
    taken,
  );
}
