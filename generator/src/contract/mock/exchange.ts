/**
 * A request and what is made of it, in the words that every judge speaks.
 */

import type { Violation, Wanted } from './protocol.ts';

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  /** The same as it came. */
  readonly search: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Data where it is JSON, else a text; `undefined` where there is none. */
  readonly body: unknown;
  /** The same as it came. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface Judgement {
  readonly violations: readonly Violation[];
  readonly output?: Output | undefined;
  readonly fault?: string | undefined;
}

export interface Output {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
  /** The body as another server wrote it. */
  readonly bytes?: Uint8Array;
}

export interface Judge {
  judge(request: Request, wanted: Wanted): Promise<Judgement>;
}

/** A body that came item by item. */
export class Sequence {
  readonly items: readonly unknown[];

  constructor(items: readonly unknown[]) {
    this.items = items;
  }
}
