/**
 * From an operation and its arguments to a URL and headers. How a value is written is settled in `wire/`;
 * here is what holds whatever the style: nothing climbs, nothing vanishes, and who is refused is named.
 */

import { InvalidRequestError } from './errors.ts';
import { isFieldName, isFieldValue } from './field.ts';
import { Fields } from './fields.ts';
import { nearest } from './nearest.ts';
import type { Operation } from './operation.ts';
import { type NamedParameter, type PathPlan, planOf } from './plan.ts';
import { climbs, isDots } from './wire/template.ts';
import { Unwritable } from './wire/unwritable.ts';

/** Arguments of an operation by their SDK names. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * The URL of one call.
 *
 * @throws {InvalidRequestError} A parameter is missing, cannot be written, or would change the path (`.`, `..`).
 */
export function urlOf(baseUrl: string, operation: Operation, args: Arguments): string {
  const { template, query } = planOf(operation);
  let url = baseUrl + pathOf(operation, template, args);
  let joint = template.hasQuery ? '&' : '?';
  for (const parameter of query) {
    const text = textOf(operation, parameter, args);
    if (text === '') continue;
    url += joint + text;
    joint = '&';
  }
  return url;
}

/** Headers and cookies that the arguments carry. */
export function headersOf(operation: Operation, args: Arguments): Fields {
  const { header, cookie } = planOf(operation);
  const headers = new Fields();
  for (const parameter of header) {
    const value = args[parameter.argument];
    if (value === undefined || value === null) continue;
    const text = written(operation, parameter, value);
    // RFC 6570 §2.3: a list of nothing is nothing.
    if (text !== '' || value === '') setField(headers, parameter.name, text, operation);
  }
  const cookies: string[] = [];
  for (const parameter of cookie) {
    const text = textOf(operation, parameter, args);
    if (text !== '') cookies.push(text);
  }
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  return headers;
}

/**
 * What TypeScript says of a literal, to those whom it did not ask: an argument that is ignored is one that its
 * caller counts on.
 *
 * @throws {InvalidRequestError} There is an argument that the operation does not take.
 */
export function refuseUnknown(operation: Operation, args: Arguments): void {
  const { argumentNames } = planOf(operation);
  for (const name in args)
    if (!argumentNames.has(name) && args[name] !== undefined)
      throw unknown(operation, name, [...argumentNames]);
}

function unknown({ id }: Operation, name: string, names: readonly string[]): InvalidRequestError {
  const meant = nearest(name, names);
  const taken = names.slice(0, mostNamed).map((each) => `\`${each}\``);
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : '';
  const hint =
    meant === undefined ? `It takes ${taken.join(', ') || 'none'}${more}.` : `Did you mean \`${meant}\`?`;
  const message = `${id} has no argument \`${name.slice(0, 100)}\`. ${hint}`;
  return new InvalidRequestError(message, { operation: id });
}

/** Of the names in a message. */
const mostNamed = 8;

/** @throws {InvalidRequestError} A header that is required is in none of the places that may give it. */
export function requireHeaders(operation: Operation, headers: Fields): void {
  for (const parameter of planOf(operation).header) {
    if (parameter.required && !headers.has(parameter.name)) throw missing(operation, parameter);
  }
}

/** @throws {InvalidRequestError} The name or the value is nothing a header can carry. The value is not repeated. */
export function setField(headers: Fields, name: string, value: string, operation: Operation): void {
  if (!isFieldName(name) || !isFieldValue(value)) {
    const message = `${operation.id} was given a header \`${name}\` with characters that no header can carry.`;
    throw new InvalidRequestError(message, { operation: operation.id });
  }
  headers.set(name, value);
}

function pathOf(operation: Operation, { start, slots }: PathPlan, args: Arguments): string {
  let path = start;
  let mayClimb = false;
  for (const { parameter, after, isAlone } of slots) {
    const value = args[parameter.argument];
    const text = value === undefined || value === null ? '' : written(operation, parameter, value);
    if (text === '') throw refusal(operation, parameter, 'was empty or missing, and the path needs it');
    // RFC 3986 §5.2.4: a segment of dots would climb out of the path, percent-encoded or not.
    if (isAlone && isDots(text)) throw climbing(operation, [parameter]);
    if (!isAlone || parameter.allowReserved) mayClimb = true;
    path += text + after;
  }
  // What is harmless by itself may not be beside its neighbours: `{a}{b}`, `.{format}`.
  if (mayClimb && climbs(path))
    throw climbing(
      operation,
      slots.map((slot) => slot.parameter),
    );
  return path;
}

/** Of what may be left out. */
function textOf(operation: Operation, parameter: NamedParameter, args: Arguments): string {
  const value = args[parameter.argument];
  if (value !== undefined && value !== null) return written(operation, parameter, value);
  if (!parameter.required) return '';
  throw missing(operation, parameter);
}

function missing(operation: Operation, parameter: NamedParameter): InvalidRequestError {
  return refusal(operation, parameter, 'was missing, and it is required');
}

function written(operation: Operation, parameter: NamedParameter, value: unknown): string {
  try {
    return parameter.write(value);
  } catch (cause) {
    const why = cause instanceof Unwritable ? cause.message : 'cannot be written';
    throw refusal(operation, parameter, why, cause);
  }
}

/** The value is never in the message: it may be a secret. */
function refusal(
  { id }: Operation,
  { argument, in: place }: NamedParameter,
  why: string,
  cause?: unknown,
): InvalidRequestError {
  const message = `${id}: the ${place} parameter \`${argument}\` ${why}.`;
  return new InvalidRequestError(message, { operation: id, ...(cause !== undefined && { cause }) });
}

function climbing({ id }: Operation, parameters: readonly NamedParameter[]): InvalidRequestError {
  const names = [...new Set(parameters.map(({ argument }) => `\`${argument}\``))].join(', ');
  const message =
    `${id}: the path parameter ${names} makes a segment of dots, which would change the path. ` +
    'Pass the identifier itself.';
  return new InvalidRequestError(message, { operation: id });
}
