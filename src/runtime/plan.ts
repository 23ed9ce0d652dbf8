/**
 * What can be known of an operation before it is called: worked out at its first call, kept as long
 * as its descriptor lives. A call looks nothing up, sorts nothing, and chooses no style.
 */

import { keyPart } from './key-part.ts';
import { isXml, kindOf } from './media-type.ts';
import type { Operation, Parameter, ParameterLocation } from './operation.ts';
import { parameterWriter, type Write } from './wire/parameter.ts';
import { type Slot, templateOf } from './wire/template.ts';

export interface NamedParameter extends Parameter {
  /** Name on the wire. */
  readonly name: string;
  /** Name of the argument that carries it. */
  readonly argument: string;
  /** Its argument's name in a key: a read by path has whatever parameters its caller thinks of. */
  readonly keyName: string;
  readonly write: Write;
}

/** A place in the path, and the parameter that goes there. */
export interface PathSlot extends Omit<Slot, 'name'> {
  readonly parameter: NamedParameter;
}

export interface PathPlan {
  readonly start: string;
  readonly slots: readonly PathSlot[];
  readonly hasQuery: boolean;
}

export interface Plan {
  readonly template: PathPlan;
  readonly path: readonly NamedParameter[];
  /** The whole query, where one parameter is all of it, among them. */
  readonly query: readonly NamedParameter[];
  readonly header: readonly NamedParameter[];
  readonly cookie: readonly NamedParameter[];
  /** All of them. */
  readonly keyed: readonly NamedParameter[];
  /** What a key begins with. With its path: reads of paths that nobody described are all called the same. */
  readonly keyStart: string;
  /** Names of all arguments. */
  readonly argumentNames: ReadonlySet<string>;
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
  const json = operation.conversion?.writeJson;
  const parameters = Object.entries(operation.params ?? {}).map(([argument, at]): NamedParameter => {
    const parameter = typeof at === 'string' ? { in: at } : at;
    return named(parameter, argument, json);
  });
  const at = (...places: ParameterLocation[]) => parameters.filter((each) => places.includes(each.in));
  const template = pathPlan(operation.path, at('path'));
  const [query, header, cookie] = [at('query', 'querystring'), at('header'), at('cookie')];
  const path = [...new Set(template.slots.map((slot) => slot.parameter))];
  return {
    template,
    path,
    query,
    header,
    cookie,
    keyed: [...path, ...query, ...header, ...cookie],
    keyStart: keyPart(operation.id) + keyPart(operation.path),
    argumentNames: new Set([
      ...Object.keys(operation.params ?? {}),
      ...template.slots.map((slot) => slot.parameter.argument),
      ...(operation.body ? ['body', 'contentType'] : []),
    ]),
    accept: acceptOf(operation),
    isShareable: isShareable(operation),
    takesIdempotencyKey: header.some(({ name }) => name.toLowerCase() === 'idempotency-key'),
  };
}

function named(parameter: Parameter, argument: string, json: Write | undefined): NamedParameter {
  const name = parameter.name ?? argument;
  return {
    ...parameter,
    name,
    argument,
    keyName: keyPart(argument),
    write: parameterWriter(name, parameter, json),
  };
}

function pathPlan(path: string, parameters: readonly NamedParameter[]): PathPlan {
  const { slots, ...template } = templateOf(path);
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]));
  // What nobody describes is asked for all the same: a brace never leaves.
  const parameterOf = (name: string): NamedParameter => {
    const parameter = known.get(name) ?? named({ in: 'path' }, name, undefined);
    known.set(name, parameter);
    return parameter;
  };
  return {
    ...template,
    slots: slots.map(({ name, ...slot }) => ({ ...slot, parameter: parameterOf(name) })),
  };
}

/** @param chosen What successes shall be, instead of all that is documented; an error is what it is. */
export function acceptOf({ replies }: Operation, chosen?: string): string {
  const byStatus = Object.entries(replies).sort(([a], [b]) => (a < b ? -1 : 1));
  const wanted = chosen === undefined ? byStatus : byStatus.filter(([status]) => !status.startsWith('2'));
  const types = new Set([chosen ?? [], ...wanted.map(([, reply]) => reply ?? [])].flat());
  return types.size === 0 ? '*/*' : [...types].join(', ');
}

function isShareable({ method, replies, files, xml }: Operation): boolean {
  if ((method !== 'GET' && method !== 'HEAD') || files) return false;
  const successes = Object.entries(replies).filter(([status]) => /^2|^default$/.test(status));
  const isRead = (type: string, status: string): boolean =>
    isWhole(type) || (isXml(type) && Object.hasOwn(xml?.replies ?? {}, status));
  return successes.every(([status, reply]) => [reply ?? []].flat().every((type) => isRead(type, status)));
}

/** What is read as a whole, or may be; a file may be too large to be kept, and a stream is read but once. */
function isWhole(mediaType: string): boolean {
  const kind = kindOf(mediaType);
  return kind === 'json' || kind === 'text' || kind === 'any';
}
