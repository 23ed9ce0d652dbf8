/**
 * The parameters of an operation: the path's and its own, its own winning, each with OpenAPI's defaults
 * left out. A parameter of the path template that nobody declared is a string.
 */

import { kindOf } from './media-type.ts';
import type { Location, Parameter } from './model.ts';
import { entriesOf, listOf, type Node, nodeOf, own, textOf } from './node.ts';
import { remove } from './overlay/repair.ts';
import { at } from './pointer.ts';
import { type Context, resolved } from './read-context.ts';
import { valueTypeOf } from './value-type.ts';

/** OpenAPI 3.2 §4.12.2.3: styles by place, the default first. */
const styles = {
  path: ['simple', 'label', 'matrix'],
  header: ['simple'],
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  querystring: [],
  cookie: ['form', 'cookie'],
};
/** These make a name and value of each item when nothing is said. */
const exploding = new Set(['form', 'cookie']);
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
  const schema = content ? nodeOf(content[1]).schema : node.schema;
  // What is said of its values alone is said of it.
  const target = resolved(schema, context);
  return [
    {
      name,
      in: location,
      isRequired: location === 'path' || node.required === true,
      isDeprecated: node.deprecated === true || target.deprecated === true,
      description: textOf(node.description) ?? textOf(target.description),
      content: content?.[0],
      schema,
      ...(content
        ? {}
        : { type: valueTypeOf(schema, context), ...readStyle(node, location, pointer, context) }),
    },
  ];
}

/**
 * OpenAPI 3.2 §4.12.3: the whole query as one parameter. A form is what a query is anyway, so that its
 * fields are query parameters; anything else is one argument.
 */
function readQuerystring(node: Node, pointer: string, context: Context): Parameter[] {
  const contents = entriesOf(node.content);
  const form = contents.find(([type]) => kindOf(type) === 'urlencoded');
  const schema = resolved(nodeOf(form?.[1]).schema, context);
  const fields = entriesOf(schema.properties);
  if (form && fields.length > 0) return readFields(fields, nodeOf(form[1]), schema, node, context);
  const [content] = contents;
  const name = textOf(node.name);
  if (!content || name === undefined) {
    const what = 'A query string (`in: querystring`) has no name or no content.';
    const mend = 'Name it, and say of what media type it is.';
    context.findings.skipped(pointer, what, mend, { repair: remove(pointer) });
    return [];
  }
  return [
    {
      name,
      in: 'querystring',
      isRequired: node.required === true,
      isDeprecated: node.deprecated === true,
      description: textOf(node.description),
      content: content[0],
      schema: nodeOf(content[1]).schema,
    },
  ];
}

function readFields(
  fields: readonly (readonly [string, unknown])[],
  form: Node,
  schema: Node,
  node: Node,
  context: Context,
): Parameter[] {
  const required = new Set(node.required === true ? listOf(schema.required) : []);
  return fields.map(([name, field]) => ({
    name,
    in: 'query',
    isRequired: required.has(name),
    isDeprecated: nodeOf(field).deprecated === true,
    description: textOf(nodeOf(field).description),
    schema: field,
    type: valueTypeOf(field, context),
    ...styleOf(nodeOf(own(form.encoding, name)), 'query'),
  }));
}

type Style = Pick<Parameter, 'style' | 'explode' | 'allowReserved'>;

function readStyle(node: Node, location: Location, pointer: string, { findings }: Context): Style {
  const { style } = node;
  const known: readonly unknown[] = styles[location];
  if (style !== undefined && !known.includes(style)) {
    const what = `There is no style ${JSON.stringify(style)} for a parameter in ${location}: it is taken as ${known[0]}.`;
    const mend = `Use ${known.join(', ')}, or remove it.`;
    findings.repaired(pointer, what, mend, { repair: remove(pointer, 'style') });
  }
  return styleOf(node, location);
}

/** What differs from the defaults. */
function styleOf(node: Node, location: Location): Style {
  const [usual] = styles[location];
  const style = styles[location].find((each) => each === node.style) ?? usual ?? '';
  const explode = typeof node.explode === 'boolean' ? node.explode : exploding.has(style);
  // Of deepObject nothing else is defined, whatever `explode` says.
  const isTold = style !== 'deepObject' && explode !== exploding.has(style);
  return {
    ...(style === usual ? {} : { style }),
    ...(isTold ? { explode } : {}),
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
