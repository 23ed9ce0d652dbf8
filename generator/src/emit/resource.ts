/**
 * The module of one tag: per operation its arguments, its result, its descriptor and its function, by
 * path and method; then all of them as an interface and as a list.
 */

import type { Operation, Resource } from '../model.ts';
import { type Node, nodeOf } from '../node.ts';
import { pagingOf } from '../pagination/paging.ts';
import { scalarOf, scalarType, scalarTypes } from '../scalars.ts';
import type { Spelling } from '../type-text.ts';
import { schemaNameOf } from '../variants.ts';
import { type ArgumentsContext, argumentsInterface, hasArguments, mayOmitArguments } from './arguments.ts';
import { docComment, firstSentence, sentence } from './comment.ts';
import { conversionsOf } from './conversions.ts';
import { descriptor } from './descriptor.ts';
import { errorText, hasErrors } from './errors.ts';
import { type Emission, sibling, sourceFile } from './file.ts';
import { Imports } from './imports.ts';
import { itemType } from './items.ts';
import { group, signature, typeAlias, typed } from './layout.ts';
import { emitEndpoints, emitExports, emitList } from './listing.ts';
import { freeName, type Module, namesOf, type Part } from './part.ts';
import {
  dataByMediaType,
  dataType,
  type ReplyContext,
  type ReplyType,
  replyTypes,
  resultMembers,
} from './replies.ts';
import { literal } from './text.ts';

/** Names of the runtime and of the language that mean something in such a module. */
const meanings = [
  ...[
    'Call',
    'CallOptions',
    'Client',
    'Failure',
    'NoArgs',
    'Operation',
    'Known',
    'Open',
    'OpenNumber',
    'Success',
    'ServerSentEvent',
    'Stream',
    'Operations',
    'PagedCall',
    'PagedCallOptions',
    'BinaryBody',
    'FileInput',
    'SequenceBody',
    'TextBody',
    ...['AcceptOptions', 'ErrorClass', 'ResponseError'],
  ],
  ...['SuccessStatus', 'FailureStatus', 'RedirectStatus', 'ClientErrorStatus', 'ServerErrorStatus'],
  ...['Blob', 'Exclude', 'NonNullable', 'ReadableStream', 'Record', 'Uint8Array'],
];

export function emitResource(resource: Resource, emission: Emission): string {
  const operations = emission.api.operations.filter((operation) => operation.tag === resource.tag);
  const imports = new Imports(
    [...meanings, ...scalarTypes(emission.scalars)],
    emission.names.schemas.values(),
  );
  for (const name of ['Client', 'Operation']) imports.type(emission.runtime, name);
  const functions = new Set(operations.map((operation) => namesOf(operation, emission).flat));
  const module: Module = { emission, imports, functions };
  const parts = operations.map((operation) => partOf(operation, module));
  return sourceFile(
    emission,
    imports,
    ...parts.map((part) => part.text),
    emitEndpoints(resource, parts, emission),
    emitList(resource, parts),
    emitExports(parts),
  );
}

/** Values that the module exports for an operation beside its function; each is a type, too. */
export function valuesOfOperation(operation: Operation, emission: Emission): string[] {
  return hasErrors(operation) ? [namesOf(operation, emission).error] : [];
}

/** Types that the module exports for an operation. */
export function typesOfOperation(operation: Operation, emission: Emission): string[] {
  const names = namesOf(operation, emission);
  const context = contextOf(operation, emission, new Imports());
  const replies = replyTypes(operation, context);
  const hasData = needsName(dataType(replies)) || choiceOf(operation, replies) !== undefined;
  const item = itemType(operation, emission.definitions, context);
  return [
    ...(hasArguments(operation) ? [names.args] : []),
    ...(hasData ? [names.data] : []),
    ...(item !== undefined && isIndexed(item) ? [names.item] : []),
    names.result,
  ];
}

