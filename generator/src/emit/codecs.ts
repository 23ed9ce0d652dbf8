/**
 * `codecs.ts`: where the dates and the long integers of replies are, a constant for each schema that has
 * any. Plain data; a schema refers to another by a function, so that it may be declared later, or be itself.
 */

import { type Codec, namesIn, type Variant } from '../codecs.ts';
import type { Operation } from '../model.ts';
import { objectMembers } from '../reserved.ts';
import { type Emission, sourceFile } from './file.ts';
import { compare, Imports } from './imports.ts';
import { block, group, width } from './layout.ts';
import { key, literal } from './text.ts';

/** How the codec of a component schema is referred to. */
export type ReferToCodec = (schema: string) => string;

/** `undefined` when no reply has anything to convert. */
export function emitCodecs(emission: Emission): string | undefined {
  const { codecs, names, api } = emission;
  const used = new Set(
    api.operations
      .flatMap((operation) => [
        ...replyCodecs(operation, emission).map(([, codec]) => codec),
        codecs?.ofItems(operation.replies),
      ])
      .flatMap(namesIn),
  );
  for (const name of used) for (const next of namesIn(codecs?.named(name))) used.add(next);
  if (used.size === 0) return undefined;
  const imports = new Imports(
    [...used].map((name) => names.schemas.get(name) ?? ''),
    names.schemas.values(),
  );
  const type = imports.foreign(emission.runtime, 'Codec');
  const constants = [...used].map((name) => {
    const text = codecText(codecs?.named(name), (schema) => `() => ${names.schemas.get(schema)}`, '');
    return { name: names.schemas.get(name) ?? '', text };
  });
  return sourceFile(
    emission,
    imports,
    ...constants
      .sort((a, b) => compare(a.name, b.name))
      .map(({ name, text }) => `export const ${name}: ${type} = ${text};\n`),
  );
}

/** Codecs of an operation's replies, by status. */
export function replyCodecs({ replies }: Operation, { codecs }: Emission): (readonly [string, Codec])[] {
  return replies.flatMap((reply) => {
    const codec = codecs?.ofReply(reply);
    return codec === undefined ? [] : [[reply.status, codec] as const];
  });
}

export function codecText(codec: Codec | undefined, refer: ReferToCodec, indent: string): string {
  const inner = (each: Codec | undefined) => codecText(each, refer, `${indent}  `);
  const deeper = (each: Codec | undefined) => codecText(each, refer, `${indent}    `);
  switch (codec?.kind) {
    case undefined:
      return 'null';
    case 'scalar':
      return literal(codec.scalar);
    case 'schema':
      return refer(codec.name);
    case 'list': {
      const places =
        codec.places.length > 0 ? [`places: ${list(codec.places.map(deeper), `${indent}  `)}`] : [];
      return object([...places, ...(codec.items ? [`items: ${inner(codec.items)}`] : [])], indent);
    }
    case 'members': {
      const members = [...codec.members].map(([name, each]) => entry(name, each, deeper(each)));
      const rest = codec.rest ? [`rest: ${inner(codec.rest)}`] : [];
      return object([`members: ${object(members, `${indent}  `)}`, ...rest], indent);
    }
    case 'every':
      return object([`every: ${list(codec.parts.map(deeper), `${indent}  `)}`], indent);
    case 'oneOf': {
      const variants = codec.variants.map((variant) => variantText(variant, refer, `${indent}    `));
      return object([`oneOf: ${list(variants, `${indent}  `)}`], indent);
    }
    case 'cases': {
      const cases = [...codec.cases].map(([value, each]) => entry(value, each, deeper(each)));
      return object([`by: ${literal(codec.by)}`, `cases: ${object(cases, `${indent}  `)}`], indent);
    }
  }
}

/** Under the name of a member of every object, TypeScript expects that member's type and widens a literal. */
function entry(name: string, codec: Codec | undefined, text: string): string {
  const isWidened = objectMembers.has(name) && codec !== undefined && codec.kind !== 'schema';
  return `${key(name)}: ${text}${isWidened ? ' as const' : ''}`;
}

function variantText({ shape, codec }: Variant, refer: ReferToCodec, indent: string): string {
  const { is, among, has, types, values } = shape;
  const deeper = `${indent}  `;
  const tabled = (map: ReadonlyMap<string, readonly unknown[]>) =>
    object(
      [...map].map(([name, list]) => `${key(name)}: ${values === map ? literals(list) : short(list)}`),
      deeper,
    );
  return object(
    [
      ...(is ? [`is: ${short(is)}`] : []),
      ...(among ? [`among: ${literals(among)}`] : []),
      ...(has ? [`has: ${literals(has)}`] : []),
      ...(types ? [`types: ${tabled(types)}`] : []),
      ...(values ? [`values: ${tabled(values)}`] : []),
      ...(codec ? [`codec: ${codecText(codec, refer, deeper)}`] : []),
    ],
    indent,
  );
}

function literals(values: readonly unknown[]): string {
  return `[${values.map((value) => (typeof value === 'string' ? literal(value) : String(value))).join(', ')}]`;
}

/** One without its brackets. */
function short(values: readonly unknown[]): string {
  const [only, ...others] = values;
  return others.length === 0 && typeof only === 'string' ? literal(only) : literals(values);
}

function object(members: readonly string[], indent: string): string {
  return bracketed('{', members, '}', indent);
}

function list(items: readonly string[], indent: string): string {
  return bracketed('[', items, ']', indent);
}

/** Room for what stands before it on its line. */
const before = 30;

function bracketed(open: string, items: readonly string[], close: string, indent: string): string {
  const line = items.length === 0 ? open + close : group(open, items, close, indent);
  const isShort = !line.includes('\n') && indent.length + line.length + before <= width;
  return isShort || items.length === 0 ? line : block(open, items, close, indent);
}
