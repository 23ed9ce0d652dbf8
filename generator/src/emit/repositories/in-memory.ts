/**
 * `repositories-in-memory.ts`: the collections among the repositories, kept in memory for tests. What no spec
 * says, how an item comes to be and what else the API can do, is asked of whoever makes one.
 */

import type { Operation, Resource } from '../../model.ts';
import { argumentNames } from '../../names.ts';
import { docComment } from '../comment.ts';
import { type Emission, sibling, sourceFile } from '../file.ts';
import { Imports } from '../imports.ts';
import { block, group } from '../layout.ts';
import { key, literal } from '../text.ts';
import { type Collection, collectionOf } from './collection.ts';
import {
  importsOf,
  type Method,
  parametersOf,
  type Repository,
  type RepositoryNames,
  repositoryOf,
} from './repository.ts';

/** `undefined` where no resource is a collection. */
export function emitInMemory(emission: Emission): string | undefined {
  const imports = importsOf(emission);
  const parts = emission.api.resources.flatMap((resource) => {
    const operations = emission.api.operations.filter(({ tag }) => tag === resource.tag);
    const collection = collectionOf(operations, emission.definitions);
    return collection ? partsOf(resource, collection, emission, imports) : [];
  });
  return parts.length === 0 ? undefined : sourceFile(emission, imports, ...parts);
}

/** A method that memory can do, and how. */
interface Kept {
  readonly method: Method;
  readonly text: string;
}

function partsOf(
  resource: Resource,
  collection: Collection,
  emission: Emission,
  imports: Imports,
): readonly string[] {
  // What its methods take and give is said there already, and imported by nobody else.
  const repository = repositoryOf(resource, emission, new Imports());
  const { names, methods } = repository;
  const item = imports.foreign(
    sibling('schemas', emission),
    emission.names.schemas.get(collection.schema) ?? '',
  );
  const query = queryOf(repository, collection) === undefined ? 'undefined' : names.query;
  const kept = methods.flatMap((method) => {
    const text = keptText(method, collection);
    return text === undefined ? [] : [{ method, text }];
  });
  imports.type(sibling('repositories', emission), names.type);
  return [
    optionsText(repository, collection, kept, { item, query }, imports, emission),
    functionText(repository, collection, kept, { item, query }, imports, emission),
  ];
}

interface Types {
  readonly item: string;
  /** What a list is asked for. */
  readonly query: string;
}

/** The method that lists, if it is asked for anything. */
function queryOf({ methods }: Repository, { list }: Collection): string | undefined {
  const listing = methods.find(({ operation }) => operation === list);
  return listing?.key && listing.name;
}

function keptText(method: Method, collection: Collection): string | undefined {
  const { operation, name, data } = method;
  const id = `key${access(idArgument(operation))}`;
  const silent = (call: string) =>
    data === 'undefined' ? `async (key, input) => void (await ${call})` : `(key, input) => ${call}`;
  switch (operation) {
    case collection.list:
      return method.key ? `${name}: (key) => kept.list(key)` : `${name}: () => kept.list(undefined)`;
    case collection.get:
      return `${name}: (key) => kept.get(${id})`;
    case collection.create:
      return `${name}: (${untilInput(method)}) => kept.put(options.make(input))`;
    case collection.replace:
      return `${name}: ${silent(`kept.replace(${id}, options.make(input, ${id}))`)}`;
    case collection.update:
      return `${name}: ${silent(`kept.update(${id}, input)`)}`;
    case collection.remove:
      return `${name}: (key) => kept.delete(${id})`;
    default:
      return undefined;
  }
}

/** Parameters as far as they are needed: what an item is asked for with, besides, is of no use to memory. */
function untilInput(method: Method): string {
  const names = parametersOf(method).map((each) => /^\w+/.exec(each)?.[0] ?? '');
  const needed = names.slice(0, names.indexOf('input') + 1);
  return needed.map((name) => (name === 'input' ? name : `_${name}`)).join(', ');
}

