/**
 * A repository as it is written: the operations of one resource as methods of plain arguments, without headers,
 * cookies, pages and statuses.
 */

import type { Operation, Parameter, Reply, Resource } from '../../model.ts';
import { argumentNames } from '../../names.ts';
import { pagingOf } from '../../pagination/paging.ts';
import { scalarTypes } from '../../scalars.ts';
import { upperFirst } from '../../words.ts';
import { answerOf } from '../answer.ts';
import { hasArguments } from '../arguments.ts';
import { contextOf } from '../context.ts';
import { type Emission, sibling } from '../file.ts';
import { Imports } from '../imports.ts';
import { itemType } from '../items.ts';
import { namesOf } from '../part.ts';
import { dataType, replyTypes } from '../replies.ts';
import { meanings } from '../resource.ts';
import { keyType } from '../text.ts';

/** A name that a spec may have for a schema, and that means something here. */
export function importsOf({ names, api, scalars }: Emission): Imports {
  const own = api.resources.flatMap(({ tag }) => {
    const { type, inMemoryOptions, query } = repositoryNames(names.resources.get(tag)?.namespace ?? '');
    return [type, inMemoryOptions, query];
  });
  const language = ['AsyncIterable', 'MemoryCollection', 'Parameters', 'Pick', 'Promise'];
  return new Imports([...meanings, ...scalarTypes(scalars), ...language, ...own], names.schemas.values());
}

export interface RepositoryNames {
  readonly type: string;
  /** Functions that make one. */
  readonly byApi: string;
  readonly inMemory: string;
  readonly inMemoryOptions: string;
  /** What its list is asked for. */
  readonly query: string;
  /** The module of endpoints, as it is imported. */
  readonly module: string;
}

function repositoryNames(namespace: string): RepositoryNames {
  return {
    type: `${upperFirst(namespace)}Repository`,
    byApi: `${namespace}Repository`,
    inMemory: `${namespace}InMemory`,
    inMemoryOptions: `${upperFirst(namespace)}InMemoryOptions`,
    query: `${upperFirst(namespace)}Query`,
    module: `${namespace}Module`,
  };
}

export interface Repository {
  readonly resource: Resource;
  readonly names: RepositoryNames;
  readonly file: string;
  readonly methods: readonly Method[];
}

export interface Method {
  readonly operation: Operation;
  readonly name: string;
  /** Type of the parameters that are not the body, and whether they may be left out; none where there are none. */
  readonly key: { readonly type: string; readonly isOptional: boolean } | undefined;
  readonly input: { readonly type: string; readonly isOptional: boolean } | undefined;
  /** True where the arguments are one, because their content type is among them. */
  readonly isWhole: boolean;
  /** What it gives, and how. */
  readonly data: string;
  readonly kind: 'list' | 'read' | 'change' | 'call';
}

export function repositoryOf(resource: Resource, emission: Emission, imports: Imports): Repository {
  const found = emission.names.resources.get(resource.tag);
  const operations = emission.api.operations.filter(({ tag }) => tag === resource.tag);
  return {
    resource,
    names: repositoryNames(found?.namespace ?? ''),
    file: found?.file ?? '',
    methods: operations.map((operation) => methodOf(operation, found?.file ?? '', emission, imports)),
  };
}

function methodOf(operation: Operation, file: string, emission: Emission, imports: Imports): Method {
  const { short, args } = namesOf(operation, emission);
  const module = sibling(file, emission);
  const { data, isList } = dataOf(operation, module, emission, imports);
  const { body, parameters } = operation;
  const isWhole = body !== undefined && (body.others.length > 0 || body.mediaType.includes('*'));
  const asked = parameters.filter((each) => isAsked(each, operation));
  const isAll = asked.length === parameters.length && body === undefined;
  const type = () => (hasArguments(operation) ? imports.type(module, args) : '');
  const names = argumentNames(operation);
  const picked = () => asked.map((each) => keyType(names.get(each) ?? '')).join(' | ');
  return {
    operation,
    name: short,
    isWhole,
    key: isWhole
      ? { type: type(), isOptional: false }
      : asked.length === 0
        ? undefined
        : {
            type: isAll ? type() : `Pick<${type()}, ${picked()}>`,
            isOptional: !asked.some(({ isRequired }) => isRequired),
          },
    input:
      body && !isWhole
        ? {
            type: body.isRequired ? `${type()}['body']` : `NonNullable<${type()}['body']>`,
            isOptional: !body.isRequired,
          }
        : undefined,
    data,
    kind: isList ? 'list' : kindOf(operation),
  };
}

/** Which page comes next is the list's own business; headers and cookies are HTTP's, unless nothing goes without. */
function isAsked(parameter: Parameter, operation: Operation): boolean {
  if (parameter.in === 'header' || parameter.in === 'cookie') return parameter.isRequired;
  return parameter.isRequired || parameter.name !== pagingOf(operation)?.parameter;
}

/** What is asked for by name may be absent, whether or not its spec says so: then it is read as `undefined`. */
function kindOf({ method, path, replies }: Operation): Method['kind'] {
  const isSaid = replies.some(({ status }) => status === '404' || status === '410');
  const mayBeAbsent = path.endsWith('}') || (isSaid && path.includes('{'));
  if (!mayBeAbsent) return 'call';
  return method === 'GET' ? 'read' : 'change';
}

/** The type of what comes back, by its name where it has one. */
function dataOf(operation: Operation, module: string, emission: Emission, imports: Imports): Given {
  const names = namesOf(operation, emission);
  // On trial: what is spelled out there is imported nowhere.
  const trial = answerOf(operation, emission, contextOf(operation, emission, new Imports()));
  if (trial.namedItem !== trial.itemText) return { isList: true, data: imports.foreign(module, names.item) };
  if (trial.choice !== undefined) {
    const data = imports.foreign(module, names.data);
    return { isList: false, data: `${data}[keyof ${data}]` };
  }
  const isList = trial.itemText !== undefined;
  if (!isList && trial.named !== trial.whole) return { isList, data: imports.foreign(module, names.data) };
  const context = contextOf(operation, emission, imports);
  const succeeding = { ...operation, replies: successesOf(operation) };
  const item = itemType(succeeding, emission.definitions, context);
  return { isList, data: item ?? dataType(replyTypes(succeeding, context)) };
}

interface Given {
  readonly isList: boolean;
  readonly data: string;
}

/** Failures are imported by nobody who has no words for them. */
function successesOf({ replies }: Operation): readonly Reply[] {
  const known = replies.filter(({ status }) => status.startsWith('2'));
  return known.length > 0 ? known : replies.filter(({ status }) => status === 'default');
}

/** `key: …, input?: …`: what may be left out comes last. */
export function parametersOf({ key, input, isWhole }: Method): string[] {
  const parameter = (name: string, { type, isOptional }: { type: string; isOptional: boolean }) =>
    `${name}${isOptional ? '?' : ''}: ${type}`;
  const isLast = key?.isOptional && input && !input.isOptional;
  const parameters = [
    ...(key ? [parameter(isWhole ? 'args' : 'key', key)] : []),
    ...(input ? [parameter('input', input)] : []),
  ];
  return isLast ? parameters.reverse() : parameters;
}
