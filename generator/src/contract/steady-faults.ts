/**
 * Violations by Steady that say nothing about the SDK: those of an input that arrived exactly as it was given, and those
 * that Steady is known to be wrong about. What is not listed here counts against the SDK.
 */

import { isDeepStrictEqual } from 'node:util';
import { isForm, isSequence, isXml } from '../media-type.ts';
import type { Operation } from '../model.ts';
import { argumentNames } from '../names.ts';
import { nodeOf } from '../node.ts';
import type { Case } from './cases.ts';
import type { Seen, Violation } from './mock/protocol.ts';

/** Why all of these violations say nothing; `undefined` where one of them does. */
export function faultBehind(
  operation: Operation,
  asked: Case,
  seen: Seen,
  violations: readonly Violation[],
): string | undefined {
  if (violations.length === 0) return undefined;
  const reasons = violations.map((violation) => faultOf(operation, asked, seen, violation));
  return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

function faultOf(operation: Operation, asked: Case, seen: Seen, violation: Violation): string | undefined {
  const [part, ...place] = violation.place.split('.');
  // OpenAPI 3.1.1 §4.8.12.1: such a parameter is to be ignored.
  if (part === 'header' && place[0]?.toLowerCase() === 'content-type')
    return 'Steady judges a header parameter called Content-Type, which OpenAPI has ignored.';
  if (part === 'body') return bodyFault(operation, asked, seen, violation);
  return part === 'query' ? queryFault(operation, asked, place.join('.')) : undefined;
}

function bodyFault(
  { body }: Operation,
  asked: Case,
  { json }: Seen,
  { message }: Violation,
): string | undefined {
  const mediaType = asked.sentAs ?? body?.mediaType ?? '';
  const given = asked.args['body'];
  if (isXml(mediaType)) return 'Steady does not read XML.';
  if (isSequence(mediaType)) return 'Steady does not read sequences of JSON.';
  if (isForm(mediaType)) {
    const hasData = Object.values(nodeOf(given)).some(isData);
    return hasData ? 'Steady does not read lists and objects in forms as their encoding says.' : undefined;
  }
  const wasGiven = given !== undefined && isDeepStrictEqual(json, JSON.parse(JSON.stringify(given)));
  return wasGiven ? `No input was found that the schema allows: ${message}.` : undefined;
}

/** `query.sort[by]` is of `sort`, and so is `query.sort.by`; a name may have dots of its own. */
function queryFault(operation: Operation, { args }: Case, place: string): string | undefined {
  const names = argumentNames(operation);
  const parameter = operation.parameters.find(
    ({ in: part, name }) =>
      part === 'query' && place.startsWith(name) && /^([.[]|$)/.test(place.slice(name.length)),
  );
  if (!parameter) return undefined;
  const isPlain = nodeOf(parameter.schema).type !== undefined && !isData(args[names.get(parameter) ?? '']);
  return isPlain
    ? undefined
    : 'Steady does not read lists, objects and alternatives in the query as their style says.';
}

function isData(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !(value instanceof Blob);
}
