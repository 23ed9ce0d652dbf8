/**
 * `xml.ts`: how the objects of bodies stand in XML, a constant for each schema. Plain data; a schema refers to
 * another by a function, so that it may be declared later, or be itself.
 */

import type { Operation } from '../model.ts';
import { bodyChoices } from '../names.ts';
import { objectMembers } from '../reserved.ts';
import { schemasIn, type XmlContent, type XmlName, type XmlNode } from '../xml.ts';
import { type Emission, sourceFile } from './file.ts';
import { compare, Imports } from './imports.ts';
import { block, group, width } from './layout.ts';
import { key, literal } from './text.ts';

/** `undefined` when nothing is sent or read as XML. */
export function emitXml(emission: Emission): string | undefined {
  const { xml, names, api } = emission;
  const nodes = api.operations.flatMap((operation) => Object.values(xmlOf(operation, emission)).flat());
  const used = new Set(nodes.flatMap(([, node]) => schemasIn(node.content)));
  for (const name of used) for (const next of schemasIn(xml.named(name))) used.add(next);
  if (used.size === 0) return undefined;
  const imports = new Imports(
    [...used].map((name) => names.schemas.get(name) ?? ''),
    names.schemas.values(),
  );
  const type = imports.foreign(emission.runtime, 'XmlContent');
  const constants = [...used].map((name) => {
    const constant = names.schemas.get(name) ?? '';
    const head = `export const ${constant}: ${type} = `;
    const text = contentText(
      xml.named(name),
      (schema) => `() => ${names.schemas.get(schema)}`,
      '',
      head.length,
    );
    return { name: constant, text: `${head}${text};\n` };
  });
  return sourceFile(
    emission,
    imports,
    ...constants.sort((a, b) => compare(a.name, b.name)).map(({ text }) => text),
  );
}

/** The XML of an operation: of its body, and of its replies by status. */
export interface XmlOfOperation {
  readonly body: readonly (readonly [string, XmlNode])[];
  readonly replies: readonly (readonly [string, XmlNode])[];
}

export function xmlOf({ body, replies }: Operation, { xml }: Emission): XmlOfOperation {
  const sent = body && xml.among(bodyChoices(body));
  return {
    body: sent ? [['body', sent]] : [],
    replies: replies.flatMap(({ status, contents }) => {
      const node = xml.among(contents);
      return node === undefined ? [] : [[status, node] as const];
    }),
  };
}

/** How the content of a component schema is referred to. */
type Refer = (schema: string) => string;

/** A node that says its name. */
export function nodeText(node: XmlNode, refer: Refer, indent: string): string {
  return object([`name: ${literal(node.name)}`, ...factsOf(node, refer, indent)], indent);
}

function contentText(content: XmlContent, refer: Refer, indent: string, before = usuallyBefore): string {
  if (content.kind === 'text') return literal(content.text);
  if (content.kind === 'schema') return refer(content.name);
  const members = [...content.members].map(([name, node]) => memberText(name, node, refer, `${indent}    `));
  const rest = content.rest ? [`rest: ${contentText(content.rest, refer, `${indent}  `)}`] : [];
  return object([`members: ${object(members, `${indent}  `, before)}`, ...rest], indent, before);
}

function memberText(property: string, node: XmlNode, refer: Refer, indent: string): string {
  const name = node.name === property ? [] : [`name: ${literal(node.name)}`];
  const facts = [...name, ...factsOf(node, refer, indent)];
  const [only, ...others] = facts;
  const isPlain = node.content.kind === 'text' && others.length === 0 && (only?.startsWith('of: ') ?? true);
  const text = isPlain ? (only?.slice('of: '.length) ?? literal('string')) : object(facts, indent);
  // Under the name of a member of every object, TypeScript expects that member's type and widens a literal.
  return `${key(property)}: ${text}${isPlain && objectMembers.has(property) ? ' as const' : ''}`;
}

function factsOf(node: XmlNode, refer: Refer, indent: string): string[] {
  const { as, list, wrapper, content } = node;
  const isString = content.kind === 'text' && content.text === 'string';
  return [
    ...spaceOf(node),
    ...(as === undefined ? [] : [`as: ${literal(as)}`]),
    ...(list === undefined ? [] : [`list: ${literal(list)}`]),
    ...(wrapper
      ? [`wrapper: { ${[`name: ${literal(wrapper.name)}`, ...spaceOf(wrapper)].join(', ')} }`]
      : []),
    ...(isString ? [] : [`of: ${contentText(content, refer, `${indent}  `)}`]),
  ];
}

function spaceOf({ prefix, namespace }: XmlName): string[] {
  return [
    ...(prefix === undefined ? [] : [`prefix: ${literal(prefix)}`]),
    ...(namespace === undefined ? [] : [`namespace: ${literal(namespace)}`]),
  ];
}

/** Room for what stands before it on its line. */
const usuallyBefore = 30;

function object(members: readonly string[], indent: string, before = usuallyBefore): string {
  const line = members.length === 0 ? '{}' : group('{', members, '}', indent);
  const isShort = !line.includes('\n') && indent.length + line.length + before <= width;
  return isShort || members.length === 0 ? line : block('{', members, '}', indent);
}
