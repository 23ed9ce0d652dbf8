/**
 * What was found out about lists, operation by operation: for a terminal, and for whoever reads JSON.
 */

import type { Api } from '../model.ts';
import type { Names } from '../names.ts';
import type { Confidence, Paging } from './paging.ts';

/** An operation that gives a list in pages, or seems to. */
export interface PagedOperation {
  /** Name of its function. */
  readonly operation: string;
  /** `GET /contacts` */
  readonly place: string;
  /** Only what is `certain` or `high` is generated. */
  readonly confidence: Confidence;
  /** What it rests on, as a sentence without its full stop. */
  readonly because: string;
  readonly paging: Paging;
}

export function pagedOperations(api: Api, names: Names): PagedOperation[] {
  return api.operations.flatMap((operation) => {
    const { method, path, pagination } = operation;
    if (!pagination) return [];
    return [
      { operation: names.operations.get(operation)?.flat ?? '', place: `${method} ${path}`, ...pagination },
    ];
  });
}
