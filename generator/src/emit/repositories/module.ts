/** `repositories.ts` and `repositories-in-memory.ts`, by name. */

import type { Emission } from '../file.ts';
import { emitByApi } from './by-api.ts';
import { emitInMemory } from './in-memory.ts';

export function emitRepositories(emission: Emission): [string, string][] {
  if (emission.api.operations.length === 0) return [];
  const inMemory = emitInMemory(emission);
  return [
    ['repositories.ts', emitByApi(emission)],
    ...(inMemory === undefined ? [] : [['repositories-in-memory.ts', inMemory] satisfies [string, string]]),
  ];
}
