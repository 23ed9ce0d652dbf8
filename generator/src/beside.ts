/**
 * What stands beside a reference to a schema: since OpenAPI 3.1 it holds as well.
 */

import { isNode, type Node, nodeOf } from './node.ts';

/** Whether a schema says more than its reference does, beside it. */
export function refines(schema: Node): boolean {
  return ['properties', 'required', 'additionalProperties', 'allOf', 'anyOf', 'oneOf', 'enum', 'const'].some(
    (keyword) => Object.hasOwn(schema, keyword),
  );
}

/** What is told of a schema, and what is asked of a value. */
export function divided(schema: Node): [notes: Node, rest: Node] {
  const { title, description, deprecated, readOnly, writeOnly, example, examples, ...rest } = schema;
  const notes = { title, description, deprecated, readOnly, writeOnly, example, examples };
  return [Object.fromEntries(Object.entries(notes).filter(([, note]) => note !== undefined)), rest];
}

/** A schema that no value fits. */
export function isImpossible(schema: unknown): boolean {
  const { not } = nodeOf(schema);
  return schema === false || not === true || (isNode(not) && Object.keys(not).length === 0);
}
