/**
 * The module of one tag: per operation its arguments, its result, its descriptor and its function, by
 * path and method; then all of them as an interface and as a list.
 */

import { namesIn } from '../codecs.ts';
import type { Operation, Resource } from '../model.ts';
import { bodyChoices } from '../names.ts';
import { type Node, nodeOf } from '../node.ts';
import { pagingOf } from '../pagination/paging.ts';
import { scalarOf, scalarType, scalarTypes } from '../scalars.ts';
import type { Spelling } from '../type-text.ts';
import { schemaNameOf } from '../variants.ts';
import { schemasIn, type XmlNode } from '../xml.ts';
import { type ArgumentsContext, argumentsInterface, hasArguments, mayOmitArguments } from './arguments.ts';
import { codecText, replyCodecs } from './codecs.ts';
import { docComment, firstSentence, sentence } from './comment.ts';
import { type Conversions, descriptor, type XmlTexts } from './descriptor.ts';
import { errorText, hasErrors } from './errors.ts';
import { type Emission, sibling, sourceFile } from './file.ts';
import { compare, Imports } from './imports.ts';
import { itemType } from './items.ts';
import { group, signature, typeAlias, typed } from './layout.ts';
import {
  dataByMediaType,
  dataType,
  type ReplyContext,
  type ReplyType,
  replyTypes,
  resultMembers,
} from './replies.ts';
import { literal } from './text.ts';
import { nodeText, xmlOf } from './xml.ts';

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
  const parts = operations.map((operation) => partOf(operation, operations, emission, imports));
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

interface Part {
  readonly operation: Operation;
  readonly flat: string;
  readonly short: string;
  readonly descriptor: string;
  /** Type of the arguments, and whether they can be left out. */
  readonly args: string;
  readonly mayOmit: boolean;
  /** `Call<Data, Result>`, or `PagedCall<Data, Result, Item>`. */
  readonly call: string;
  /** Type of its options. */
  readonly options: string;
  /** Its type parameters, where a caller may choose what comes back. */
  readonly generics: string;
  /** `client.call(`, and what it takes before the arguments. */
  readonly door: readonly [callee: string, ...before: string[]];
  readonly text: string;
}

