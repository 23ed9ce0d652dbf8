/** One operation of a document as Prism understands it: without what it trips over, and nothing else changed. */

import { entriesOf, listOf, type Node, nodeOf, own } from '../../node.ts';
import type { ServedOperation } from './protocol.ts';
import { followed, withoutRanges } from './response.ts';
import { sliceOf } from './slice.ts';

/** RFC 3986 §3.3: what no path has. */
const noPath = /[?#].*$/s;

export interface Understanding {
  /** Prism answers itself. */
  readonly isMocked: boolean;
  /** Names of optional headers that the request does not have, in lower case. */
  readonly absent: readonly string[];
}

/**
 * No request's path is equal to a template with a query or a fragment. To be asked for an answer, Prism wants to know its
 * very content type; a real server's may be of any in the range. It reads lists and objects out of headers that are not
 * there, and fails: the request is judged as if nobody had documented them.
 */
export function prismSlice(
  document: Node,
  asked: ServedOperation,
  { isMocked, absent }: Understanding,
): Node {
  const { path } = asked;
  const slice = sliceOf(document, path, asked.method);
  const item = nodeOf(own(slice.paths, path));
  const verb = asked.method.toLowerCase();
  const operation = nodeOf(own(item, verb));
  const present = (of: Node): Node =>
    of.parameters === undefined
      ? of
      : {
          ...of,
          parameters: listOf(of.parameters).filter((each) => !absent.includes(headerOf(slice, each))),
        };
  const responses = entriesOf(operation.responses).map(([status, response]) => {
    return [status, withoutRanges(followed(slice, response))] as const;
  });
  const answers = isMocked ? { responses: Object.fromEntries(responses) } : {};
  const members = { ...present(item), [verb]: { ...present(operation), ...answers } };
  return { ...slice, paths: { [path.replace(noPath, '')]: members } };
}

/** Optional headers that the operation has, and the request has not. */
export function absentHeaders(
  document: Node,
  { path, method }: ServedOperation,
  headers: Readonly<Record<string, string>>,
): string[] {
  const item = nodeOf(own(document.paths, path));
  const operation = nodeOf(own(item, method.toLowerCase()));
  return [item, operation]
    .flatMap(({ parameters }) => listOf(parameters))
    .filter((parameter) => followed(document, parameter).required !== true)
    .map((parameter) => headerOf(document, parameter))
    .filter((name) => name !== '' && !Object.hasOwn(headers, name));
}

/** Its name in lower case; nothing where it is no header. */
function headerOf(document: Node, parameter: unknown): string {
  const { in: place, name } = followed(document, parameter);
  return place === 'header' && typeof name === 'string' ? name.toLowerCase() : '';
}
