/**
 * Small wrongs inside one object of a document, put right: a `required` that is no list, a type that does
 * not exist, a parameter without a name. Each is reported by what was found and how to mend it.
 */

import type { Kind } from './grammar.ts';
import { entriesOf, isNode, listOf, type Node } from './node.ts';

type Report = (what: string, mend: string) => void;

const types = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null']);

export function mended(kind: Kind, node: Node, report: Report): Node {
  const texts = withTexts(node);
  return kind === 'schema' ? mendedSchema(texts, report) : texts;
}

/** `title: 404` is a number in YAML, and text to everybody who wrote it. */
function withTexts(node: Node): Node {
  const numbers = ['title', 'summary', 'description', 'name', 'operationId'].filter(
    (key) => Object.hasOwn(node, key) && typeof node[key] !== 'string',
  );
  if (numbers.length === 0) return node;
  const isNumber = (key: string) => typeof node[key] === 'number' || typeof node[key] === 'boolean';
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      if (!numbers.includes(key)) return [[key, value]];
      return isNumber(key) ? [[key, String(value)]] : [];
    }),
  );
}

function mendedSchema(schema: Node, report: Report): Node {
  const { required, type, discriminator, ...rest } = schema;
  return {
    ...rest,
    ...(type === undefined ? {} : mendedType(type, report)),
    ...(required === undefined ? {} : mendedRequired(required, report)),
    ...(discriminator === undefined ? {} : mendedDiscriminator(discriminator, report)),
  };
}

function mendedType(type: unknown, report: Report): Node {
  const named = Array.isArray(type) ? type : [type];
  const known = named.filter((name) => typeof name === 'string' && types.has(name));
  if (known.length === named.length && known.length > 0) return { type };
  report(`There is no type ${JSON.stringify(type)}.`, `Use one of ${[...types].join(', ')}.`);
  return known.length > 0 ? { type: known } : {};
}

function mendedRequired(required: unknown, report: Report): Node {
  const names = listOf(required).filter((name) => typeof name === 'string');
  if (Array.isArray(required) && names.length === required.length) return { required };
  report(
    '`required` of a schema is a list of property names.',
    'List the names in the object that has the properties.',
  );
  return names.length > 0 ? { required: names } : {};
}

function mendedDiscriminator(discriminator: unknown, report: Report): Node {
  if (!isNode(discriminator) || typeof discriminator.propertyName !== 'string') {
    report(
      'A discriminator is an object with a `propertyName`.',
      'Name the property that tells the variants apart.',
    );
    return {};
  }
  const mapping = entriesOf(discriminator.mapping).filter((entry) => typeof entry[1] === 'string');
  return {
    discriminator: {
      ...discriminator,
      ...(mapping.length > 0 ? { mapping: Object.fromEntries(mapping) } : {}),
    },
  };
}
