/**
 * The order of everything. An object of JSON has none, and what rewrites a spec may shuffle it: so maps are
 * read by name, and only the arrays of a spec have a say in what comes first.
 */

import { isNode, type Node, put } from './node.ts';

/**
 * Keys by their code units, those that come `first` before the others, in the order given there. Numbers,
 * such as statuses, lead in any case: JavaScript keeps them so.
 */
export function keysInOrder(node: Node, first: readonly unknown[] = []): string[] {
  const keys = Object.keys(node).sort();
  if (first.length === 0) return keys;
  const leading = new Set(
    first.filter((key): key is string => typeof key === 'string' && Object.hasOwn(node, key)),
  );
  return [...leading, ...keys.filter((key) => !leading.has(key))];
}

/** A copy with its keys in order. */
export function inOrder(node: Node): Node {
  const copy = {};
  for (const key of keysInOrder(node)) put(copy, key, node[key]);
  return copy;
}

/** A copy with the keys of every object in it in order. */
export function deeplyInOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deeplyInOrder);
  if (!isNode(value)) return value;
  const copy = {};
  for (const key of keysInOrder(value)) put(copy, key, deeplyInOrder(value[key]));
  return copy;
}
