/**
 * An answer of Prism's as bytes. Prism has no writer for sequences, and sends headers that describe no body of
 * its own: both are left to this, so that what is judged is the contract.
 */

import { isXml, itemKindOf, kindOf } from '../../media-type.ts';
import type { Output } from './exchange.ts';

/** A header that speaks of the body's form, which is ours. */
const formHeaders = new Set([
  'content-length',
  'transfer-encoding',
  'content-encoding',
  'connection',
  'trailer',
]);

/**
 * RFC 9110 §15.4: where these have a Location, a client goes there. A sampled one leads to a host that is nobody's or
 * does not exist; without one the redirect itself is the answer, which is what the spec documents.
 */
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Answers that have no body: RFC 9110 §6.4.1. */
export function hasBody(method: string, status: number): boolean {
  return method !== 'HEAD' && status >= 200 && status !== 204 && status !== 205 && status !== 304;
}

export function headersOf({ statusCode, headers = {} }: Output): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    const lowerCase = name.toLowerCase();
    if (formHeaders.has(lowerCase) || (lowerCase === 'location' && redirects.has(statusCode))) continue;
    try {
      result.set(name, String(value));
    } catch {
      // A sampled value that no header can have: it says nothing about the operation.
    }
  }
  return result;
}

/** @throws {Error} nothing makes this value into that media type */
export function bodyText(body: unknown, mediaType: string): string {
  // A schema that leaves it open allows this, too.
  if (body === undefined && kindOf(mediaType) === 'json') return '{}';
  if (body === undefined) return '';
  const items = itemKindOf(mediaType);
  if (typeof body === 'string' && kindOf(mediaType) !== 'json') return body;
  if (items === 'lines')
    return [body]
      .flat()
      .map((item) => `${JSON.stringify(item)}\n`)
      .join('');
  if (items === 'sequence')
    return [body]
      .flat()
      .map((item) => `\u001e${JSON.stringify(item)}\n`)
      .join('');
  if (isXml(mediaType)) throw new Error('Prism writes XML without the names that the schema gives');
  if (kindOf(mediaType) === 'text' && typeof body === 'object') {
    throw new Error(`Prism has an object where ${mediaType} is a text`);
  }
  return JSON.stringify(body);
}
