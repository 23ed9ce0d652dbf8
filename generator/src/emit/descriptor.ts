/**
 * The descriptor of an operation: what the runtime needs to know to call it, as one literal.
 */

import type { Operation, Parameter, Reply } from '../model.ts';
import { argumentNames } from '../names.ts';
import { pagingOf } from '../pagination/paging.ts';
import { pagingTexts } from '../pagination/spelling.ts';
import { bodyTexts } from './body.ts';
import { block, group, width } from './layout.ts';
import { isFile } from './replies.ts';
import { securityText } from './security.ts';
import { key, literal } from './text.ts';

/** What differs from the JSON of the wire. */
export interface Conversions {
  /** What converts them, as it is called in the module; `undefined` where nothing does. */
  readonly converter: string | undefined;
  /** Codecs of replies as text, by status. */
  readonly codecs: readonly (readonly [string, string])[];
  /** The same of the items of a stream. */
  readonly items: string | undefined;
  /** Its XML as text: the converter, and nodes of the body and of replies by status; `undefined` where there is none. */
  readonly xml: XmlTexts | undefined;
}

export interface XmlTexts {
  /** What converts it, as it is called in the module. */
  readonly converter: string;
  readonly body: readonly (readonly [string, string])[];
  readonly replies: readonly (readonly [string, string])[];
}

/** `{ id: …, method: … }`; arguments under their names. */
export function descriptor(
  operation: Operation,
  id: string,
  server: string | undefined,
  conversions: Conversions,
): string {
  const { method, path, tag, invalidates = [], parameters, body, replies, security } = operation;
  const paging = pagingOf(operation);
  const names = argumentNames(operation);
  const params = parameters.map(
    (parameter) => `${key(names.get(parameter) ?? '')}: ${location(parameter, names)}`,
  );
  return block(
    '{',
    [
      `id: ${literal(id)}`,
      `method: ${literal(method)}`,
      `path: ${literal(path)}`,
      ...(server === undefined ? [] : [`server: ${literal(server)}`]),
      `resource: ${literal(tag)}`,
      ...(invalidates.length > 0 ? [`invalidates: [${invalidates.map(literal).join(', ')}]`] : []),
      ...(params.length > 0 ? [object('params', params)] : []),
      ...(body ? [object('body', bodyTexts(body))] : []),
      object('replies', replies.map(replyText)),
      ...(isFileOnly(replies) ? ['files: true'] : []),
      ...itemsText(replies, conversions.items),
      ...(conversions.codecs.length > 0 ? [object('codecs', conversions.codecs.map(entry))] : []),
      ...(conversions.converter === undefined ? [] : [`conversion: ${conversions.converter}`]),
      ...(paging === undefined ? [] : [object('paging', pagingTexts(paging))]),
      ...(conversions.xml ? [xmlText(conversions.xml)] : []),
      ...(security === undefined ? [] : [securityText(security)]),
    ],
    '};',
  );
}

function xmlText({ converter, body, replies }: XmlTexts): string {
  return object('xml', [
    `by: ${converter}`,
    ...body.map(entry),
    ...(replies.length > 0 ? [group('replies: {', replies.map(entry), '}', '    ')] : []),
  ]);
}

function location(parameter: Parameter, names: ReadonlyMap<Parameter, string>): string {
  const { style, explode, allowReserved, content, name, type } = parameter;
  const differences = [
    ...(names.get(parameter) === name ? [] : [`name: ${literal(name)}`]),
    ...(parameter.isRequired && parameter.in !== 'path' ? ['required: true'] : []),
    ...(type === undefined ? [] : [`type: ${literal(type)}`]),
    ...(style === undefined ? [] : [`style: ${literal(style)}`]),
    ...(explode === undefined ? [] : [`explode: ${explode}`]),
    ...(allowReserved === undefined ? [] : ['allowReserved: true']),
    ...(content === undefined ? [] : [`content: ${literal(content)}`]),
  ];
  if (differences.length === 0) return literal(parameter.in);
  return `{ ${[`in: ${literal(parameter.in)}`, ...differences].join(', ')} }`;
}

function entry([name, text]: readonly [string, string]): string {
  return `${key(name)}: ${text}`;
}

function replyText({ status, contents }: Reply): string {
  const types = contents.map(({ mediaType }) => literal(mediaType));
  const [only] = types;
  if (types.length > 1) return group(`${key(status)}: [`, types, ']', '    ');
  return `${key(status)}: ${only ?? 'null'}`;
}

/** Media types leave open that the successes of the operation are files. */
function isFileOnly(replies: readonly Reply[]): boolean {
  return replies.some(({ status, contents }) => /^2|^default$/.test(status) && contents.some(isFile));
}

/** What the runtime must know of a stream to read its items. */
function itemsText(replies: readonly Reply[], codec: string | undefined): string[] {
  const json = jsonEvents(replies);
  const parts = [
    ...(json === undefined ? [] : [`json: ${json}`]),
    ...(codec === undefined ? [] : [`codec: ${codec}`]),
  ];
  return parts.length === 0 ? [] : [object('items', parts)];
}

/** Whether the data of events is JSON: of all, or of which. */
function jsonEvents(replies: readonly Reply[]): string | undefined {
  const events = replies.flatMap(({ contents }) =>
    contents.flatMap(({ items }) => (items?.kind === 'events' ? items.events : [])),
  );
  const json = events.filter((event) => event.json !== undefined);
  if (json.length === 0) return undefined;
  const names = json.map(({ name = 'message' }) => literal(name));
  return json.length === events.length ? 'true' : `[${[...new Set(names)].join(', ')}]`;
}

function object(name: string, members: readonly string[]): string {
  if (members.length === 0) return `${name}: {}`;
  const line = `${name}: { ${members.join(', ')} }`;
  return line.length + 3 <= width && !line.includes('\n') ? line : block(`${name}: {`, members, '}', '  ');
}
