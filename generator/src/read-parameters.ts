/**
 * The parameters of an operation: the path's and its own, its own winning, each with OpenAPI's defaults
 * left out. A parameter of the path template that nobody declared is a string.
 */

import type { Location, Parameter } from './model.ts';
import { entriesOf, listOf, type Node, nodeOf, textOf } from './node.ts';
import { at } from './pointer.ts';
import { type Context, resolved } from './read-context.ts';

const defaultStyles = { path: 'simple', header: 'simple', query: 'form', cookie: 'form' };
const styles = new Set([
  'simple',
  'label',
  'matrix',
  'form',
  'spaceDelimited',
  'pipeDelimited',
  'deepObject',
]);
/** OpenAPI 3.1 §4.8.12.1: these header parameters are ignored; the runtime sends them. */
const ownHeaders = new Set(['accept', 'content-type', 'authorization']);

export function readParameters(
  path: string,
  operation: Node,
  item: Node,
  pointer: string,
  context: Context,
): Parameter[] {
  const declared = [
    ...listOf(item.parameters).flatMap((value, index) =>
      readParameter(value, at('#/paths', path, 'parameters', index), context),
    ),
    ...listOf(operation.parameters).flatMap((value, index) =>
      readParameter(value, at(pointer, 'parameters', index), context),
    ),
  ];
  const unique = new Map(declared.map((parameter) => [`${parameter.in} ${parameter.name}`, parameter]));
  return withTemplate(path, [...unique.values()], pointer, context);
}

function readParameter(value: unknown, pointer: string, context: Context): Parameter[] {
  const node = resolved(value, context);
  const name = textOf(node.name);
  const location = locationOf(node.in);
  if (name === undefined || location === undefined) {
    const what =
      name === undefined ? 'A parameter has no name.' : `The parameter ${name} is in no known place.`;
    context.findings.skipped(
      pointer,
      what,
      'A parameter has a `name`, and is `in` path, query, header or cookie.',
    );
    return [];
  }
  if (location === 'header' && ownHeaders.has(name.toLowerCase())) return [];
  const [content] = entriesOf(node.content);
  return [
    {
      name,
      in: location,
      isRequired: location === 'path' || node.required === true,
      isDeprecated: node.deprecated === true,
      description: textOf(node.description),
      content: content?.[0],
      schema: content ? nodeOf(content[1]).schema : node.schema,
      ...(content ? {} : readStyle(node, location)),
    },
  ];
}

function readStyle(node: Node, location: Location): Pick<Parameter, 'style' | 'explode' | 'allowReserved'> {
  const written = typeof node.style === 'string' && styles.has(node.style) ? node.style : undefined;
  const style = written ?? defaultStyles[location];
  const explode = typeof node.explode === 'boolean' ? node.explode : style === 'form';
  return {
    ...(style === defaultStyles[location] ? {} : { style }),
    ...(explode === (style === 'form') ? {} : { explode }),
    ...(node.allowReserved === true ? { allowReserved: true } : {}),
  };
}

function locationOf(value: unknown): Location | undefined {
  return value === 'path' || value === 'query' || value === 'header' || value === 'cookie'
    ? value
    : undefined;
}

/** Adds what only the template names; drops what is `in: path` and not in the template. */
function withTemplate(
  path: string,
  declared: readonly Parameter[],
  pointer: string,
  { findings }: Context,
): Parameter[] {
  const named = [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
  const kept = declared.filter((parameter) => parameter.in !== 'path' || named.includes(parameter.name));
  for (const { name } of declared.filter((parameter) => !kept.includes(parameter))) {
    findings.skipped(
      pointer,
      `The path has no {${name}}, so this path parameter has no place.`,
      'Correct its name or remove it.',
    );
  }
  const known = new Set(
    kept.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name),
  );
  const missing = [...new Set(named)].filter((name) => !known.has(name));
  for (const name of missing) {
    findings.repaired(
      pointer,
      `{${name}} of the path is not declared: it is taken as a string.`,
      `Declare the path parameter ${name}.`,
    );
  }
  return [...missing.map(assumed), ...kept];
}

function assumed(name: string): Parameter {
  return {
    name,
    in: 'path',
    isRequired: true,
    isDeprecated: false,
    schema: { type: 'string' },
    isAssumed: true,
  };
}
