/**
 * The seam to openapi-typescript: a document goes in, the text of `types.ts` comes out. It is called below
 * its front door, which would lint and bundle the document anew, look for references in examples, and
 * fetch what it finds there. What it gets wrong is put right before, or after, and only here.
 */

import type { GlobalContext, OpenAPI3, OperationObject } from 'openapi-typescript';
import { resolveRef, scanDiscriminators } from 'openapi-typescript/dist/lib/utils.mjs';
import { injectOperationObject } from 'openapi-typescript/dist/transform/operation-object.mjs';
import { recursiveThroughLists, withoutEndlessTypes } from './cycles.ts';
import { declarationsOf } from './declarations.ts';
import { withoutNeedlessDiscriminators } from './discriminators.ts';
import { escaped } from './emit/text.ts';
import { withFamilies } from './families.ts';
import type { Kind } from './grammar.ts';
import type { Api, Operation, Parameter } from './model.ts';
import type { Names } from './names.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own } from './node.ts';
import { withOpenEnums } from './open-enums.ts';
import { percentsRestored, withoutPercent, withoutPercents } from './percent.ts';
import { at, lookUp } from './pointer.ts';
import { ProblemError } from './problem.ts';
import { scanned } from './scanned.ts';
import { slim } from './slim.ts';
import type { TypeNodes } from './type-nodes.ts';
import { shaped, type Variants } from './variants.ts';

/**
 * Declarations of `paths`, `components` and `operations`; the latter has every operation, under its
 * settled name.
 *
 * @throws {ProblemError} openapi-typescript cannot make types of this document
 */
export function typesOf(
  document: Node,
  api: Api,
  names: Names,
  variants: Variants,
  nodes: TypeNodes,
  file: string,
): string {
  const prepared = withoutPercents(withOpenEnums(prepare(document, api, names, variants), variants));
  try {
    const context = contextOf(prepared, nodes);
    for (const operation of api.operations) {
      if (!printedMethods.has(operation.method)) addOperation(operation, prepared, context);
    }
    const recursive = recursiveThroughLists(nodeOf(nodeOf(prepared.components).schemas));
    return visible(withoutTrace(declarationsOf(trusted<OpenAPI3>(prepared), context, recursive)));
  } catch (cause) {
    // Nested too deeply: whoever asked says so.
    if (cause instanceof RangeError) throw cause;
    const what = `openapi-typescript cannot read this document: ${cause instanceof Error ? cause.message : cause}.`;
    throw new ProblemError(
      { file, pointer: '#', what, mend: 'Please report it, with the document.' },
      { cause },
    );
  }
}

/** Who wrote the value of a discriminator down is nothing that the SDK's users want to know. */
function withoutTrace(text: string): string {
  return text.replace(/^ *\* @description discriminator enum property added by openapi-typescript\n/gm, '');
}

