/**
 * What a spec itself says of its pagination: our `x-pagination`, and the extensions other generators read.
 */

import type { Body, Operation } from '../model.ts';
import { argumentNames } from '../names.ts';
import { isNode, listOf, type Node, nodeOf, textOf } from '../node.ts';
import { memberOrder, type Paging, pagingStyles } from './paging.ts';

/** `false`: no list. A text: why it cannot be obeyed. */
export type Declared = Paging | false | string;

interface Extension {
  readonly name: string;
  read(value: unknown, context: Circumstances): Declared | undefined;
}

export interface Circumstances {
  readonly operation: Operation;
  readonly document: Node;
  /** The list of a reply, where a declaration leaves it out. */
  readonly items: string | undefined;
}

/** In the order they are believed. */
const extensions: readonly Extension[] = [
  { name: 'x-pagination', read: (value) => pagingFrom(value) },
  { name: 'x-speakeasy-pagination', read: fromSpeakeasy },
  { name: 'x-fern-pagination', read: fromFern },
  { name: 'x-ms-pageable', read: fromMicrosoft },
];

/** What the first extension that says something says, and its name. */
export function declaredBy(
  node: Node,
  context: Circumstances,
): { name: string; declared: Declared } | undefined {
  for (const { name, read } of extensions) {
    const declared = Object.hasOwn(node, name) ? read(node[name], context) : undefined;
    if (declared !== undefined) return { name, declared };
  }
  return undefined;
}

