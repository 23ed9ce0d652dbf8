/**
 * An answer of Prism's as bytes. Prism has no writer for sequences, and sends headers that describe no body of
 * its own: both are left to this, so that what is judged is the contract.
 */

import { isXml, itemKindOf, kindOf } from '../../media-type.ts';
import type { Output } from './prism.ts';

/** A header that speaks of the body's form, which is ours. */
const formHeaders = new Set([
  'content-length',
  'transfer-encoding',
  'content-encoding',
  'connection',
  'trailer',
]);

/** Answers that have no body: RFC 9110 §6.4.1. */
export function hasBody(method: string, status: number): boolean {
  return method !== 'HEAD' && status >= 200 && status !== 204 && status !== 205 && status !== 304;
}

export function headersOf({ headers = {} }: Output): Headers {
  const result = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (formHeaders.has(name.toLowerCase())) continue;
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