function partOf(operation: Operation, module: Module): Part {
  const { emission, imports } = module;
  const { flat, short, args, result, data, item, error } = namesOf(operation, emission);
  const context = contextOf(operation, emission, imports);
  const types = replyTypes(operation, context);
  const whole = dataType(types);
  const choice = choiceOf(operation, types);
  const named = needsName(whole) && choice === undefined ? data : whole;
  const itemText = itemType(operation, emission.definitions, context)?.replaceAll(whole, named);
  const namedItem = itemText !== undefined && isIndexed(itemText) ? item : itemText;
  const part = {
    operation,
    flat,
    short,
    descriptor: descriptorName(flat, module),
    args: hasArguments(operation) ? args : imports.type(emission.runtime, 'NoArgs'),
    mayOmit: mayOmitArguments(operation),
    ...(namedItem !== undefined
      ? pagedCall([named, result, namedItem], module)
      : choice === undefined
        ? plainCall(named, result, context)
        : chosenCall(data, result, context)),
  };
  const text = [
    hasArguments(operation) ? argumentsInterface(args, operation, context) : '',
    named === whole ? '' : `${typeAlias(data, whole)}\n`,
    choice === undefined ? '' : choiceInterface(data, choice),
    namedItem === undefined || itemText === undefined || namedItem === itemText
      ? ''
      : `${typeAlias(item, itemText)}\n`,
    `${typeAlias(result, resultMembers(types, context, (type) => (type === whole ? named : type)).join(' | '))}\n`,
    `const ${part.descriptor}: Operation = ${descriptor(operation, flat, emission.names.servers.byOperation.get(operation), conversionsOf(operation, module))}\n`,
    hasErrors(operation) ? errorText(error, part.descriptor, types, context, makerOfErrors(module)) : '',
    emitFunction(part, types, error),
  ];
  return { ...part, text: text.filter((each) => each !== '').join('\n') };
}

/** Data by media type, where a caller may choose; a list in pages is read as it comes. */
function choiceOf(
  operation: Operation,
  types: readonly ReplyType[],
): ReadonlyMap<string, string> | undefined {
  return pagingOf(operation) ? undefined : dataByMediaType(types);
}

function choiceInterface(name: string, choice: ReadonlyMap<string, string>): string {
  const members = [...choice].map(
    ([mediaType, type]) => `  ${typed(`${literal(mediaType)}:`, type, ';', '  ')}\n`,
  );
  const doc = docComment({ paragraphs: ['Data by media type: choose one by `accept`.'] });
  return `${doc}export interface ${name} {\n${members.join('')}}\n`;
}

function makerOfErrors({ emission, imports, functions }: Module): string {
  return imports.value(emission.runtime, 'errorClass', freeName('errorClass', 'errorClassOf', functions));
}

type Way = Pick<Part, 'call' | 'options' | 'door' | 'generics'>;

function chosenCall(data: string, result: string, { runtime }: ReplyContext): Way {
  return {
    call: `${runtime('Call')}<${data}[Accept], ${result}>`,
    options: `${runtime('AcceptOptions')}<Accept>`,
    door: ['client.call('],
    generics: `<Accept extends keyof ${data} = keyof ${data}>`,
  };
}

function plainCall(data: string, result: string, { runtime }: ReplyContext): Way {
  const call = `${runtime('Call')}<${data}, ${result}>`;
  return { call, options: runtime('CallOptions'), door: ['client.call('], generics: '' };
}

function pagedCall(types: readonly string[], { emission, imports, functions }: Module): Way {
  const runtime = (name: string) => imports.type(emission.runtime, name);
  const called = freeName('paginate', 'paginateList', functions);
  const paginate = imports.value(emission.runtime, 'paginate', called);
  const call = `${runtime('PagedCall')}<${types.join(', ')}>`;
  return { call, options: runtime('PagedCallOptions'), door: [`${paginate}(`, 'client'], generics: '' };
}

