/** Why a call to Prism did not succeed, in its own words and in the runtime's. */

import { DecodeError, ResponseError, UnexpectedResponseError } from '../../src/runtime/index.ts';

export async function explainFailure(error: unknown): Promise<string> {
  const message = error instanceof Error ? error.message : String(error);
  const hasReply =
    error instanceof ResponseError ||
    error instanceof UnexpectedResponseError ||
    error instanceof DecodeError;
  const said = hasReply ? await wordsOf(error.response) : undefined;
  return said ? `${message} Prism said: ${said}` : message;
}

/** What Prism has against the request, or what it could not do itself. */
async function wordsOf(response: Response): Promise<string | undefined> {
  const violations = response.headers.get('sl-violations');
  if (violations !== null) return messagesIn(violations);
  const problem = parse(await response.text().catch(() => ''));
  return [problem['title'], problem['detail']].filter(isWord).join('. ') || undefined;
}

const isWord = (text: unknown): text is string => typeof text === 'string' && text !== '';

function messagesIn(violations: string): string {
  return Object.values(parse(violations))
    .map((violation) => String(fields(violation)['message']))
    .join('; ');
}

/** JSON of somebody else: the members of an object or an array, or none. */
function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return fields(JSON.parse(text));
  } catch {
    return {};
  }
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
