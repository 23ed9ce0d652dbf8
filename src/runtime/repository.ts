/**
 * What generated repositories are made of: an application's own words, read and written, over an API or over
 * nothing but memory. Who uses one need not know that HTTP exists.
 */

import { ResponseError, UnexpectedResponseError } from './errors.ts';
import type { Call } from './result.ts';

/** What was to be changed is not there. `cause` is the reply that said so, where there was one. */
export class NotFoundError extends Error {
  /** Resource tag of the repository. */
  readonly resource: string;

  constructor(resource: string, options?: { readonly cause?: unknown }) {
    super(`There is none of that name in ${resource}.`, options);
    this.name = 'NotFoundError';
    this.resource = resource;
  }
}

/** RFC 9110 §15.5.5, §15.5.11; many specs document neither. */
function saysAbsent(error: unknown): boolean {
  const isReply = error instanceof ResponseError || error instanceof UnexpectedResponseError;
  return isReply && (error.status === 404 || error.status === 410);
}

/** A read of what may be absent: `undefined` where the API says that it is. */
export async function orUndefined<Data>(call: Call<Data, unknown>): Promise<Data | undefined> {
  try {
    return await call;
  } catch (error) {
    if (saysAbsent(error)) return undefined;
    throw error;
  }
}

/** A change to what may be absent. @throws {NotFoundError} The API says that it is. */
export async function orNotFound<Data>(resource: string, call: Call<Data, unknown>): Promise<Data> {
  try {
    return await call;
  } catch (error) {
    throw saysAbsent(error) ? new NotFoundError(resource, { cause: error }) : error;
  }
}
