/** Whether a response may be kept: RFC 9111 §3. */

import { type Answered, explicitLifetimeMs, mayGuess, type Rules } from './freshness.ts';
import { variesOnEverything } from './vary.ts';

/** RFC 9110 §15.4.5, §15.3.7: a 304 is no response of its own, and parts are not put together here. */
const neverKept: ReadonlySet<number> = new Set([206, 304]);

/** What was asked, as far as it matters. */
export interface Asked {
  /** Whether the request carried a credential. */
  readonly isAuthorized: boolean;
  /** `no-store` of the request. */
  readonly noStore: boolean;
}

export function mayStore(answered: Answered, asked: Asked, rules: Rules): boolean {
  const { status, fields } = answered;
  const { directives, isShared } = rules;
  if (status < 200 || neverKept.has(status)) return false;
  // §5.2.2.3: `no-store` beside `must-understand` is for those who do not know the status.
  const isUnderstood = directives.mustUnderstand && mayGuess(status);
  if (asked.noStore || (directives.noStore && !isUnderstood)) return false;
  if (directives.mustUnderstand && !mayGuess(status)) return false;
  if (variesOnEverything(fields)) return false;
  if (isShared && directives.private === true) return false;
  if (isShared && asked.isAuthorized && !mayShareAuthorized(rules)) return false;
  const isSaid = directives.public || (!isShared && directives.private !== undefined);
  return isSaid || mayGuess(status) || explicitLifetimeMs(answered, rules) !== undefined;
}

/** RFC 9111 §3.5. */
function mayShareAuthorized({ directives }: Rules): boolean {
  return directives.mustRevalidate || directives.public || directives.sharedMaxAge !== undefined;
}

/** Response fields that may not be kept, by name: qualified `no-cache` and `private`. */
export function fieldsNotKept({ directives, isShared }: Rules): readonly string[] {
  const named = [directives.noCache, isShared ? directives.private : undefined];
  return named.flatMap((restriction) =>
    restriction === undefined || restriction === true ? [] : restriction,
  );
}
