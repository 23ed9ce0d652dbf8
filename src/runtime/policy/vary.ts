/** Which requests a kept response is an answer to: `Vary`, RFC 9111 §4.1. */

import type { FieldReader } from './age.ts';

/** Request fields that chose the response, by lower-case name, with the value each had then. */
export type Selecting = readonly (readonly [name: string, value: string | null])[];

/** A response that depends on what no field says is no answer to anything else. */
export function variesOnEverything(response: FieldReader): boolean {
  return namesOf(response).includes('*');
}

export function selectingOf(response: FieldReader, request: FieldReader): Selecting {
  return namesOf(response).map((name) => [name, fieldValue(request, name)]);
}

export function isSelected(selecting: Selecting, request: FieldReader): boolean {
  return selecting.every(([name, value]) => fieldValue(request, name) === value);
}

function namesOf(response: FieldReader): string[] {
  const names = (response.get('vary') ?? '').toLowerCase().split(',');
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))].sort();
}

/** White space that means nothing makes no difference. */
function fieldValue(request: FieldReader, name: string): string | null {
  const value = request.get(name);
  return value === null ? null : value.trim().replace(/[ \t]*,[ \t]*/g, ',');
}
