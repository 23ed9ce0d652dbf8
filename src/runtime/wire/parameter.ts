/**
 * Chooses what writes a parameter, once, from its descriptor: a call only calls it.
 */

import { essence, isJson } from '../media-type.ts';
import type { Parameter, ParameterStyle } from '../operation.ts';
import { cookieWriter } from './cookie-styles.ts';
import { formText } from './form-body.ts';
import { headerWriter } from './header-style.ts';
import { jsonText } from './json.ts';
import { pathWriter } from './path-styles.ts';
import { percentEncoded } from './percent.ts';
import { queryWriter } from './query-styles.ts';
import { isScalar, scalarText } from './scalar.ts';
import { kindOf, Unwritable } from './unwritable.ts';

/**
 * The text of a value: of a path, its place in the template; of a query, what stands between the `&`s; of a
 * cookie, between the `; `s. Empty where there is nothing to write.
 *
 * @throws {Unwritable} The value has no form there.
 */
export type Write = (value: unknown) => string;

/** @param json Writes a value as JSON; see `jsonText` for what does otherwise. */
export function parameterWriter(name: string, parameter: Parameter, json: Write | undefined): Write {
  const write =
    parameter.content === undefined ? styleWriter(name, parameter) : contentWriter(name, parameter, json);
  return parameter.content === undefined ? checked(parameter.type, write) : write;
}

function styleWriter(name: string, parameter: Parameter): Write {
  const { in: place, allowReserved = false } = parameter;
  const style = parameter.style ?? (place === 'query' || place === 'cookie' ? 'form' : 'simple');
  const explode = parameter.explode ?? (style === 'form' || style === 'deepObject' || style === 'cookie');
  if (place === 'path') return pathWriter({ name, style: pathStyle(style), explode, allowReserved });
  if (place === 'header') return headerWriter(explode);
  if (place === 'cookie') return cookieWriter({ name, style: style === 'cookie' ? style : 'form', explode });
  return queryWriter({ name, style: formStyle(style), explode, allowReserved });
}

function pathStyle(style: ParameterStyle): 'simple' | 'label' | 'matrix' {
  return style === 'label' || style === 'matrix' ? style : 'simple';
}

export function formStyle(style: ParameterStyle): 'form' | 'spaceDelimited' | 'pipeDelimited' | 'deepObject' {
  return style === 'spaceDelimited' || style === 'pipeDelimited' || style === 'deepObject' ? style : 'form';
}

/** What TypeScript would have said, to those whom it did not ask. */
function checked(type: Parameter['type'], write: Write): Write {
  if (type === 'any') return write;
  if (type === 'array') {
    return (value) => {
      if (Array.isArray(value)) return write(value);
      throw new Unwritable(`is ${kindOf(value)} where an array is due`);
    };
  }
  if (type === 'object') {
    return (value) => {
      if (!isScalar(value) && !Array.isArray(value)) return write(value);
      throw new Unwritable(`is ${kindOf(value)} where an object is due`);
    };
  }
  if (type === 'number' || type === 'boolean') {
    const { isOne, called } = scalars[type];
    return (value) => {
      if (!isScalar(value) || isOne(value)) return one(value, write);
      throw new Unwritable(`is ${kindOf(value)} where ${called} is due`);
    };
  }
  return (value) => one(value, write);
}

function one(value: unknown, write: Write): string {
  if (isScalar(value)) return write(value);
  throw new Unwritable(`is ${kindOf(value)} where one value is due`);
}

/** Their text is as good as they are: it goes out the same, and forms and URLs of our callers have nothing else. */
const scalars = {
  number: {
    called: 'a number',
    isOne: (value: unknown) =>
      typeof value === 'number' ||
      typeof value === 'bigint' ||
      isText(value, /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i),
  },
  boolean: {
    called: 'a boolean',
    isOne: (value: unknown) => typeof value === 'boolean' || isText(value, /^(?:true|false)$/),
  },
};

function isText(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

/** A whole document as the value (`content`): OpenAPI 3.1.1 §4.8.12.3. */
function contentWriter(name: string, { in: place, content = '' }: Parameter, json: Write | undefined): Write {
  const document = documentWriter(content, json);
  if (place === 'header') return (value) => withoutUnicode(document(value));
  if (place === 'path' || place === 'querystring') return (value) => percentEncoded(document(value));
  const start = `${percentEncoded(name)}=`;
  return (value) => start + percentEncoded(document(value));
}

function documentWriter(mediaType: string, json: Write | undefined): Write {
  const type = essence(mediaType);
  if (isJson(type)) return (value) => jsonText(value, json);
  if (type === 'application/x-www-form-urlencoded') return (value) => formText(value, {}, json);
  return scalarText;
}

/** RFC 8259 §7: what a header cannot carry, JSON can spell. Other documents are checked with the header. */
function withoutUnicode(text: string): string {
  return text.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
