/**
 * What was thrown below us, as far as it may be shown: undici's parser keeps the bytes that it could not read, and
 * with them whatever cookie or token was among them.
 */

/** How many errors deep, as elsewhere; it also ends a cycle of causes. */
const deepestCause = 10;

/** The same error where nothing of it is kept back. */
export function quotable(error: unknown, depth = 1): unknown {
  if (!(error instanceof Error) || depth > deepestCause) return error;
  const cause = quotable(error.cause, depth + 1);
  if (error.name !== 'HTTPParserError' && cause === error.cause) return error;
  const { name, message } = error;
  const code = 'code' in error ? { code: error.code } : {};
  return Object.assign(new Error(message, cause === undefined ? undefined : { cause }), { name, ...code });
}
