/**
 * The descriptor of an operation: what the runtime needs to know to call it, as one literal.
 */

import type { Operation, Parameter, Reply } from '../model.ts';
import { argumentNames } from '../names.ts';
import { pagingOf } from '../pagination/paging.ts';
import { pagingTexts } from '../pagination/spelling.ts';
import { bodyTexts } from './body.ts';
import { block, group, width } from './layout.ts';
import { securityText } from './security.ts';
import { key, literal } from './text.ts';

/** What differs from the JSON of the wire. */
export interface Conversions {
  /** What converts them, as it is called in the module; `undefined` where nothing does. */
  readonly converter: string | undefined;
  /** Codecs of replies as text, by status. */
  readonly codecs: readonly (readonly [string, string])[];
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
  const { method, path, tag, parameters, body, replies, security } = operation;
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
      ...(params.length > 0 ? [object('params', params)] : []),
      ...(body ? [object('body', bodyTexts(body))] : []),
      object('replies', replies.map(replyText)),
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

function object(name: string, members: readonly string[]): string {
  if (members.length === 0) return `${name}: {}`;
  const line = `${name}: { ${members.join(', ')} }`;
  return line.length + 3 <= width && !line.includes('\n') ? line : block(`${name}: {`, members, '}', '  ');
}
