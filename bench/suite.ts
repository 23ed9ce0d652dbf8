/** A suite: races about one question. */

import type { Effort, Table } from './harness.ts';
import type { Origin } from './origin.ts';

export interface Suite {
  readonly name: string;
  readonly title: string;
  run(origin: Origin, effort: Effort): Promise<Outcome>;
}

/** What came out, or why nothing could. */
export type Outcome =
  | { readonly tables: readonly Table[] }
  | { readonly sheets: readonly Sheet[] }
  | { readonly skipped: string };

/** Figures that are no race in this process. */
export interface Sheet {
  readonly title: string;
  /** Of the figures, the first column being names. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly note: string;
}
