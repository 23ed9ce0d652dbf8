/**
 * The type of a schema that has no name and no place to index into, written out: items of a stream, and the
 * data of its events. What has no words in TypeScript is `unknown`.
 */

import { key } from './emit/text.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf } from './node.ts';
import { type Spelling, typeText, union } from './type-text.ts';

export function inlineType(schema: unknown, spelling: Spelling): string {
  const text = typeText(schema, spelling);
  if (text !== undefined) return text;
  if (!isNode(schema)) return 'unknown';
  const parts = partsOf(schema, spelling).filter((part) => part !== 'unknown');
  const [only, ...others] = new Set(parts);
  if (only === undefined) return 'unknown';
  const type = others.length === 0 ? only : parts.map(enclosed).join(' & ');
  return takesNull(schema) ? union([type, 'null']) : type;
}

/** All of which a value is at once. */
function partsOf(schema: Node, spelling: Spelling): string[] {
  const any = [listOf(schema.oneOf), listOf(schema.anyOf)].filter((list) => list.length > 0);
  return [
    ...listOf(schema.allOf).map((each) => inlineType(each, spelling)),
    ...any.map((list) => union(list.map((each) => inlineType(each, spelling)))),
    ...(isList(schema) ? [`${enclosed(inlineType(schema.items, spelling))}[]`] : []),
    ...(isObject(schema) ? [objectType(schema, spelling)] : []),
  ];
}

function isList({ type, items }: Node): boolean {
  return [type].flat().includes('array') && !Array.isArray(items);
}

function isObject({ type, properties, additionalProperties, allOf, oneOf, anyOf }: Node): boolean {
  if (properties !== undefined || isNode(additionalProperties)) return true;
  return [type].flat().includes('object') && (allOf ?? oneOf ?? anyOf) === undefined;
}

function objectType({ properties, required, additionalProperties }: Node, spelling: Spelling): string {
  const needed = listOf(required);
  const known = entriesOf(properties).filter(([, each]) => nodeOf(each).writeOnly !== true);
  if (known.length === 0) {
    const value = isNode(additionalProperties) ? inlineType(additionalProperties, spelling) : 'unknown';
    return `Record<string, ${value}>`;
  }
  const members = known.map(
    ([name, each]) => `${key(name)}${needed.includes(name) ? '' : '?'}: ${inlineType(each, spelling)}`,
  );
  return `{ ${members.join('; ')} }`;
}

function takesNull({ type, nullable }: Node): boolean {
  return nullable === true || (Array.isArray(type) && type.includes('null'));
}

function enclosed(type: string): string {
  return /[&|]/.test(type) ? `(${type})` : type;
}
