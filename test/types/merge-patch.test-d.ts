/**
 * What an editor and the compiler make of a merge patch.
 */

import { expectTypeOf } from 'vitest';
import type { MergePatch } from '../../src/runtime/index.ts';

interface Contact {
  id: string;
  name?: string;
  born?: Date;
  tags?: string[];
  address?: { city?: string };
  notes?: Record<string, { text: string }>;
}

export function whatCompiles(): void {
  // What may be missing can be removed: at any depth, and in maps.
  const cleared: MergePatch<Contact> = {
    id: 'c1',
    name: null,
    born: null,
    tags: null,
    address: { city: null },
    notes: { first: null, second: { text: 'Hello' } },
  };
  void cleared;
}

export function whatDoesNot(): void {
  // @ts-expect-error -- what is required cannot be removed
  const withoutId: MergePatch<Contact> = { id: null };
  // @ts-expect-error -- nor left out
  const named: MergePatch<Contact> = { name: 'Ada' };
  void [withoutId, named];
}

export function whatIsInferred(): void {
  // Lists and dates are replaced as a whole.
  expectTypeOf<NonNullable<MergePatch<Contact>['tags']>>().toEqualTypeOf<string[]>();
  expectTypeOf<NonNullable<MergePatch<Contact>['born']>>().toEqualTypeOf<Date>();
  expectTypeOf<MergePatch<string>>().toEqualTypeOf<string>();
}
