/**
 * The parameters of an operation: the path's and its own, its own winning, each with OpenAPI's defaults
 * left out. A parameter of the path template that nobody declared is a string.
 */

import { kindOf } from './media-type.ts';
import type { Location, Parameter } from './model.ts';
import { entriesOf, listOf, type Node, nodeOf, textOf } from './node.ts';
import { remove } from './overlay/repair.ts';
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
  const unique = new Map<string, Declared>();
  const declare = (value: unknown, place: string) => {
    for (const parameter of readParameter(value, place, context))
      unique.set(`${parameter.in} ${parameter.name}`, { parameter, pointer: place });
  };
  listOf(item.parameters).forEach((value, index) => {
    declare(value, at('#/paths', path, 'parameters', index));
  });
  listOf(operation.parameters).forEach((value, index) => {
    declare(value, at(pointer, 'parameters', index));
  });
  return withTemplate(path, [...unique.values()], pointer, context);
}

interface Declared {
  readonly parameter: Parameter;
  /** Where it stands in the list. */
  readonly pointer: string;
}

function readParameter(value: unknown, pointer: string, context: Context): Parameter[] {
  const node = resolved(value, context);
  const name = textOf(node.name);
  if (node.in === 'querystring') return readQuerystring(node, pointer, context);
  const location = locationOf(node.in);
  if (name === undefined || location === undefined) {
    const what =
      name === undefined ? 'A parameter has no name.' : `The parameter ${name} is in no known place.`;
    context.findings.skipped(
      pointer,
      what,
      'A parameter has a `name`, and is `in` path, query, header or cookie.',
      { repair: remove(pointer) },
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

/**
 * OpenAPI 3.2 §4.12.3: the whole query as one parameter. A form is what a query is anyway, so that its
 * fields are query parameters; anything else has no place in an argument list.
 */
function readQuerystring(node: Node, pointer: string, context: Context): Parameter[] {
  const form = entriesOf(node.content).find(([type]) => kindOf(type) === 'urlencoded');
  const schema = resolved(nodeOf(form?.[1]).schema, context);
  const fields = entriesOf(schema.properties);
  if (fields.length === 0) {
    const what = 'A query string that is no form (`in: querystring`) is left out.';
    const mend = 'Describe its fields as a form, or each as a query parameter.';
    context.findings.skipped(pointer, what, mend, { repair: remove(pointer) });
  }
  const required = new Set(node.required === true ? listOf(schema.required) : []);
  return fields.map(([name, field]) => ({
    name,
    in: 'query',
    isRequired: required.has(name),
    isDeprecated: nodeOf(field).deprecated === true,
    description: textOf(nodeOf(field).description),
    schema: field,
  }));
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
  declared: readonly Declared[],
  pointer: string,
  { findings }: Context,
): Parameter[] {
  const named = [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
  const hasPlace = ({ parameter }: Declared) => parameter.in !== 'path' || named.includes(parameter.name);
  for (const { parameter, pointer: place } of declared.filter((each) => !hasPlace(each))) {
    const what = `The path has no {${parameter.name}}, so this path parameter has no place.`;
    findings.skipped(pointer, what, 'Correct its name or remove it.', { repair: remove(place) });
  }
  const kept = declared.filter(hasPlace).map(({ parameter }) => parameter);
  const known = new Set(
    kept.filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name),
  );
  const missing = [...new Set(named)].filter((name) => !known.has(name));
  for (const name of missing) {
    findings.repaired(
      pointer,
      `{${name}} of the path is not declared: it is taken as a string.`,
      `Declare the path parameter ${name}.`,
      { repair: { kind: 'parameter', pointer, name } },
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
