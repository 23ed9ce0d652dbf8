/**
 * A body that could not be read while it was sent: a failure of whoever gave it, and not of the origin, though it
 * comes back as one of the connection, which has to be cut.
 */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody';
  /** What its reading threw. No `cause`: its codes say nothing of our connection. */
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('the body could not be read to its end');
    this.reason = reason;
  }
}

/** How many errors deep, as elsewhere; it also ends a cycle of causes. */
const deepestCause = 10;

/** The same in what a transport threw. */
export function unreadableIn(error: unknown): UnreadableBody | undefined {
  let at = error;
  for (let depth = 1; at instanceof Error && depth <= deepestCause; depth += 1) {
    if (at instanceof UnreadableBody) return at;
    at = at.cause;
  }
  return undefined;
}