/** The methods openapi-typescript knows; `paths` has no others. */
const printedMethods = new Set(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE']);

/** An operation of another method, such as OpenAPI 3.2's QUERY, has its place in `operations` all the same. */
function addOperation({ method, path, pointer }: Operation, prepared: Node, context: GlobalContext): void {
  const operation = nodeOf(own(own(prepared.paths, withoutPercent(path)), method.toLowerCase()));
  injectOperationObject(String(operation.operationId), trusted<OperationObject>(operation), {
    path: pointer,
    ctx: context,
  });
}

function prepare(document: Node, api: Api, names: Names, variants: Variants): Node {
  const components = nodeOf(document.components);
  const explicit = withoutNeedlessDiscriminators(withFamilies(nodeOf(components.schemas)));
  const source = { ...document, components: { ...components, schemas: explicit } };
  const prepared = (kind: Kind, value: unknown): unknown => prepareValue(kind, value, source, variants);
  return {
    openapi: '3.1.0',
    info: { title: '', version: '' },
    paths: preparePaths(document, api, names, prepared),
    components: {
      ...slim('components', { ...components, schemas: {} }, prepared),
      schemas: schemasOf(source, variants),
    },
  };
}

/** Every schema as responses have it, and the request variants after it. */
function schemasOf(document: Node, variants: Variants): Node {
  const entries = entriesOf(nodeOf(document.components).schemas).flatMap(([name, schema]) => {
    const variant = variants.get(name);
    const response = [name, typed(shaped(schema, 'response', document, variants))] as const;
    if (variant === undefined) return [response];
    return [response, [variant, typed(shaped(schema, 'request', document, variants))] as const];
  });
  return withoutEndlessTypes(Object.fromEntries(entries));
}

/** Says `type: object` where only properties do: discriminators are not patched into anything else. */
function typed(schema: unknown): unknown {
  if (!isNode(schema) || schema.type !== undefined || !isNode(schema.properties)) return schema;
  return { ...schema, type: 'object' };
}

function prepareValue(
  kind: Kind,
  value: unknown,
  document: Node,
  variants: Variants,
  isRequest = false,
): unknown {
  if (!isNode(value)) return value;
  if (kind === 'schema') return typed(shaped(value, isRequest ? 'request' : 'response', document, variants));
  const isOutgoing = isRequest || kind === 'requestBody';
  return slim(kind, value, (each, child) => prepareValue(each, child, document, variants, isOutgoing));
}

function preparePaths(
  document: Node,
  api: Api,
  names: Names,
  prepared: (kind: Kind, value: unknown) => unknown,
): Node {
  const byPath = Map.groupBy(api.operations, (operation) => operation.path);
  const items = [...byPath].map(([path, operations]) => {
    const entries = operations.map((operation) => {
      const node = nodeOf(lookUp(document, operation.pointer));
      const id = names.operations.get(operation)?.flat;
      return [
        operation.method.toLowerCase(),
        prepared('operation', {
          ...node,
          operationId: id,
          parameters: parametersOf(document, operation, node),
        }),
      ];
    });
    return [path, Object.fromEntries(entries)];
  });
  return Object.fromEntries(items);
}

/** The parameters as the reader settled them; a component is still referred to. */
function parametersOf(document: Node, operation: Operation, node: Node): unknown[] {
  const written = listOf(node.parameters).map((value) => {
    const reference = own(value, '$ref');
    return { value, node: nodeOf(typeof reference === 'string' ? lookUp(document, reference) : value) };
  });
  return operation.parameters.map((parameter) => {
    const found = written.find((each) => each.node.in === parameter.in && each.node.name === parameter.name);
    return found && own(found.value, '$ref') !== undefined && parameter.content === undefined
      ? found.value
      : inline(parameter);
  });
}

function inline(parameter: Parameter): Node {
  return {
    name: parameter.name,
    in: printedPlace(parameter),
    required: parameter.isRequired,
    ...(parameter.description === undefined ? {} : { description: parameter.description }),
    ...(parameter.isDeprecated ? { deprecated: true } : {}),
    ...(parameter.schema === undefined ? {} : { schema: parameter.schema }),
  };
}

/** Where `types.ts` has a parameter: openapi-typescript knows no `querystring`. */
export function printedPlace({ in: place }: Parameter): string {
  return place === 'querystring' ? 'query' : place;
}

/** The one place where our document becomes theirs: it has been read from end to end by then. */
function trusted<Theirs extends OpenAPI3 | OperationObject>(node: Node): Theirs {
  return node as unknown as Theirs;
}

type Unused = 'redoc' | 'inject' | 'postTransform' | 'transformProperty';

/** What openapi-typescript's own entry point sets up, without the linter (`redoc`), which nothing here asks. */
function contextOf(document: Node, nodes: TypeNodes): GlobalContext {
  const options = { silent: true };
  const context: Omit<GlobalContext, Unused> = {
    ...{ additionalProperties: false, alphabetize: false, arrayLength: false, conditionalEnums: false },
    ...{
      dedupeEnums: false,
      // JSON Schema 2020-12 §9.2: a default is a note; only `required` says that a member is there.
      defaultNonNullable: false,
      // JSON Schema 2020-12 §10.3.2: of which nothing is said may have any members.
      emptyObjectsUnknown: true,
      enum: false,
      enumValues: false,
    },
    ...{ excludeDeprecated: false, exportType: false, generatePathParams: false, immutable: false },
    ...{
      makePathsEnum: false,
      pathParamsAsTypes: false,
      propertiesRequiredByDefault: false,
      readWriteMarkers: false,
    },
    ...{ rootTypes: false, rootTypesKeepCasing: false, rootTypesNoSchemaPrefix: false, silent: true },
    injectFooter: [],
    discriminators: withOwnDiscriminators(discriminatorsOf(document), document),
    transform: (schema, { path }) => nodes.typeOf(schema, path ?? ''),
    resolve: (reference) => resolveRef(document, reference, options),
  };
  return context as GlobalContext;
}

type Discriminators = GlobalContext['discriminators'];

function discriminatorsOf(document: Node): Discriminators {
  const telling = scanned(document);
  return telling
    ? scanDiscriminators(trusted<OpenAPI3>(telling), { silent: true })
    : { objects: {}, refsHandled: [] };
}

/**
 * A schema that has a discriminator of its own is known by it, and not by that of what it is `allOf`. A union has
 * told its variants by now, and what is `allOf` a union is any of them: nothing is taken away from it.
 */
function withOwnDiscriminators(found: Discriminators, document: Node): Discriminators {
  const schemas = entriesOf(nodeOf(document.components).schemas);
  const unions = new Set(
    schemas.flatMap(([name, schema]) => (isUnion(schema) ? [at('#/components/schemas', name)] : [])),
  );
  const own = schemas.flatMap(([name, schema]) => {
    const { propertyName, ...rest } = nodeOf(nodeOf(schema).discriminator);
    return typeof propertyName === 'string'
      ? [[at('#/components/schemas', name), { propertyName, ...rest }] as const]
      : [];
  });
  const inherits = (reference: string) =>
    listOf(nodeOf(lookUp(document, reference)).allOf).some((part) => unions.has(String(nodeOf(part).$ref)));
  const all = [...Object.entries(found.objects), ...own];
  const objects = all.filter(([reference]) => !unions.has(reference) && !inherits(reference));
  return { ...found, objects: Object.fromEntries(objects) };
}

function isUnion(schema: unknown): boolean {
  const { oneOf, anyOf, discriminator } = nodeOf(schema);
  return discriminator !== undefined && (oneOf ?? anyOf) !== undefined;
}

/** OpenAPI 3.0 says `format: binary`; 3.1 a media type without an encoding. */
export function isBinary(schema: unknown): boolean {
  if (!isNode(schema)) return false;
  if (schema.type === 'string' && schema.format === 'binary') return true;
  const { type, contentMediaType = 'text/plain' } = schema;
  const isText = typeof contentMediaType !== 'string' || /^text\/|json$|xml$/.test(contentMediaType);
  return (type === 'string' || type === undefined) && schema.contentEncoding === undefined && !isText;
}

/** openapi-typescript's own takes a type without keys, such as one that may be `null`, for one without members: TS2344. */
const withRequired =
  'type WithRequired<T, K extends keyof NonNullable<T>> = NonNullable<T> & { [P in K]-?: NonNullable<T>[P] };';

/** Nothing invisible or reordering, in comments and strings alike. */
function visible(text: string): string {
  return percentsRestored(text)
    .replace(/^type WithRequired<[\s\S]*?^};$/m, withRequired)
    .replace(/[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}]/gu, escaped);
}