/** Every operation on one item names it by the only parameter of its path. */
function idArgument(operation: Operation): string {
  const parameter = operation.parameters.find((each) => each.in === 'path');
  return (parameter && argumentNames(operation).get(parameter)) ?? '';
}

/** `.id`, or `['a-b']`. */
function access(name: string): string {
  const text = key(name);
  if (text.startsWith('[')) return text;
  return /^[\p{ID_Start}$_]/u.test(text) ? `.${text}` : `[${text}]`;
}

function optionsText(
  repository: Repository,
  collection: Collection,
  kept: readonly Kept[],
  { item, query }: Types,
  imports: Imports,
  { runtime }: Emission,
): string {
  const { resource, names, methods } = repository;
  const inputs = [collection.create, collection.replace].flatMap((operation) => {
    const method = methods.find((each) => each.operation === operation);
    const place = method ? parametersOf(method).findIndex((each) => /^input\b/.test(each)) : -1;
    return method && place >= 0 ? [argument(names, method.name, place)] : [];
  });
  const others = methods.filter((method) => !kept.some((each) => each.method === method));
  const members = [
    ...(inputs.length > 0
      ? [
          docComment(
            {
              paragraphs: [
                'Makes what is kept of what was given: its identifier, unless it is told one, and whatever else the API fills in.',
              ],
            },
            '  ',
          ) +
            `  ${group('readonly make: (', [`input: ${inputs.join(' | ')}`, `id?: ${idType(repository, collection)}`], `) => ${item};`, '  ')}\n`,
        ]
      : []),
    ...(query === 'undefined'
      ? []
      : [
          docComment({ paragraphs: ['Whether an item is among those that a list is asked for.'] }, '  ') +
            `  readonly matches: (item: ${item}, key: ${query}) => boolean;\n`,
        ]),
    ...(others.length > 0
      ? [
          docComment({ paragraphs: ['What no spec says how to do without the API.'] }, '  ') +
            `  readonly others: Pick<${names.type}, ${others.map(({ name }) => literal(name)).join(' | ')}>;\n`,
        ]
      : []),
  ];
  const listing = queryOf(repository, collection);
  const alias = listing === undefined ? '' : `type ${names.query} = ${argument(names, listing, 0)};\n\n`;
  const base = `${imports.type(runtime, 'CollectionOptions')}<${item}, ${query}>`;
  const doc = docComment({
    paragraphs: [`What \`${resource.tag}\` begins with in memory, and what its spec leaves open.`],
  });
  const body = members.length === 0 ? '{}' : `{\n${members.join('')}}`;
  return `${alias}${doc}export interface ${names.inMemoryOptions} extends ${base} ${body}\n`;
}

function functionText(
  { resource, names, methods }: Repository,
  collection: Collection,
  kept: readonly Kept[],
  { item, query }: Types,
  imports: Imports,
  { runtime }: Emission,
): string {
  const collectionName = imports.value(runtime, 'MemoryCollection');
  const members = [
    ...(kept.length < methods.length ? ['...options.others'] : []),
    ...kept.map(({ text }) => text),
  ];
  const doc = docComment({
    paragraphs: [`\`${resource.tag}\` in memory, for tests: it keeps what it is given.`],
  });
  return `${doc}export function ${names.inMemory}(options: ${names.inMemoryOptions}): ${names.type} {
  const kept = new ${collectionName}<${item}, ${query}>(${literal(resource.tag)}, ${literal(collection.id)}, options);
  return ${block('{', members, '};', '  ')}
}
`;
}

/** As whoever replaces an item names it: with `--int64 bigint` that may be one. */
function idType({ names, methods }: Repository, { replace }: Collection): string {
  const method = methods.find(({ operation }) => operation === replace);
  if (!replace || !method) return 'string | number';
  const place = parametersOf(method).findIndex((each) => /^key\b/.test(each));
  return `${argument(names, method.name, place)}[${literal(idArgument(replace))}]`;
}

function argument({ type }: RepositoryNames, method: string, place: number): string {
  return `Parameters<${type}[${literal(method)}]>[${place}]`;
}
