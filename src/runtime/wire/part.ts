/**
 * A part of a multipart body that says more of itself than its value does: the name of a file that is a
 * stream, a content type, headers of its own.
 */

import type { BinaryBody } from './bytes.ts';

export interface PartOptions {
  /** What the server is told the file is called: RFC 7578 §4.2. @default the name of a `File`, else none but for bytes */
  readonly filename?: string;
  /** Media type. @default the value's own, or what the spec says of the property */
  readonly contentType?: string;
  /** Further headers of the part, such as `Content-Language`. */
  readonly headers?: Readonly<Record<string, string>>;
}

export class Part<Content = unknown> {
  readonly content: Content;
  readonly options: PartOptions;

  constructor(content: Content, options: PartOptions) {
    this.content = content;
    this.options = options;
  }
}

/** What the property of a form that is a file can be. */
export type FileInput = BinaryBody | Part<BinaryBody | string>;

/**
 * A value with a name, a content type or headers, for one property of a multipart body.
 *
 * @example
 * ```ts
 * upload(api, { body: { file: part(stream, { filename: 'statement.pdf', contentType: 'application/pdf' }) } });
 * ```
 */
export function part<Content>(content: Content, options: PartOptions = {}): Part<Content> {
  return new Part(content, options);
}