/** The form of `x-pagination` and of a config: a descriptor's `paging`, or `false`. */
export function pagingFrom(value: unknown): Declared {
  if (value === false) return false;
  if (!isNode(value)) return 'it must be an object or `false`';
  const style = pagingStyles.find((each) => each === value['style']);
  if (style === undefined) return `\`style\` must be one of ${pagingStyles.join(', ')}`;
  const known = new Set<string>(['style', ...memberOrder]);
  const unknown = Object.keys(value).find((key) => !known.has(key));
  if (unknown !== undefined) return `there is no member \`${unknown}\``;
  const { first } = value;
  if (first !== undefined && first !== 0 && first !== 1) return '`first` must be 0 or 1';
  for (const name of memberOrder) {
    const member = value[name];
    if (member === undefined || name === 'first') continue;
    if (typeof member !== 'string') return `\`${name}\` must be a text`;
    if (name === 'method' && member !== 'GET') return '`method` can only be GET';
    if (name === 'header' && !/^[!#$%&'*+.^_`|~\w-]+$/.test(member))
      return `\`header\` must be the name of a header`;
    if (!noPointers.has(name) && member !== '' && !member.startsWith('/'))
      return `\`${name}\` must be a JSON Pointer, such as /${member}`;
  }
  const texts = memberOrder.flatMap((name) => (typeof value[name] === 'string' ? [[name, value[name]]] : []));
  const paging = { style, items: '', ...Object.fromEntries(texts) };
  if (value['items'] === undefined) return '`items` is missing: a JSON Pointer to the list in a reply';
  return first === undefined ? paging : { ...paging, first };
}

const noPointers: ReadonlySet<string> = new Set(['parameter', 'header', 'method']);

/** https://www.speakeasy.com/docs/sdks/customize/runtime/pagination */
function fromSpeakeasy(value: unknown, { operation, items: usual }: Circumstances): Declared {
  const { type, inputs, outputs } = nodeOf(value);
  const out = nodeOf(outputs);
  const items = pointerOf(out['results']) ?? usual;
  if (items === undefined) return '`outputs.results` is missing, and no reply has one list';
  const moving = (kind: string) => {
    const input = listOf(inputs)
      .map(nodeOf)
      .find((each) => each.type === kind);
    const name = textOf(input?.name);
    if (name === undefined) return undefined;
    return input?.in === 'requestBody' ? `/body/${escaped(name)}` : argumentOf(name, operation);
  };
  const pages = pointerOf(out['numPages']);
  if (type === 'url') return { style: 'url', next: pointerOf(out['nextUrl']), items };
  if (type === 'cursor') {
    const parameter = moving('cursor');
    const last = /^(\$.*)\[-1:?\](.*)$/.exec(textOf(out['nextCursor']) ?? '');
    if (last) return { style: 'last-item', parameter, id: pointerOf(`$${last[2]}`), items };
    return { style: 'cursor', parameter, next: pointerOf(out['nextCursor']), items };
  }
  if (type !== 'offsetLimit') return '`type` must be offsetLimit, cursor or url';
  const offset = moving('offset');
  return offset === undefined
    ? { style: 'page', parameter: moving('page'), items, pages }
    : { style: 'offset', parameter: offset, items };
}

/** https://buildwithfern.com/learn/api-definitions/openapi/extensions/pagination; `true` is what the document says. */
function fromFern(value: unknown, context: Circumstances): Declared {
  const said = value === true ? context.document['x-fern-pagination'] : value;
  if (said === false) return false;
  const { offset, cursor, step, results, ...rest } = nodeOf(said);
  const items = responsePointer(results) ?? context.items;
  if (items === undefined) return '`results` is missing, and no reply has one list';
  const more = responsePointer(rest['has-next-page']);
  const next = responsePointer(rest['next_cursor'] ?? rest['next_uri'] ?? rest['next_path']);
  if (rest['next_uri'] !== undefined || rest['next_path'] !== undefined) return { style: 'url', next, items };
  const parameter = requestPlace(cursor ?? offset, context.operation);
  if (cursor !== undefined) return { style: 'cursor', parameter, next, items, more };
  if (offset === undefined) return 'it must name a `cursor`, an `offset` or a `next_uri`';
  // Without a step, Fern's `offset` goes up by one: it is the number of a page.
  return { style: step === undefined ? 'page' : 'offset', parameter, items, more };
}

/** https://github.com/Azure/autorest/blob/main/docs/extensions/readme.md#x-ms-pageable */
function fromMicrosoft(value: unknown, { operation }: Circumstances): Declared | undefined {
  const { nextLinkName, itemName, operationName } = nodeOf(value);
  if (nextLinkName === null) return false;
  const next = textOf(nextLinkName);
  return next === undefined
    ? '`nextLinkName` is missing'
    : {
        ...{ style: 'url', next: `/${escaped(next)}`, items: `/${escaped(textOf(itemName) ?? 'value')}` },
        // AutoRest follows the link by GET, whatever the operation is, unless another operation is named for it.
        ...(operation.method === 'POST' && textOf(operationName) === undefined && { method: 'GET' as const }),
      };
}

/** `$.data.items` as a JSON Pointer; `undefined` for what is no plain path. */
function pointerOf(path: unknown): string | undefined {
  const text = textOf(path)?.replace(/\[(?:'([^']*)'|"([^"]*)")\]/g, '.$1$2');
  if (text === undefined || !/^\$?(?:\.?[^.[\]*]+)*$/.test(text)) return undefined;
  const steps = text
    .replace(/^\$/, '')
    .split('.')
    .filter((step) => step !== '');
  return steps.map((step) => `/${escaped(step)}`).join('');
}

/** `$response.data.items` */
function responsePointer(value: unknown): string | undefined {
  const text = textOf(value);
  return text?.startsWith('$response') ? pointerOf(text.replace(/^\$response/, '$')) : undefined;
}

/** `$request.cursor`: a parameter, or else a member of the body. */
function requestPlace(value: unknown, operation: Operation): string | undefined {
  const path = /^\$request\.(?:body\.)?(.+)$/.exec(textOf(value) ?? '')?.[1];
  if (path === undefined) return undefined;
  const isParameter = operation.parameters.some(({ name }) => name === path);
  const body: Body | undefined = operation.body;
  return body && !isParameter ? `/body${pointerOf(`$.${path}`) ?? ''}` : argumentOf(path, operation);
}

function argumentOf(name: string, operation: Operation): string {
  const names = argumentNames(operation);
  const parameter = operation.parameters.find((each) => each.name === name);
  return (parameter && names.get(parameter)) ?? name;
}

function escaped(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}
