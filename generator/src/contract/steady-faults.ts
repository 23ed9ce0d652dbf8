/**
 * Violations by Steady that say nothing about the SDK: those of an input that arrived exactly as it was given, and those
 * that Steady is known to be wrong about. What is not listed here counts against the SDK.
 */

import { isDeepStrictEqual } from 'node:util';
import { isForm, isSequence, isXml } from '../media-type.ts';
import type { Operation } from '../model.ts';
import { nodeOf } from '../node.ts';
import type { Case } from './cases.ts';
import { commonFault } from './common-fault.ts';
import type { Seen, Violation } from './mock/protocol.ts';

/** Why all of these violations say nothing; `undefined` where one of them does. */
export function faultBehind(
  operation: Operation,
  asked: Case,
  seen: Seen,
  violations: readonly Violation[],
): string | undefined {
  return commonFault(violations, (violation) => faultOf(operation, asked, seen, violation));
}

function faultOf(operation: Operation, asked: Case, seen: Seen, violation: Violation): string | undefined {
  const [part, ...place] = violation.place.split('.');
  // OpenAPI 3.1.1 §4.8.12.1: such a parameter is to be ignored.
  if (part === 'header' && place[0]?.toLowerCase() === 'content-type')
    return 'Steady judges a header parameter called Content-Type, which OpenAPI has ignored.';
  if (part === 'body') return bodyFault(operation, asked, seen, violation, place);
  return part === 'query' ? queryFault(operation, place.join('.')) : undefined;
}

function bodyFault(
  { body }: Operation,
  asked: Case,
  { json }: Seen,
  { message }: Violation,
  [property]: readonly string[],
): string | undefined {
  const mediaType = asked.sentAs ?? body?.mediaType ?? '';
  const given = asked.args['body'];
  if (isXml(mediaType)) return 'Steady does not read XML.';
  if (isSequence(mediaType)) return 'Steady does not read sequences of JSON.';
  if (isForm(mediaType)) {
    // `Unknown property: period[from]`, and of what it so cannot see: `Missing required property: period`.
    const [name = ''] = (property ?? /property: (.*)/.exec(message)?.[1] ?? '').split('[');
    const isText = /^Expected type [\w,]+, got string$/.test(message);
    return isText || isData(nodeOf(given)[name])
      ? 'Steady does not read forms as their encoding says.'
      : undefined;
  }
  const wasGiven = given !== undefined && isDeepStrictEqual(json, JSON.parse(JSON.stringify(given)));
  return wasGiven ? `No input was found that the schema allows: ${message}.` : undefined;
}

/** `query.sort[by]` is of `sort`, and so is `query.sort.by`; a name may have dots of its own. */
function queryFault({ parameters }: Operation, place: string): string | undefined {
  const parameter = parameters.find(
    ({ in: part, name }) =>
      part === 'query' && place.startsWith(name) && /^([.[]|$)/.test(place.slice(name.length)),
  );
  if (!parameter) return undefined;
  const { type } = nodeOf(parameter.schema);
  if (type === undefined) return 'Steady reads alternatives in the query only where it takes the right one.';
  const types = [type].flat();
  const isListOfDeepObject = parameter.style === 'deepObject' && types.includes('array');
  return isListOfDeepObject || types.includes('object')
    ? 'Steady does not read objects in the query, nor lists of style deepObject, as their style says.'
    : undefined;
}

function isData(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Blob);
}
