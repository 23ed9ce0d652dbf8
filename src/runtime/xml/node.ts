/**
 * How a value stands in a document of XML, as plain data: OpenAPI's XML Objects (3.2 §4.26), with every name
 * settled by the generator. The runtime follows it both ways and interprets no schema.
 */

import type { Scalar } from '../codec/codec.ts';
import type { XmlConversion } from './xml.ts';

/** The name of an element or an attribute. */
export interface XmlName {
  readonly name: string;
  readonly prefix?: string;
  /** URI of the namespace; declared where the element begins. */
  readonly namespace?: string;
}

/** One value, or a list of them. */
export interface XmlNode extends XmlName {
  /** @default an element */
  readonly as?: 'attribute' | 'text';
  /** A list: each item is an element of this name. `required`: one without any is empty, not missing. */
  readonly list?: 'optional' | 'required';
  /** The element around a list. */
  readonly wrapper?: XmlName;
  /** @default 'string' */
  readonly of?: XmlContent;
}

/** What is in an element or an attribute. */
export type XmlContent = XmlText | XmlMembers | (() => XmlContent);

/** `any`: text, or an object where there are elements. */
export type XmlText = 'string' | 'number' | 'boolean' | 'any' | Scalar;

/** A node that is called like its property, unless it says otherwise. */
export type XmlMember = Omit<XmlNode, 'name'> & { readonly name?: string };

/** An object. */
export interface XmlMembers {
  /** By the property's name; a bare text is an element of that name. */
  readonly members: Readonly<Record<string, XmlText | XmlMember>>;
  /** Of every other element. */
  readonly rest?: XmlContent;
}

/** The XML of an operation's bodies, and what converts it. */
export interface OperationXml {
  readonly by: XmlConversion;
  readonly body?: XmlNode;
  /** By status, range or `default`, as the replies are. */
  readonly replies?: Readonly<Record<string, XmlNode>>;
}

/** What is in an element, looked up where it is declared later. */
export function contentOf({ of = 'string' }: XmlNode): Exclude<XmlContent, () => XmlContent> {
  return settled(of);
}

export function settled(content: XmlContent): Exclude<XmlContent, () => XmlContent> {
  return typeof content === 'function' ? settled(content()) : content;
}

/** Properties and their nodes, in the schema's order. */
export function nodesOf({ members }: XmlMembers): (readonly [string, XmlNode])[] {
  return Object.entries(members).map(([name, member]) => {
    return [name, typeof member === 'string' ? { name, of: member } : { name, ...member }];
  });
}

export function qualified({ name, prefix }: XmlName): string {
  return prefix === undefined ? name : `${prefix}:${name}`;
}
