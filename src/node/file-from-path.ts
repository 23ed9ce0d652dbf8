/**
 * Files of the disk as bodies: the one place that knows a path, and Node. The door is `breakwater/node`.
 */

import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface FileFromPathOptions {
  /** What the server is told the file is called. @default the last part of the path */
  readonly filename?: string;
  /** Its media type. @default what the spec says of the property it is for */
  readonly contentType?: string;
}

/**
 * A file that is read when it is sent, a little at a time, however large; and read anew when it is sent again.
 * One that changes in between is an error of the call.
 *
 * @throws {Error} There is no such file, or it may not be read: Node's own error, with its `code`.
 *
 * @example
 * ```ts
 * await documents.upload(api, { body: { file: await fileFromPath('statement.pdf'), metadata } });
 * ```
 */
export async function fileFromPath(
  path: string | URL,
  { filename, contentType = '' }: FileFromPathOptions = {},
): Promise<File> {
  const content = await openAsBlob(path, { type: contentType });
  const name = filename ?? basename(path instanceof URL ? fileURLToPath(path) : path);
  return new File([content], name, { type: contentType });
}
