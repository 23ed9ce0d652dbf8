/**
 * What an editor and the compiler make of an enum that may grow.
 */

import { expectTypeOf } from 'vitest';
import type { Instant, Known, Open, OpenNumber, PlainDate } from '../../src/runtime/index.ts';
import type { Payment } from '../fixtures/ledger/date/index.ts';

type Status = Open<'active' | 'closed'>;

const known = ['active', 'closed'] as const;

export function whatCompiles(status: Status, text: string): void {
  // A word that nobody knew yet is no error.
  const later: Status = 'frozen';
  const plain: string = status;
  const any: Status = text;
  const sent: Known<Status> | undefined = known.find((each) => each === status);
  void [later, plain, any, sent];

  expectTypeOf<Known<Status>>().toEqualTypeOf<'active' | 'closed'>();
  expectTypeOf<Known<Status | null>>().toEqualTypeOf<'active' | 'closed' | null>();
  expectTypeOf<Known<OpenNumber<1 | 2>>>().toEqualTypeOf<1 | 2>();
}

export function whatDoesNot(status: Status): void {
  // @ts-expect-error What is sent is one of the known values …
  const unknown: Known<Status> = 'frozen';
  // @ts-expect-error … so that a value from a reply has to be looked at first.
  const sent: Known<Status> = status;
  // @ts-expect-error It is a text all the same.
  const number: Status = 1;
  void [unknown, sent, number];
}

/** What tells the variants of a union apart is closed, so that they can be told apart. */
export function whatNarrows(payment: Payment): Date | string {
  if (payment.kind === 'card') {
    expectTypeOf(payment.until).toEqualTypeOf<Date>();
    return payment.until;
  }
  expectTypeOf(payment.kind).toEqualTypeOf<'cash'>();
  expectTypeOf(payment.until).toEqualTypeOf<string>();
  return payment.until;
}

/** Without the types of Temporal, there is at least what any of them has. */
export function withoutTemporal(instant: Instant, day: PlainDate): readonly [bigint, number, string] {
  return [instant.epochNanoseconds, day.year, day.toString()];
}
