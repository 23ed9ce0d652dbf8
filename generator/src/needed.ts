/**
 * Which components the paths of a document lead to, and the document without the others.
 */

import { eachMember, type Kind } from './grammar.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own } from './node.ts';
import { stepsOf } from './pointer.ts';
import { schemaNameOf } from './variants.ts';

/** Of a component: `schemas Pet`. */
export function keyOf(kind: string, name: string): string {
  return `${kind} ${name}`;
}

export function withComponents(document: Node, needed: ReadonlySet<string>): Node {
  const components = entriesOf(document.components).map(([kind, members]) => {
    return [
      kind,
      Object.fromEntries(entriesOf(members).filter(([name]) => needed.has(keyOf(kind, name)))),
    ] as const;
  });
  return { ...document, components: Object.fromEntries(components) };
}

/** Keys of all that are needed. */
export function neededComponents(document: Node): ReadonlySet<string> {
  const components = nodeOf(document.components);
  const children = childrenOf(nodeOf(components.schemas));
  const seen = new Set(requiredSchemes(document.security));
  for (const item of Object.values(nodeOf(document.paths))) {
    collect('pathItem', item, seen);
    const { additionalOperations, ...members } = nodeOf(item);
    for (const operation of [...Object.values(members), ...Object.values(nodeOf(additionalOperations))])
      for (const key of requiredSchemes(nodeOf(operation).security)) seen.add(key);
  }
  // A set is read to its end, what is added on the way included.
  for (const key of seen) {
    const [kind, name] = partsOf(key);
    const value = own(components[kind], name);
    const home = kindsByHome.get(kind);
    if (home) collect(home, value, seen);
    if (isNode(nodeOf(value).discriminator))
      for (const child of children.get(name) ?? []) seen.add(keyOf('schemas', child));
  }
  return seen;
}

/** Of a list of Security Requirement Objects: each names its schemes by its keys. */
function requiredSchemes(security: unknown): string[] {
  return listOf(security).flatMap((requirement) =>
    Object.keys(nodeOf(requirement)).map((name) => keyOf('securitySchemes', name)),
  );
}

const kindsByHome: ReadonlyMap<string, Kind> = new Map([
  ['schemas', 'schema'],
  ['responses', 'response'],
  ['parameters', 'parameter'],
  ['requestBodies', 'requestBody'],
  ['headers', 'header'],
]);

function collect(kind: Kind, value: unknown, found: Set<string>): void {
  if (!isNode(value)) return;
  const reference = own(value, '$ref');
  const [root, home, name] = typeof reference === 'string' ? stepsOf(reference) : [];
  if (root === 'components' && home !== undefined && name !== undefined) found.add(keyOf(home, name));
  for (const target of Object.values(nodeOf(nodeOf(value.discriminator).mapping))) {
    const schema = schemaNameOf(target) ?? (typeof target === 'string' ? target : undefined);
    if (schema !== undefined) found.add(keyOf('schemas', schema));
  }
  eachMember(kind, value, (each, child) => collect(each, child, found));
}

/** Schemas by the discriminated parent they are `allOf`: whoever gets the parent may get any of them. */
function childrenOf(schemas: Node): ReadonlyMap<string, readonly string[]> {
  const pairs = entriesOf(schemas).flatMap(([child, schema]) =>
    listOf(nodeOf(schema).allOf).map((part) => ({ child, parent: schemaNameOf(own(part, '$ref')) ?? '' })),
  );
  const groups = Map.groupBy(pairs, ({ parent }) => parent);
  return new Map([...groups].map(([parent, members]) => [parent, members.map(({ child }) => child)]));
}

function partsOf(key: string): [kind: string, name: string] {
  const space = key.indexOf(' ');
  return [key.slice(0, space), key.slice(space + 1)];
}
