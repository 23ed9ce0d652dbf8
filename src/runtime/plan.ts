/**
 * What can be known of an operation before it is called: worked out at its first call, kept as long
 * as its descriptor lives. A call looks nothing up and sorts nothing.
 */

import { essence, isJson } from './media-type.ts';
import type { Operation, Parameter, ParameterLocation } from './operation.ts';

export interface NamedParameter extends Parameter {
  /** Name on the wire. */
  readonly name: string;
  /** Name of the argument that carries it. */
  readonly argument: string;
  /** Writes a value that is one document of JSON. */
  readonly json: (value: unknown) => string;
}

export interface Plan {
  readonly path: readonly NamedParameter[];
  readonly query: readonly NamedParameter[];
  readonly header: readonly NamedParameter[];
  readonly cookie: readonly NamedParameter[];
  /** `Accept` from what is documented, successes first: RFC 9110 §12.5.1. */
  readonly accept: string;
  /** Whether it reads (GET or HEAD) something that is taken as a whole and may be shared; false for files and streams. */
  readonly isShareable: boolean;
  /** Whether it takes an Idempotency-Key: draft-ietf-httpapi-idempotency-key-header. */
  readonly takesIdempotencyKey: boolean;
}

const plans = new WeakMap<Operation, Plan>();

export function planOf(operation: Operation): Plan {
  const known = plans.get(operation);
  if (known) return known;
  const plan = makePlan(operation);
  plans.set(operation, plan);
  return plan;
}

function makePlan(operation: Operation): Plan {
  const json = operation.conversion?.writeJson ?? JSON.stringify;
  const parameters = Object.entries(operation.params ?? {}).map(([argument, at]): NamedParameter => {
    const parameter = typeof at === 'string' ? { in: at } : at;
    return { ...parameter, name: parameter.name ?? argument, argument, json };
  });
  const at = (place: ParameterLocation) => parameters.filter((parameter) => parameter.in === place);
  return {
    path: at('path'),
    query: at('query'),
    header: at('header'),
    cookie: at('cookie'),
    accept: acceptOf(operation),
    isShareable: isShareable(operation),
    takesIdempotencyKey: at('header').some(({ name }) => name.toLowerCase() === 'idempotency-key'),
  };
}

function acceptOf({ replies }: Operation): string {
  const byStatus = Object.entries(replies).sort(([a], [b]) => (a < b ? -1 : 1));
  const types = new Set(byStatus.flatMap(([, reply]) => reply ?? []));
  return types.size === 0 ? '*/*' : [...types].join(', ');
}

function isShareable({ method, replies }: Operation): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  const successes = Object.entries(replies).filter(([status]) => /^2|^default$/.test(status));
  return successes.every(([, reply]) => [reply ?? []].flat().every(isText));
}

/** Text that ends: JSON and `text/*`, but no event stream. */
export function isText(mediaType: string): boolean {
  const type = essence(mediaType);
  return isJson(type) || (type.startsWith('text/') && type !== 'text/event-stream');
}
