/**
 * What an endpoint is, as plain data: the generator writes it, the runtime obeys it.
 * Nothing here depends on a document at run time; a call never interprets the spec.
 */

import type { SecurityRequirements } from './auth/scheme.ts';
import type { Codec } from './codec/codec.ts';
import type { Conversion } from './codec/conversion.ts';
import type { Paging } from './paging/paging.ts';
import type { OperationXml } from './xml/node.ts';

/** The methods of OpenAPI's Path Item Object, 3.2 included. */
export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE' | 'OPTIONS' | 'HEAD' | 'PATCH' | 'TRACE' | 'QUERY';

/** `querystring`: the whole query as one document (OpenAPI 3.2). */
export type ParameterLocation = 'path' | 'query' | 'querystring' | 'header' | 'cookie';

export type ParameterStyle =
  | 'simple'
  | 'label'
  | 'matrix'
  | 'form'
  | 'spaceDelimited'
  | 'pipeDelimited'
  | 'deepObject'
  | 'cookie';

/** OpenAPI 3.1.1 §4.8.12. What is left out has the specification's default for its location. */
export interface Parameter {
  readonly in: ParameterLocation;
  /** Name on the wire. @default the argument's name */
  readonly name?: string;
  /** Whether the operation refuses to go without it; in a path it always does. */
  readonly required?: true;
  /** What its values are; `any` where the spec leaves it open. @default one value of any kind: a string, a date, … */
  readonly type?: 'number' | 'boolean' | 'array' | 'object' | 'any';
  /** @default 'simple' in path and header, 'form' in query and cookie */
  readonly style?: ParameterStyle;
  /** @default true for `form`, `deepObject` and `cookie`, else false */
  readonly explode?: boolean;
  /** Leaves RFC 3986 reserved characters of a query or path value as they are. */
  readonly allowReserved?: true;
  /** The parameter's value is one document of this media type (its `content`), not a style. */
  readonly content?: string;
}

/** How a property of a form is written: OpenAPI 3.1.1 §4.8.15. */
export interface Encoding {
  /** Media type of the part, or several of which the value's own is one: `image/png, image/jpeg`. */
  readonly type?: string;
  /** With any of these, the property is written like a query parameter. */
  readonly style?: 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  readonly explode?: boolean;
  readonly allowReserved?: true;
}

/** A media type that a body can be sent as. */
export interface Content {
  /** As documented: `application/json`, `multipart/form-data`, `image/*`, … */
  readonly type: string;
  /** What its JSON is, where the spec says so; another value is refused. @default not looked at */
  readonly shape?: 'object' | 'array';
  /** By property of a form, `*` for all others; a bare text is a media type. */
  readonly encoding?: { readonly [name: string]: string | Encoding };
  /** By place in a multipart body without names (OpenAPI 3.2), and of all places after these. */
  readonly prefixEncoding?: readonly (string | Encoding)[];
  readonly itemEncoding?: string | Encoding;
}

/** The body of a request. */
export interface Body extends Content {
  /** Whether the operation refuses to go without one. */
  readonly required?: true;
  /** What else it can be sent as, where the argument `contentType` says so. */
  readonly or?: readonly (string | Content)[];
}

/** Media types of one documented reply; `null` where it has no content. */
export type Reply = string | readonly string[] | null;

/** What the items of a reply are that is read item by item. */
export interface Items {
  /** Whether the data of events is JSON: of every event, or of those with these names. @default none */
  readonly json?: true | readonly string[];
  /** What is a date or a long integer in each item, or in the JSON data of each event. */
  readonly codec?: Codec;
}

/** One endpoint. */
export interface Operation {
  /** Name of the function in the SDK, unique in it: `getPortfolio`. */
  readonly id: string;
  readonly method: Method;
  /** The path template exactly as the spec has it: `/portfolio/{portfolioId}`. */
  readonly path: string;
  /** Name of the servers it has for itself, in the SDK's `ownServers`. @default the API's */
  readonly server?: string;
  /** Resource tag: it decides the TTL, and what a write invalidates. */
  readonly resource: string;
  /** Other resources that a write outdates: `x-invalidates` in the spec. */
  readonly invalidates?: readonly string[];
  /** Every parameter by the name of its argument; a bare location where nothing else need be said. */
  readonly params?: { readonly [name: string]: ParameterLocation | Parameter };
  readonly body?: Body;
  /** Documented replies by status (`200`), range (`4XX`) or `default`. */
  readonly replies: { readonly [name: string]: Reply };
  /** What is a date or a long integer in the replies, by status, range or `default` as they are. */
  readonly codecs?: { readonly [name: string]: Codec };
  /** True where the media types of its successes leave it open, and their schema says that they are bytes. */
  readonly files?: true;
  /** Of a success that is a stream of events or of JSON. */
  readonly items?: Items;
  /** What converts them, and what is sent; left out where everything is as JSON has it. */
  readonly conversion?: Conversion;
  /** Its bodies that are XML. */
  readonly xml?: OperationXml;
  /** What lets a caller in. @default `Sdk.security` */
  readonly security?: SecurityRequirements;
  /** How its list goes from page to page, where it does. */
  readonly paging?: Paging;
}
