/**
 * A run: every operation with its cases, by as many mock servers as there is room for, until all are done, the
 * time is over, or somebody interrupts.
 */

import type { Operation } from '../model.ts';
import { Lane, type LaneOptions } from './lane.ts';
import { servedFile } from './served.ts';
import type { OperationResult } from './verdict.ts';

export interface RunOptions extends LaneOptions {
  /** Mock servers at a time. */
  readonly parallel: number;
  readonly onProgress?: (done: number, total: number) => void;
}

export async function runContract(options: RunOptions): Promise<OperationResult[]> {
  const { document, api, against, parallel, onProgress } = options;
  await using served = await servedFile(document, api);
  const todo = api.operations
    .map((operation, index) => ({ operation, index }))
    .filter(({ operation }) => !against || isSafe(operation));
  const results = new Map<number, OperationResult>();
  const lanes = Array.from({ length: Math.max(1, Math.min(parallel, todo.length)) }, async () => {
    await using lane = new Lane(options, served.file);
    for (let next = todo.shift(); next; next = todo.shift()) {
      results.set(next.index, await lane.operation(next.operation, next.index));
      onProgress?.(results.size, results.size + todo.length);
    }
  });
  await Promise.all(lanes);
  return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
}

/** RFC 9110 §9.2.1: what a client may send without asking for a change. */
export function isSafe({ method }: Operation): boolean {
  return method.toUpperCase() === 'GET' || method.toUpperCase() === 'HEAD';
}
