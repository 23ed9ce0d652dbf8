/**
 * The module of one tag: per operation its arguments, its result, its descriptor and its function, by
 * path and method; then all of them as an interface and as a list.
 */

import type { Operation, Resource } from '../model.ts';
import { pagingOf } from '../pagination/paging.ts';
import { scalarTypes } from '../scalars.ts';
import { answerOf, plainAnswerOf } from './answer.ts';
import { argumentsInterface, hasArguments, mayOmitArguments } from './arguments.ts';
import { docComment, firstSentence, sentence } from './comment.ts';
import { contextOf } from './context.ts';
import { conversionsOf } from './conversions.ts';
import { descriptor } from './descriptor.ts';
import { errorText, hasErrors } from './errors.ts';
import { type Emission, sourceFile } from './file.ts';
import { Imports } from './imports.ts';
import { group, signature, typeAlias, typed } from './layout.ts';
import { emitEndpoints, emitExports, emitList } from './listing.ts';
import { freeName, type Module, namesOf, type Part } from './part.ts';
import { type ReplyContext, type ReplyType, resultMembers } from './replies.ts';
import { literal } from './text.ts';

/** Names of the runtime and of the language that mean something in such a module. */
export const meanings = [
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
  const { whole, named, choice, itemText, namedItem } = plainAnswerOf(operation, emission);
  return [
    ...(hasArguments(operation) ? [names.args] : []),
    ...(named !== whole || choice !== undefined ? [names.data] : []),
    ...(namedItem !== itemText ? [names.item] : []),
    names.result,
  ];
}

function partOf(operation: Operation, module: Module): Part {
  const { emission, imports } = module;
  const { flat, short, args, result, data, item, error } = namesOf(operation, emission);
  const context = contextOf(operation, emission, imports);
  const { types, choice, whole, named, itemText, namedItem } = answerOf(operation, emission, context);
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

/** `getPetOperation`, unless there is an operation of that name. */
function descriptorName(flat: string, { functions }: Module): string {
  const names = ['Operation', 'Descriptor', 'OperationDescriptor', 'Endpoint'].map((suffix) => flat + suffix);
  return names.find((name) => !functions.has(name)) ?? `${flat}_`;
}
