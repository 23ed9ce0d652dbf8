/**
 * What `oneOf` and `anyOf` offer, each alternative merged with what stands beside them. A discriminator's
 * value comes with the alternative it names.
 */

import { entriesOf, isNode, listOf, type Node, nodeOf, own } from '../../node.ts';
import { nameOf } from './flat.ts';

/** Schemas of which any will do; none where there is no choice. */
export function branchesOf(schema: Node): readonly Node[] {
  const { anyOf, oneOf, ...rest } = schema;
  if (listOf(oneOf).length > 0) return alternatives({ ...rest, anyOf }, listOf(oneOf), true);
  return alternatives(rest, listOf(anyOf), false);
}

function alternatives(rest: Node, choices: readonly unknown[], isExclusive: boolean): Node[] {
  const { discriminator, ...common } = rest;
  return choices.filter(isNode).map((choice) => ({
    allOf: [common, choice, ...named(choice, nodeOf(discriminator))],
    ...(isExclusive ? forbidding(choice, choices) : {}),
  }));
}

/** What tells this alternative from the others, in the words of the discriminator. */
function named({ $ref }: Node, { propertyName, mapping }: Node): Node[] {
  if (typeof $ref !== 'string' || typeof propertyName !== 'string') return [];
  const name = nameOf($ref);
  const [value] = entriesOf(mapping).find(([, target]) => target === $ref || target === name) ?? [name];
  if (value === undefined) return [];
  // Least of all: a constant of the alternative itself is merged over it.
  return [{ properties: { [propertyName]: { discriminatorValue: value } }, required: [propertyName] }];
}

/**
 * Exactly one of `{ required: [a] }` and `{ required: [b] }` means either a or b: what only the others ask
 * for must not be there.
 */
function forbidding(choice: Node, choices: readonly unknown[]): Node {
  const isBare = (each: Node) => each.required !== undefined && each.properties === undefined && !each.$ref;
  if (!isBare(choice)) return {};
  const own = new Set(listOf(choice.required));
  const others = choices.filter(isNode).filter(isBare);
  return { without: others.flatMap((each) => listOf(each.required)).filter((name) => !own.has(name)) };
}

/** The value of a discriminator, where neither a constant nor an enumeration of one says it. */
export function discriminatorValueOf(schema: Node): unknown {
  return own(schema, 'discriminatorValue');
}
