/**
 * What the runtime must know to write and read XML: OpenAPI's XML Objects (3.2 §4.26), with every name settled.
 * A component schema that is an object is referred to by name, so that it may contain itself.
 */

import { isXml } from './media-type.ts';
import type { Content } from './model.ts';
import { entriesOf, isNode, listOf, type Node, nodeOf, own, textOf } from './node.ts';
import { type Scalar, type Scalars, scalarOf } from './scalars.ts';
import { schemaNameOf } from './variants.ts';

export interface XmlName {
  readonly name: string;
  readonly prefix: string | undefined;
  readonly namespace: string | undefined;
}

/** In step with the runtime's `XmlNode`. */
export interface XmlNode extends XmlName {
  readonly as: 'attribute' | 'text' | undefined;
  readonly list: 'optional' | 'required' | undefined;
  readonly wrapper: XmlName | undefined;
  readonly content: XmlContent;
}

export type XmlContent =
  | { readonly kind: 'text'; readonly text: 'string' | 'number' | 'boolean' | 'any' | Scalar }
  | { readonly kind: 'schema'; readonly name: string }
  | XmlMembers;

export interface XmlMembers {
  readonly kind: 'members';
  readonly members: ReadonlyMap<string, XmlNode>;
  readonly rest: XmlContent | undefined;
}

export class XmlShapes {
  readonly #schemas: Node;
  readonly #scalars: Scalars;

  constructor(schemas: Node, scalars: Scalars) {
    this.#schemas = schemas;
    this.#scalars = scalars;
  }

  /** Of an object or a list as XML; anything else, such as a text that is XML, is left to the caller. */
  of({ mediaType, schema }: Content): XmlNode | undefined {
    if (!isXml(mediaType) || !isNode(schema)) return undefined;
    const node = this.#node(schema, schemaNameOf(schema.$ref) ?? 'root', true);
    return node.list !== undefined || node.content.kind !== 'text' ? node : undefined;
  }

  /** The first of several contents that is. */
  among(contents: readonly Content[]): XmlNode | undefined {
    return contents.map((content) => this.of(content)).find((node) => node !== undefined);
  }

  /** Of a component schema itself. */
  named(name: string): XmlContent {
    return this.#inner(nodeOf(own(this.#schemas, name)), [name]);
  }

  #node(schema: unknown, name: string, isRequired: boolean): XmlNode {
    const node = this.#resolved(schema);
    const said = this.#xmlOf(schema);
    const outer = nameOf(said, name);
    if (![node.type].flat().includes('array')) {
      const { nodeType, attribute } = said;
      const isAttribute = attribute === true || nodeType === 'attribute';
      const as = isAttribute ? 'attribute' : nodeType === 'text' || nodeType === 'cdata' ? 'text' : undefined;
      return { ...outer, as, list: undefined, wrapper: undefined, content: this.#content(schema) };
    }
    const isWrapped = said['wrapped'] === true || said['nodeType'] === 'element';
    // OpenAPI 3.1 §4.8.26.2: without a wrapper, the name of the list itself says nothing.
    const item = nameOf(this.#xmlOf(node.items), isWrapped ? outer.name : name);
    return {
      ...item,
      as: undefined,
      list: isRequired ? 'required' : 'optional',
      wrapper: isWrapped ? outer : undefined,
      content: this.#content(node.items),
    };
  }

  #content(schema: unknown): XmlContent {
    const name = schemaNameOf(own(schema, '$ref')) ?? onlyBaseOf(nodeOf(schema));
    if (name === undefined) return this.#inner(nodeOf(schema), []);
    const definition = nodeOf(own(this.#schemas, name));
    return objectsOf(this.#partsOf(definition, [name])).length > 0
      ? { kind: 'schema', name }
      : this.#inner(definition, [name]);
  }

  /** @param open component schemas that this is part of */
  #inner(schema: Node, open: readonly string[]): XmlContent {
    const parts = this.#partsOf(schema, open);
    const objects = objectsOf(parts);
    if (objects.length === 0) return { kind: 'text', text: this.#textOf(parts) };
    const members = objects.flatMap((part) => {
      const required = new Set(listOf(part.required));
      return entriesOf(part.properties).map(
        ([name, property]) => [name, this.#node(property, name, required.has(name))] as const,
      );
    });
    const others = objects.map((part) => part.additionalProperties).find((each) => each !== undefined);
    const rest = others === undefined || others === false ? undefined : this.#content(others);
    return { kind: 'members', members: new Map(members), rest };
  }

  /**
   * The schema, what it is all of, and what it is one of: a value has members of some of them. Each component
   * is one part, however many ways lead to it.
   */
  #partsOf(schema: Node, known: readonly string[], seen = new Set(known)): Node[] {
    const others = [...listOf(schema.allOf), ...listOf(schema.oneOf), ...listOf(schema.anyOf)];
    return [
      schema,
      ...others.flatMap((part) => {
        const name = schemaNameOf(own(part, '$ref'));
        if (name === undefined) return this.#partsOf(nodeOf(part), known, seen);
        if (seen.has(name)) return [];
        seen.add(name);
        return this.#partsOf(nodeOf(own(this.#schemas, name)), known, seen);
      }),
    ];
  }

  #textOf(parts: readonly Node[]): 'string' | 'number' | 'boolean' | 'any' | Scalar {
    const texts = parts.flatMap((part) => {
      const types = [part.type].flat().filter((type) => typeof type === 'string' && type !== 'null');
      const values = types.length > 0 ? [] : listOf(part.enum ?? [part.const]).map((value) => typeof value);
      return [...types, ...values].flatMap(
        (type) => scalarOf(part, type, this.#scalars) ?? texted.get(String(type)) ?? [],
      );
    });
    const [first, ...others] = new Set(texts);
    if (first === undefined) return 'any';
    return others.length === 0 ? first : 'string';
  }

  #xmlOf(schema: unknown): Node {
    const node = nodeOf(schema);
    if (isNode(node['xml'])) return node['xml'];
    const name = schemaNameOf(node.$ref);
    return name === undefined ? {} : nodeOf(own(own(this.#schemas, name), 'xml'));
  }

  #resolved(schema: unknown): Node {
    const name = schemaNameOf(own(schema, '$ref'));
    return nodeOf(name === undefined ? schema : own(this.#schemas, name));
  }
}

function objectsOf(parts: readonly Node[]): readonly Node[] {
  return parts.filter((part) => isNode(part.properties) || part.additionalProperties !== undefined);
}

/** A reference with an XML Object beside it, as OpenAPI 3.0 had to write it. */
function onlyBaseOf({ allOf, properties, oneOf, anyOf }: Node): string | undefined {
  const [base, ...others] = listOf(allOf);
  const isOnly =
    others.length === 0 && properties === undefined && oneOf === undefined && anyOf === undefined;
  return isOnly ? schemaNameOf(own(base, '$ref')) : undefined;
}

const texted: ReadonlyMap<string, 'string' | 'number' | 'boolean'> = new Map([
  ['string', 'string'],
  ['number', 'number'],
  ['integer', 'number'],
  ['boolean', 'boolean'],
]);

/** Component schemas that a content refers to. */
export function schemasIn(content: XmlContent): string[] {
  if (content.kind === 'schema') return [content.name];
  if (content.kind === 'text') return [];
  const members = [...content.members.values()].map((node) => node.content);
  return [...members, ...(content.rest ? [content.rest] : [])].flatMap(schemasIn);
}

function nameOf(said: Node, name: string): XmlName {
  return {
    name: textOf(said.name) ?? name,
    prefix: textOf(said['prefix']),
    namespace: textOf(said['namespace']),
  };
}
