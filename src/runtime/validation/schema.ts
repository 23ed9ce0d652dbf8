/**
 * What a schema of any library has to say of a value, in one form. Its own words stay with the caller:
 * a message may repeat the value, and so is cut where it begins to.
 */

import type { StandardSchemaV1 } from '@standard-schema/spec';

/** A schema of zod, valibot, ArkType or any other library that speaks Standard Schema: https://standardschema.dev */
export type Schema = StandardSchemaV1;

/** One place where a value is not what its schema says. */
export interface Issue {
  /** From the argument or the body on: `body.items[0].price`. Empty for all of it. */
  readonly path: string;
  /** What the schema's library says, without the value. */
  readonly message: string;
}

/** A reply of a million wrong rows is told of by this many. */
export const mostTold = 50;

/** What is wrong with the value; empty where nothing is. A schema that fails to judge refuses. */
export async function issuesOf(schema: Schema, value: unknown, start = ''): Promise<readonly Issue[]> {
  try {
    const result = await schema['~standard'].validate(value);
    const issues = result.issues?.slice(0, mostTold) ?? [];
    return issues.map((issue) => ({ path: pathOf(start, issue.path), message: withoutValue(issue.message) }));
  } catch {
    return [{ path: start, message: 'The schema itself failed.' }];
  }
}

/** `body.name`, `limit` and 3 more; paths alone, for a message may be the user's own. */
export function places(issues: readonly Issue[]): string {
  const names = [...new Set(issues.map(({ path }) => (path === '' ? 'all of it' : `\`${path}\``)))];
  const [first = '', second, ...more] = names;
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`;
}

function pathOf(start: string, path: StandardSchemaV1.Issue['path'] = []): string {
  let text = start;
  for (const segment of path) {
    const key = typeof segment === 'object' ? segment.key : segment;
    if (typeof key === 'number') text += `[${key}]`;
    else if (typeof key === 'string' && !/^[\p{ID_Start}$_][\p{ID_Continue}$-]{0,99}$/u.test(key))
      text += `[${JSON.stringify(key.slice(0, 100))}]`;
    else text += `${text === '' ? '' : '.'}${String(key)}`;
  }
  return text;
}

/** Valibot: `Invalid type: Expected string but received "secret"`. */
function withoutValue(message: string): string {
  return message.replace(/ but received .*$/s, '');
}
