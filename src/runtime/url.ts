/**
 * From an operation and its arguments to a URL and headers. Styles are serialised by openapi-fetch's
 * own functions; what they leave to the caller (missing and climbing path values, dates, plain
 * `form` objects, cookies) is settled here.
 */

import { serializeArrayParam, serializeObjectParam, serializePrimitiveParam } from 'openapi-fetch';
import { isMoment, plain } from './codec/moment.ts';
import { InvalidRequestError } from './errors.ts';
import { isFieldName, isFieldValue } from './field.ts';
import type { Operation, Parameter } from './operation.ts';
import { type NamedParameter, planOf } from './plan.ts';

/** Arguments of an operation by their SDK names. */
export type Arguments = Readonly<Record<string, unknown>>;

/**
 * The URL of one call.
 *
 * @throws {InvalidRequestError} A path parameter is missing, empty, or would climb (`.`, `..`).
 */
export function urlOf(baseUrl: string, operation: Operation, args: Arguments): string {
  const { path, query } = planOf(operation);
  let url = operation.path;
  for (const parameter of path) {
    // A function as replacement: `$&` in a value is text, not a pattern.
    url = url.replace(`{${parameter.name}}`, () => pathText(operation, parameter, args[parameter.argument]));
  }
  const search = query
    .map((parameter) => queryText(operation, parameter, args[parameter.argument]))
    .filter((text) => text !== '')
    .join('&');
  if (search === '') return baseUrl + url;
  return `${baseUrl}${url}${url.includes('?') ? '&' : '?'}${search}`;
}

/** Headers and cookies that the arguments carry. */
export function headersOf(operation: Operation, args: Arguments): Headers {
  const { header, cookie } = planOf(operation);
  const headers = new Headers();
  for (const parameter of header) {
    const value = args[parameter.argument];
    if (value !== undefined && value !== null) {
      setField(headers, parameter.name, headerText(parameter, value), operation);
    }
  }
  const cookies = cookie
    .map((parameter) => styled(parameter, args[parameter.argument], 'form', '; '))
    .filter((text) => text !== '');
  if (cookies.length > 0) headers.set('cookie', cookies.join('; '));
  return headers;
}

/** @throws {InvalidRequestError} The name or the value is nothing a header can carry. The value is not repeated. */
export function setField(headers: Headers, name: string, value: string, operation: Operation): void {
  if (!isFieldName(name) || !isFieldValue(value)) {
    const message = `${operation.id} was given a header \`${name}\` with characters that no header can carry.`;
    throw new InvalidRequestError(message, { operation: operation.id });
  }
  headers.set(name, value);
}

function pathText(operation: Operation, parameter: NamedParameter, value: unknown): string {
  const text = value === undefined || value === null ? '' : pathStyled(parameter, value);
  if (text === '') {
    throw new InvalidRequestError(
      `${operation.id} needs the path parameter \`${parameter.argument}\`, and it was empty or missing.`,
      { operation: operation.id },
    );
  }
  // RFC 3986 §5.2.4: a segment of dots would climb out of the path, percent-encoded or not.
  if (text === '.' || text === '..') {
    throw new InvalidRequestError(
      `${operation.id} was given \`${text}\` as the path parameter \`${parameter.argument}\`: it would ` +
        'change the path. Pass the identifier itself.',
      { operation: operation.id },
    );
  }
  return text;
}

function pathStyled(parameter: NamedParameter, value: unknown): string {
  const style = parameter.style ?? 'simple';
  if (typeof value === 'object' && !isMoment(value)) return styled(parameter, value, style);
  const text = encodeURIComponent(plain(value));
  if (text === '') return '';
  if (style === 'label') return `.${text}`;
  if (style === 'matrix') return `;${parameter.name}=${text}`;
  return text;
}

function queryText(operation: Operation, parameter: NamedParameter, value: unknown): string {
  try {
    return styled(parameter, value, 'form');
  } catch (cause) {
    throw new InvalidRequestError(
      `${operation.id} cannot write the query parameter \`${parameter.argument}\` in its style ` +
        `\`${parameter.style ?? 'form'}\`: the value is nested too deeply.`,
      { operation: operation.id, cause },
    );
  }
}

/** OpenAPI 3.1 §4.8.12.3: a value in its parameter's style. Empty where there is no value. */
function styled(
  parameter: NamedParameter,
  value: unknown,
  defaultStyle: NonNullable<Parameter['style']>,
  joiner = '&',
): string {
  if (value === undefined || value === null) return '';
  const name = encodeURIComponent(parameter.name);
  const style = parameter.style ?? defaultStyle;
  const explode = parameter.explode ?? (style === 'form' || style === 'deepObject');
  const allowReserved = parameter.allowReserved ?? false;
  if (parameter.content !== undefined) {
    return serializePrimitiveParam(name, parameter.json(value), { allowReserved });
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return '';
    const text = serializeArrayParam(name, value.map(plain), {
      style: arrayStyle(style),
      explode,
      allowReserved,
    });
    return joiner === '&' ? text : text.replaceAll('&', joiner);
  }
  if (typeof value === 'object' && !isMoment(value)) {
    const entries = Object.entries(value).filter(([, member]) => member !== undefined && member !== null);
    const members = Object.fromEntries(
      entries.map(([key, member]) => [encodeURIComponent(key), scalar(member)]),
    );
    const text = serializeObjectParam(name, members, { style: objectStyle(style), explode, allowReserved });
    return joiner === '&' ? text : text.replaceAll('&', joiner);
  }
  return serializePrimitiveParam(name, plain(value), { allowReserved });
}

function headerText(parameter: NamedParameter, value: unknown): string {
  if (parameter.content !== undefined) return parameter.json(value);
  // RFC 9110 §5.5: field values are not percent-encoded.
  if (Array.isArray(value)) return value.map(plain).join(',');
  if (typeof value === 'object' && value !== null && !isMoment(value)) {
    const pairs = Object.entries(value).map(([key, member]) => [key, plain(member)]);
    return pairs.map((pair) => pair.join(parameter.explode ? '=' : ',')).join(',');
  }
  return plain(value);
}

/** Leaves arrays and objects for the serialiser to refuse, rather than writing `[object Object]`. */
function scalar(value: unknown): unknown {
  return isMoment(value) || typeof value === 'bigint' ? plain(value) : value;
}

function arrayStyle(style: NonNullable<Parameter['style']>) {
  return style === 'deepObject' ? 'form' : style;
}

function objectStyle(style: NonNullable<Parameter['style']>) {
  return style === 'spaceDelimited' || style === 'pipeDelimited' ? 'form' : style;
}
