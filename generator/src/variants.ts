/**
 * What goes out is not what comes back: a `readOnly` property is no part of a request, a `writeOnly` one no
 * part of a response. Schemas lose their `writeOnly` properties; those that a request needs in another
 * shape get a second type for it.
 */

import { withoutBareParts } from './bare-objects.ts';
import { eachNode, type Kind } from './grammar.ts';
import { entriesOf, isNode, type Node, nodeOf, own } from './node.ts';
import { withFittingOthers } from './other-members.ts';
import { at, unescapeStep } from './pointer.ts';
import { slim } from './slim.ts';

export type Direction = 'request' | 'response';

/** Names of the request variants, by the name of their schema. */
export type Variants = ReadonlyMap<string, string>;

export function variantsOf(document: Node): Variants {
  const definitions = nodeOf(nodeOf(document.components).schemas);
  const schemas = new Map(entriesOf(definitions));
  const graph = new Map([...schemas].map(([name, schema]) => [name, referencesIn('schema', schema)]));
  const differing = reaching(
    graph,
    [...schemas].flatMap(([name, schema]) => (isMarked(schema, definitions) ? [name] : [])),
  );
  const used = reachable(graph, requestReferences(document));
  const variants = new Map<string, string>();
  for (const name of used) if (differing.has(name)) variants.set(name, freeName(name, schemas));
  return variants;
}

/** A schema as one direction sees it, and no more of it than openapi-typescript reads. */
export function shaped(schema: unknown, direction: Direction, document: Node, variants: Variants): unknown {
  if (!isNode(schema)) return schema;
  const visit = (kind: Kind, value: unknown): unknown => {
    if (!isNode(value)) return value;
    const copy = slim(kind, value, visit);
    if (kind !== 'schema') return copy;
    return withoutBareParts(withFittingOthers(reshaped(copy, value, direction, document, variants)));
  };
  return visit('schema', schema);
}

function reshaped(copy: Node, schema: Node, direction: Direction, document: Node, variants: Variants): Node {
  const seen = withoutHidden(copy, schema, direction, nodeOf(nodeOf(document.components).schemas));
  return direction === 'request' ? { ...seen, ...redirected(copy, variants) } : seen;
}

function withoutHidden(copy: Node, { properties }: Node, direction: Direction, schemas: Node): Node {
  const hidden = new Set(
    Object.keys(nodeOf(properties)).filter((name) => isHidden(own(properties, name), direction, schemas)),
  );
  if (hidden.size === 0) return copy;
  const { required } = copy;
  const left = entriesOf(copy.properties).filter(([name]) => !hidden.has(name));
  return {
    ...copy,
    properties: Object.fromEntries(left),
    ...(Array.isArray(required) ? { required: required.filter((name) => !hidden.has(name)) } : {}),
  };
}

function redirected(schema: Node, variants: Variants): Node {
  const mapping = entriesOf(nodeOf(schema.discriminator).mapping);
  return {
    ...(typeof schema.$ref === 'string' ? { $ref: redirect(schema.$ref, variants) } : {}),
    ...(mapping.length > 0
      ? {
          discriminator: {
            ...nodeOf(schema.discriminator),
            mapping: Object.fromEntries(
              mapping.map(([value, target]) => [value, redirect(String(target), variants)]),
            ),
          },
        }
      : {}),
  };
}

function redirect(reference: string, variants: Variants): string {
  const name = schemaNameOf(reference);
  const variant = name === undefined ? undefined : variants.get(name);
  return variant === undefined ? reference : at('#/components/schemas', variant);
}

const schemasAt = '#/components/schemas/';

/** `Pet` for `#/components/schemas/Pet`. */
export function schemaNameOf(reference: unknown): string | undefined {
  if (typeof reference !== 'string' || !reference.startsWith(schemasAt)) return undefined;
  const end = reference.indexOf('/', schemasAt.length);
  return unescapeStep(reference.slice(schemasAt.length, end === -1 ? undefined : end));
}

export function isHidden(property: unknown, direction: Direction, schemas: Node): boolean {
  const word = direction === 'request' ? 'readOnly' : 'writeOnly';
  const target = schemaNameOf(own(property, '$ref'));
  const definition = target === undefined ? {} : nodeOf(own(schemas, target));
  return nodeOf(property)[word] === true || definition[word] === true;
}

/** Whether this schema itself, references aside, looks different to the two directions. */
function isMarked(schema: unknown, schemas: Node): boolean {
  let found = false;
  eachNode('schema', schema, (_, { properties }) => {
    found ||= Object.values(nodeOf(properties)).some(
      (each) => isHidden(each, 'request', schemas) || isHidden(each, 'response', schemas),
    );
  });
  return found;
}

function requestReferences(document: Node): ReadonlySet<string> {
  const bodies = Object.values(nodeOf(nodeOf(document.components)['requestBodies']));
  const operations = Object.values(nodeOf(document.paths)).flatMap((item) => Object.values(nodeOf(item)));
  const inline = operations.map((operation) => nodeOf(operation).requestBody);
  return new Set([...bodies, ...inline].flatMap((body) => [...referencesIn('requestBody', body)]));
}

function referencesIn(kind: Kind, value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  eachNode(kind, value, (_, { $ref }) => {
    const name = schemaNameOf($ref);
    if (name !== undefined) found.add(name);
  });
  return found;
}

function reachable(graph: ReadonlyMap<string, ReadonlySet<string>>, from: Iterable<string>): Set<string> {
  const seen = new Set(from);
  for (const name of seen) for (const next of graph.get(name) ?? []) seen.add(next);
  return seen;
}

/** What leads to any of the given, they included. */
function reaching(graph: ReadonlyMap<string, ReadonlySet<string>>, to: Iterable<string>): Set<string> {
  const backwards = new Map<string, Set<string>>();
  for (const [name, targets] of graph) {
    for (const target of targets) backwards.set(target, (backwards.get(target) ?? new Set()).add(name));
  }
  return reachable(backwards, to);
}

function freeName(name: string, schemas: ReadonlyMap<string, unknown>): string {
  const names = ['Input', 'Request', 'RequestInput'].map((suffix) => name + suffix);
  return names.find((each) => !schemas.has(each)) ?? `${name}BreakwaterInput`;
}