function partOf(operation: Operation, all: readonly Operation[], emission: Emission, imports: Imports): Part {
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
    descriptor: descriptorName(flat, all, emission),
    args: hasArguments(operation) ? args : imports.type(emission.runtime, 'NoArgs'),
    mayOmit: mayOmitArguments(operation),
    ...(namedItem !== undefined
      ? pagedCall([named, result, namedItem], all, emission, imports)
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
    `const ${part.descriptor}: Operation = ${descriptor(operation, flat, emission.names.servers.byOperation.get(operation), conversionsOf(operation, all, emission, imports))}\n`,
    hasErrors(operation)
      ? errorText(error, part.descriptor, types, context, errorClassIn(all, emission, imports))
      : '',
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

function errorClassIn(all: readonly Operation[], emission: Emission, imports: Imports): string {
  const isTaken = all.some((each) => namesOf(each, emission).flat === 'errorClass');
  return imports.value(emission.runtime, 'errorClass', isTaken ? 'errorClassOf' : 'errorClass');
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

function pagedCall(
  types: readonly string[],
  all: readonly Operation[],
  emission: Emission,
  imports: Imports,
): Way {
  const runtime = (name: string) => imports.type(emission.runtime, name);
  const isTaken = all.some((each) => namesOf(each, emission).flat === 'paginate');
  const paginate = imports.value(emission.runtime, 'paginate', isTaken ? 'paginateList' : 'paginate');
  const call = `${runtime('PagedCall')}<${types.join(', ')}>`;
  return { call, options: runtime('PagedCallOptions'), door: [`${paginate}(`, 'client'], generics: '' };
}

function conversionsOf(
  operation: Operation,
  all: readonly Operation[],
  emission: Emission,
  imports: Imports,
): Conversions {
  const functions = new Set(all.map((each) => namesOf(each, emission).flat));
  const free = (name: string) => (functions.has(name) ? `${name}OfReplies` : name);
  const codecs = replyCodecs(operation, emission);
  const items = emission.codecs?.ofItems(operation.replies);
  const isReferring = [...codecs.map(([, codec]) => codec), items].some((each) => namesIn(each).length > 0);
  if (isReferring) imports.namespace(sibling('codecs', emission), free('codecs'));
  const refer = (schema: string) => `${free('codecs')}.${emission.names.schemas.get(schema)}`;
  const sent = [
    ...(operation.body ? bodyChoices(operation.body).map((each) => each.itemSchema ?? each.schema) : []),
    ...operation.parameters.map((each) => each.content && each.schema),
  ];
  const isConverted =
    codecs.length > 0 || items !== undefined || sent.some((schema) => emission.codecs?.of(schema));
  return {
    codecs: codecs.map(([status, codec]) => [status, codecText(codec, refer, '    ')]),
    items: items && codecText(items, refer, '    '),
    converter: isConverted ? imports.value(emission.runtime, 'scalars', free('scalars')) : undefined,
    xml: xmlTextsOf(operation, emission, imports, free),
  };
}

function xmlTextsOf(
  operation: Operation,
  emission: Emission,
  imports: Imports,
  free: (name: string) => string,
): XmlTexts | undefined {
  const { body, replies } = xmlOf(operation, emission);
  const nodes = [...body, ...replies];
  if (nodes.length === 0) return undefined;
  if (nodes.some(([, node]) => schemasIn(node.content).length > 0)) {
    imports.namespace(sibling('xml', emission), free('shapes'));
  }
  const refer = (schema: string) => `${free('shapes')}.${emission.names.schemas.get(schema)}`;
  const text = ([place, node]: readonly [string, XmlNode]) => [place, nodeText(node, refer, '    ')] as const;
  return {
    converter: imports.value(emission.runtime, 'xml', free('xml')),
    body: body.map(text),
    replies: replies.map(text),
  };
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

function emitEndpoints({ tag }: Resource, parts: readonly Part[], { names }: Emission): string {
  const resource = names.resources.get(tag);
  const members = parts.map(({ operation, short, args, mayOmit, call, options, generics }) => {
    const title = sentence(operation.summary) ?? sentence(firstSentence(operation.description));
    const doc = docComment(
      { paragraphs: [title], tags: operation.isDeprecated ? ['@deprecated'] : [] },
      '  ',
    );
    const head = signature(
      short + generics,
      [`args${mayOmit ? '?' : ''}: ${args}`, `options?: ${options}`],
      call,
      ';',
      '  ',
    );
    return `${doc}  ${head}\n`;
  });
  const doc = docComment({
    paragraphs: [`The endpoints of \`${tag}\` on a client: \`api.${resource?.namespace}\`.`],
  });
  return `${doc}export interface ${resource?.endpoints} {\n${members.join('')}}\n`;
}

function emitList({ tag }: Resource, parts: readonly Part[]): string {
  const doc = docComment({ paragraphs: [`What each endpoint of \`${tag}\` is, by path and method.`] });
  return `${doc}${group(
    'const operations: readonly Operation[] = [',
    parts.map((part) => part.descriptor),
    '];',
  )}\n`;
}

function emitExports(parts: readonly Part[]): string {
  const names = parts.map(({ flat, short }) => (flat === short ? flat : `${flat} as ${short}`));
  return `${group('export {', [...names, 'operations'].sort(compare), '};')}\n`;
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

function namesOf(operation: Operation, { names }: Emission) {
  const found = names.operations.get(operation);
  if (!found) throw new Error(`${operation.method} ${operation.path} has no name`);
  return found;
}

/** `getPetOperation`, unless there is an operation of that name. */
function descriptorName(flat: string, all: readonly Operation[], emission: Emission): string {
  const taken = new Set(all.map((operation) => namesOf(operation, emission).flat));
  const names = ['Operation', 'Descriptor', 'OperationDescriptor', 'Endpoint'].map((suffix) => flat + suffix);
  return names.find((name) => !taken.has(name)) ?? `${flat}_`;
}

/** An item that the spec gives no name gets one: `ListPetsItem`. */
function isIndexed(item: string): boolean {
  return item.endsWith('[number]');
}

/** Too long to be repeated in a result, a function and an interface. */
function needsName(type: string): boolean {
  return type.includes('Operations[') || type.length > 60;
}
