/**
 * Reading a document nobody has checked: every value is `unknown` until one of these has looked at it.
 * Look-ups see own properties only, so that a schema called `constructor` or `__proto__` is just a name.
 */

/** Words of OpenAPI and JSON Schema that the generator reads. */
type Keyword =
  | '$ref'
  | 'additionalOperations'
  | 'additionalProperties'
  | 'allOf'
  | 'allowReserved'
  | 'anyOf'
  | 'components'
  | 'const'
  | 'content'
  | 'contentEncoding'
  | 'contentMediaType'
  | 'contentSchema'
  | 'contentType'
  | 'default'
  | 'deprecated'
  | 'description'
  | 'discriminator'
  | 'encoding'
  | 'enum'
  | 'example'
  | 'examples'
  | 'exclusiveMaximum'
  | 'exclusiveMinimum'
  | 'explode'
  | 'flows'
  | 'format'
  | 'headers'
  | 'in'
  | 'info'
  | 'itemEncoding'
  | 'itemSchema'
  | 'items'
  | 'mapping'
  | 'maxItems'
  | 'maxLength'
  | 'maximum'
  | 'minItems'
  | 'minLength'
  | 'minimum'
  | 'multipleOf'
  | 'name'
  | 'nullable'
  | 'oneOf'
  | 'openIdConnectUrl'
  | 'openapi'
  | 'operationId'
  | 'parameters'
  | 'parent'
  | 'paths'
  | 'pattern'
  | 'patternProperties'
  | 'prefixEncoding'
  | 'prefixItems'
  | 'properties'
  | 'propertyName'
  | 'readOnly'
  | 'requestBody'
  | 'required'
  | 'responses'
  | 'schema'
  | 'schemas'
  | 'scheme'
  | 'security'
  | 'securitySchemes'
  | 'servers'
  | 'style'
  | 'summary'
  | 'swagger'
  | 'tags'
  | 'title'
  | 'type'
  | 'unevaluatedProperties'
  | 'url'
  | 'variables'
  | 'version'
  | 'webhooks'
  | 'writeOnly'
  | 'x-cache-ttl'
  | 'x-invalidates'
  | 'x-speakeasy-server-id';

/** An object of a document. */
export type Node = { readonly [word in Keyword]?: unknown } & { readonly [key: string]: unknown };

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one when it is anything else. */
export function nodeOf(value: unknown): Node {
  return isNode(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text that says something: `undefined` for an empty string and for anything else. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

export function own(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return Object.hasOwn(value, key) ? value[Number(key)] : undefined;
  return isNode(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

export function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isNode(value) ? Object.entries(value) : [];
}

/** A copy with each value changed, under the same names. */
export function mapValues(node: Node, change: (value: unknown, key: string) => unknown): Node {
  const copy = {};
  for (const key of Object.keys(node)) put(copy, key, change(node[key], key));
  return copy;
}

/** Sets a member of an object being made. An assignment to `__proto__` would make it no member. */
export function put(copy: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') copy[key] = value;
  else Object.defineProperty(copy, key, { value, configurable: true, enumerable: true, writable: true });
}

/** As text: YAML takes a version without quotes for a number. Empty for what is no scalar. */
export function scalarText(value: unknown): string {
  return typeof value === 'object' ? '' : String(value);
}
