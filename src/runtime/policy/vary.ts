/** Which requests a kept response is an answer to: `Vary`, RFC 9111 §4.1. */

import type { FieldReader } from './age.ts';

/** Request fields that chose the response, by lower-case name, with the value each had then. */
export type Selecting = readonly (readonly [name: string, value: string | null])[];

/** In place of a name: no other request is ever like the one that was answered. */
const everything = '*';

/** A response that depends on what no field says is no answer to anything else. */
export function variesOnEverything(response: FieldReader): boolean {
  return namesOf(response).includes(everything);
}

export function selectingOf(response: FieldReader, request: FieldReader): Selecting {
  return namesOf(response).map((name) => [name, fieldValue(request, name)]);
}

/** The same of another request. */
export function selectingBy(selecting: Selecting, request: FieldReader): Selecting {
  return selecting.map(([name]) => [name, fieldValue(request, name)]);
}

export function isSelected(selecting: Selecting, request: FieldReader): boolean {
  return selecting.every(([name, value]) => name !== everything && fieldValue(request, name) === value);
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
