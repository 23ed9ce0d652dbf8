/**
 * Violations that say nothing about the SDK: those of an input that arrived exactly as it was given, and those
 * that Prism is known to be wrong about. What is not listed here counts against the SDK.
 */

import { isDeepStrictEqual } from 'node:util';
import { isForm, isXml } from '../media-type.ts';
import type { Operation, Parameter } from '../model.ts';
import { argumentNames } from '../names.ts';
import { listOf, nodeOf } from '../node.ts';
import { isSingle } from '../value-type.ts';
import type { Case } from './cases.ts';
import { commonFault } from './common-fault.ts';
import type { Seen, Violation } from './mock/protocol.ts';

const formFault = 'Prism does not read lists and objects in forms as their encoding says.';

/** Why all of these violations say nothing; `undefined` where one of them does. */
export function faultBehind(
  operation: Operation,
  asked: Case,
  seen: Seen,
  violations: readonly Violation[],
): string | undefined {
  return commonFault(violations, (violation) =>
    violation.direction === 'request' ? faultOf(operation, asked, seen, violation) : undefined,
  );
}

function faultOf(operation: Operation, asked: Case, seen: Seen, violation: Violation): string | undefined {
  const [part = '', ...place] = violation.place.replace(/^request\.?/, '').split('.');
  if (violation.rule === 'no_path_matched_error') return pathFault(operation);
  if (part === '' && isEmptyForm(operation, asked, seen))
    return 'Prism takes a form with nothing in it for no body.';
  if (part === '' && /in form data request body/.test(violation.message)) return formFault;
  if (part === 'body') return bodyFault(operation, asked, seen, violation, place);
  if (part === 'header' && place[0]?.toLowerCase() === 'content-type') {
    // OpenAPI 3.1.1 §4.8.12.1: such a parameter is to be ignored.
    return 'Prism judges a header parameter called Content-Type, which OpenAPI has ignored.';
  }
  return part === 'query' ? queryFault(operation, violation, place) : undefined;
}

/** Templates that no path is ever equal to. */
function pathFault({ parameters }: Operation): string | undefined {
  const isOdd = ({ in: place, name }: Parameter) => place === 'path' && /[^\w-]/.test(name);
  if (parameters.some(isOdd)) return 'Prism finds no path with such names of parameters in its template.';
  return undefined;
}

/** Nothing at all, or empty lists alone: written as a form, both are no bytes. */
function isEmptyForm({ body }: Operation, { sentAs, args }: Case, { sent }: Seen): boolean {
  return isForm(sentAs ?? body?.mediaType ?? '') && args['body'] !== undefined && sent.body === undefined;
}

function bodyFault(
  { body }: Operation,
  asked: Case,
  { json }: Seen,
  { rule, message }: Violation,
  [property = '']: readonly string[],
): string | undefined {
  const mediaType = asked.sentAs ?? body?.mediaType ?? '';
  const given = asked.args['body'];
  if (isXml(mediaType)) return 'Prism does not read XML.';
  if (isForm(mediaType)) {
    const value: unknown = nodeOf(given)[property];
    // It asks for the members of an object that is optional, and absent.
    const isAbsent =
      property !== '' && value === undefined && !listOf(nodeOf(body?.schema).required).includes(property);
    const isData = isAbsent || (typeof value === 'object' && value !== null && !(value instanceof Blob));
    return isData ? formFault : undefined;
  }
  const wasGiven = given !== undefined && isDeepStrictEqual(json, JSON.parse(JSON.stringify(given)));
  if (!wasGiven) return undefined;
  // The sampler leaves out nothing that is required but what only the server may write.
  if (rule === 'required') return 'Prism asks for a required property that is readOnly.';
  return `No input was found that the schema allows: ${message}.`;
}

/** Prism takes apart only what is a list by its own `type`, and no objects. */
function queryFault(
  operation: Operation,
  violation: Violation,
  [name = '']: readonly string[],
): string | undefined {
  const queries = operation.parameters.filter(
    (parameter) => parameter.in === 'query' && argumentNames(operation).has(parameter),
  );
  const missing = /required property '(.*)'/.exec(violation.message)?.[1];
  const wanted = (name === '' ? missing : name)?.toLowerCase();
  const parameter = queries.find((each) => each.name.toLowerCase() === wanted);
  if (!parameter || isSingle(parameter.type)) return undefined;
  if (parameter.type !== 'array') return 'Prism does not read objects in the query as their style says.';
  const isPlain = nodeOf(parameter.schema).type === 'array';
  return isPlain
    ? undefined
    : 'Prism reads a list in the query only where its schema says type: array itself.';
}