function emitFunction(part: Part | Omit<Part, 'text'>, types: readonly ReplyType[], error: string): string {
  const { operation, flat, args, mayOmit, call, options, door, generics } = part;
  const { method, path } = operation;
  const doc = docComment({
    paragraphs: [...describe(operation), `\`${method} ${path.replaceAll('`', '')}\`${inPages(operation)}`],
    tags: [
      ...(operation.isDeprecated ? ['@deprecated'] : []),
      ...types.filter((each) => !each.isSuccess).map((each) => throwsTag(each, error)),
    ],
  });
  const parameters = ['client: Client', `args: ${args}${mayOmit ? ' = {}' : ''}`, `options?: ${options}`];
  const head = signature(`function ${flat}${generics}`, parameters, call, ' {');
  const [callee, ...before] = door;
  const body = group(`return ${callee}`, [...before, part.descriptor, 'args', 'options'], ');', '  ');
  return `${doc}${head}\n  ${body}\n}\n`;
}

/** What an editor says of a list before anybody has read a manual. */
function inPages(operation: Operation): string {
  return pagingOf(operation) ? ', in pages: `for await` reads every item.' : '';
}

function describe({ summary, description }: Operation): (string | undefined)[] {
  const title = sentence(summary);
  const isSame = title !== undefined && sentence(description) === title;
  return isSame ? [title] : [title, description];
}

function throwsTag({ reply }: ReplyType, error: string): string {
  const reason = sentence(firstSentence(reply.description));
  const status = reply.status === 'default' ? 'any other status' : reply.status;
  return `@throws {${error}} ${status}${reason ? `: ${reason}` : ''}`;
}

function contextOf(
  operation: Operation,
  emission: Emission,
  imports: Imports,
): ReplyContext & ArgumentsContext {
  const { names, variants, definitions, runtime } = emission;
  const refer = (schema: string) =>
    imports.foreign(sibling('schemas', emission), names.schemas.get(schema) ?? 'never');
  const ours = (name: string) => imports.type(runtime, name);
  const known = (schema: string) =>
    emission.openEnums.has(schema) ? `${ours('Known')}<${refer(schema)}>` : refer(schema);
  const spelling: Omit<Spelling, 'refer'> = {
    open: (values) => values,
    binary: () => 'Blob',
    scalar: (schema, type) => {
      const scalar = scalarOf(schema, type, emission.scalars);
      if (scalar === undefined) return undefined;
      const { name, isOurs } = scalarType(scalar);
      return isOurs ? ours(name) : name;
    },
  };
  return {
    id: namesOf(operation, emission).flat,
    spelling: {
      ...spelling,
      refer,
      open: (known, type) => `${ours(type === 'string' ? 'Open' : 'OpenNumber')}<${known}>`,
    },
    parameters: { ...spelling, refer: known },
    requests: {
      ...spelling,
      binary: () => ours('FileInput'),
      refer: (schema) => known(variants.get(schema) ?? schema),
    },
    runtime: ours,
    isXml: (content) => emission.xml.of(content) !== undefined,
    // The module's own list is called `operations`.
    shapes: () => imports.type(sibling('types', emission), 'operations', 'Operations'),
    definitionOf: (schema): Node => definitions.get(schemaNameOf(nodeOf(schema).$ref) ?? '') ?? {},
  };
}

/** `getPetOperation`, unless there is an operation of that name. */
function descriptorName(flat: string, { functions }: Module): string {
  const names = ['Operation', 'Descriptor', 'OperationDescriptor', 'Endpoint'].map((suffix) => flat + suffix);
  return names.find((name) => !functions.has(name)) ?? `${flat}_`;
}

/** An item that the spec gives no name gets one: `ListPetsItem`. */
function isIndexed(item: string): boolean {
  return item.endsWith('[number]');
}

/** Too long to be repeated in a result, a function and an interface. */
function needsName(type: string): boolean {
  return type.includes('Operations[') || type.length > 60;
}
