/**
 * An API as the generator sees it: what a spec says, in the spec's own words and in the order of order.ts, with
 * nothing left to doubt. Names of TypeScript are not in here; see names.ts.
 */

import type { Node } from './node.ts';
import type { Pagination } from './pagination/paging.ts';
import type { Items } from './stream-items.ts';
import type { ValueType } from './value-type.ts';

export interface Api {
  readonly title: string;
  /** Absolute URL of the first server, its variables at their defaults. */
  readonly baseUrl?: string | undefined;
  /** The first is the default. */
  readonly servers: readonly Server[];
  /** Tags that have operations: those of the spec's `tags` in their order, then the others by name. */
  readonly resources: readonly Resource[];
  /** By path, then by method as OpenAPI lists them. */
  readonly operations: readonly Operation[];
  readonly schemas: readonly Schema[];
  readonly securitySchemes: readonly SecurityScheme[];
  /** What an operation asks for that does not say it itself. */
  readonly security?: Security | undefined;
}

/** Alternatives, each a list of schemes that are all needed; an empty one needs nothing. */
export type Security = readonly (readonly Requirement[])[];

export interface Requirement {
  readonly scheme: string;
  /** Of OAuth 2.0; roles of other schemes. */
  readonly scopes: readonly string[];
}

export type SecurityScheme = { readonly name: string; readonly description?: string | undefined } & (
  | {
      readonly type: 'apiKey';
      readonly in: 'header' | 'query' | 'cookie';
      /** Name of the header, query parameter or cookie. */
      readonly key: string;
    }
  /** `scheme` as the spec spells it; `basic` and `bearer` in lower case. */
  | { readonly type: 'http'; readonly scheme: string }
  | { readonly type: 'oauth2'; readonly flows: readonly OAuthFlow[] }
  | { readonly type: 'openIdConnect'; readonly openIdConnectUrl: string }
  | { readonly type: 'mutualTLS' }
);

export interface OAuthFlow {
  readonly name: string;
  /** Addresses by their name in the spec. */
  readonly urls: readonly (readonly [string, string])[];
  readonly scopes: readonly (readonly [string, string | undefined])[];
}

export interface Server {
  /** As the spec names it: OpenAPI 3.2. */
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  /** Without a slash at its end; `{variables}` as they are; relative where nobody can tell to what. */
  readonly url: string;
  /** Those of the URL, in their order. */
  readonly variables: readonly ServerVariable[];
}

export interface ServerVariable {
  readonly name: string;
  readonly description?: string | undefined;
  /** What it is unless the user says otherwise; `undefined` where the user has to. */
  readonly usual?: string;
  /** The only values it takes; none where it takes any. */
  readonly values: readonly string[];
}

export interface Resource {
  /** As the spec spells it. */
  readonly tag: string;
  readonly description?: string | undefined;
  /** The tag it is filed under: OpenAPI 3.2's `parent`. */
  readonly parent?: string | undefined;
  /** `x-cache-ttl`. */
  readonly ttlSeconds?: number | undefined;
}

/** `querystring`: the whole query as one document. */
export type Location = 'path' | 'query' | 'querystring' | 'header' | 'cookie';

export interface Operation {
  readonly pointer: string;
  readonly method: string;
  readonly path: string;
  readonly operationId?: string | undefined;
  readonly tag: string;
  /** `x-invalidates`: tags that a write outdates besides its own. */
  readonly invalidates?: readonly string[];
  readonly summary?: string | undefined;
  readonly description?: string | undefined;
  readonly isDeprecated: boolean;
  /** Where it is, if not where the others are. */
  readonly servers?: readonly Server[] | undefined;
  /** Its own words; `undefined` where it leaves them to the API. */
  readonly security?: Security | undefined;
  readonly parameters: readonly Parameter[];
  readonly body?: Body | undefined;
  readonly replies: readonly Reply[];
  /** How its list goes from page to page, as far as anybody can tell: see pagination/settle.ts. */
  readonly pagination?: Pagination | undefined;
}

export interface Parameter {
  readonly name: string;
  readonly in: Location;
  readonly isRequired: boolean;
  readonly isDeprecated: boolean;
  readonly description?: string | undefined;
  /** What is left out has OpenAPI's default for its location. */
  readonly style?: string | undefined;
  readonly explode?: boolean | undefined;
  readonly allowReserved?: true | undefined;
  /** The value is one document of this media type. */
  readonly content?: string | undefined;
  readonly schema: unknown;
  /** What its values are, where they are not single ones: see value-type.ts. */
  readonly type?: ValueType | undefined;
  /** Nobody declared it: its name is in the path template. */
  readonly isAssumed?: true;
}

/** The first is what it is sent as when its caller says nothing. */
export interface Body extends BodyContent {
  readonly isRequired: boolean;
  readonly description?: string | undefined;
  /** What else it can be sent as, in the spec's order. */
  readonly others: readonly BodyContent[];
}

export interface BodyContent extends Content {
  /** What its JSON is as a whole, where that is sure. */
  readonly shape?: 'object' | 'array';
  /** By property of a form; `*` for all of them. */
  readonly encoding: readonly (readonly [string, Encoding])[];
  /** By place in a multipart body without names, and of all places after these. */
  readonly prefixEncoding: readonly Encoding[];
  readonly itemEncoding: Encoding | undefined;
}

/** A content type, or else how a style writes it. */
export interface Encoding {
  readonly contentType?: string;
  readonly style?: 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject';
  readonly explode?: boolean;
  readonly allowReserved?: true;
}

export interface Reply {
  /** `200`, `4XX` or `default`. */
  readonly status: string;
  readonly description?: string | undefined;
  readonly contents: readonly Content[];
  /** It documents a `Link` header that names the next page: RFC 8288. */
  readonly hasNextLink?: true;
  /** Its other headers that may name it. */
  readonly nextHeaders?: readonly NextHeader[];
}

export interface NextHeader {
  readonly name: string;
  readonly description: string | undefined;
  readonly schema: unknown;
}

export interface Content {
  readonly mediaType: string;
  readonly schema?: unknown;
  /** Of each item, where the content is a sequence: OpenAPI 3.2's `itemSchema`. */
  readonly itemSchema?: unknown;
  /** What it is item by item, where a reply is read so. */
  readonly items?: Items;
}

/** A component schema. */
export interface Schema {
  /** As the spec spells it. */
  readonly name: string;
  readonly definition: Node;
}
