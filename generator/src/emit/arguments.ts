/**
 * The arguments of an operation as one interface: every parameter under its wire name, and the body.
 */

import type { Content, Operation, Parameter } from '../model.ts';
import { argumentNames } from '../names.ts';
import { isNode, type Node, nodeOf } from '../node.ts';
import { indexed, type Spelling, typeText } from '../type-text.ts';
import { printedPlace } from '../types.ts';
import { bodyTypes } from './body.ts';
import { docComment } from './comment.ts';
import { typed } from './layout.ts';
import { key } from './text.ts';

export interface ArgumentsContext {
  /** Key of the operation in `operations`. */
  readonly id: string;
  /** Schemas as parameters have them. */
  readonly parameters: Spelling;
  /** Schemas as requests have them. */
  readonly requests: Spelling;
  /** Imports a type of the runtime. */
  readonly runtime: (name: string) => string;
  /** Whether a content is an object or a list in XML. */
  readonly isXml: (content: Content) => boolean;
  /** Imports `operations`. */
  readonly shapes: () => string;
  readonly definitionOf: (schema: unknown) => Node;
}

export function hasArguments(operation: Operation): boolean {
  return operation.parameters.length > 0 || operation.body !== undefined;
}

export function mayOmitArguments({ parameters, body }: Operation): boolean {
  return !parameters.some((parameter) => parameter.isRequired) && body?.isRequired !== true;
}

export function argumentsInterface(name: string, operation: Operation, context: ArgumentsContext): string {
  const names = argumentNames(operation);
  const members = operation.parameters.map((parameter) => {
    const type = parameterType(parameter, operation, context);
    return (
      parameterDoc(parameter, context) +
      `  ${member(names.get(parameter) ?? '', parameter.isRequired, type)}\n`
    );
  });
  const { members: bodyMembers, variants } = bodyTypes(operation, context);
  const own = members.join('') + bodyMembers;
  if (variants.length === 0) return `export interface ${name} {\n${own}}\n`;
  const union = variants.map((variant) => `\n  | ${variant}`).join('');
  const doc = docComment({ paragraphs: [operation.body?.description] });
  if (own === '') return `${doc}export type ${name} =${union};\n`;
  return `${doc}export type ${name} = {\n${own}} & (${union}\n);\n`;
}

function member(name: string, isRequired: boolean, type: string): string {
  return typed(`${key(name)}${isRequired ? '' : '?'}:`, type, ';', '  ');
}

function parameterDoc(parameter: Parameter, context: ArgumentsContext): string {
  const facts = factsOf(context.definitionOf(parameter.schema), nodeOf(parameter.schema));
  const [first = '', ...more] = (parameter.description ?? '').trim().split(/\n\s*\n/);
  const tags = parameter.isDeprecated ? ['@deprecated'] : [];
  const isShort = more.length === 0 && !/^\s*([-*+|#]|\d+\.)\s/m.test(first);
  const text = isShort
    ? [[first && ended(first), facts].filter(Boolean).join(' ')]
    : [parameter.description, facts];
  return docComment({ paragraphs: text, tags }, '  ');
}

/** `1 to 100. Format date. Default 20.` */
function factsOf(target: Node, written: Node): string {
  const schema = { ...target, ...written };
  const { minimum, maximum, format } = schema;
  const range =
    typeof minimum === 'number' && typeof maximum === 'number'
      ? `${minimum} to ${maximum}.`
      : typeof minimum === 'number'
        ? `At least ${minimum}.`
        : typeof maximum === 'number'
          ? `At most ${maximum}.`
          : '';
  const isTelling = typeof format === 'string' && !/^(int32|int64|float|double|string|binary)$/.test(format);
  const hasDefault = schema.default !== undefined && !isNode(schema.default);
  return [range, isTelling ? `Format ${format}.` : '', hasDefault ? `Default ${plain(schema.default)}.` : '']
    .filter((fact) => fact !== '')
    .join(' ');
}

function plain(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;
}

function ended(text: string): string {
  return /[\p{P}|]$/u.test(text.trim()) ? text : `${text.trimEnd()}.`;
}

export function parameterType(parameter: Parameter, operation: Operation, context: ArgumentsContext): string {
  if (parameter.schema === undefined) return parameter.content === undefined ? 'string' : 'unknown';
  const text = typeText(parameter.schema, context.parameters);
  if (text !== undefined) return text;
  const place = printedPlace(parameter);
  const home = indexed(context.shapes(), context.id, 'parameters', place);
  const isOptional = !operation.parameters.some((each) => printedPlace(each) === place && each.isRequired);
  return indexed(isOptional ? `NonNullable<${home}>` : home, parameter.name);
}
