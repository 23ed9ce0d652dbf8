/** One parameter called `color` with one value, as it is on the wire. */

import { expect } from 'vitest';
import type { Operation, Parameter } from '../../../src/runtime/index.ts';
import { headersOf, urlOf } from '../../../src/runtime/url.ts';

export function anOperation(path: string, params: Operation['params'] = {}): Operation {
  return { id: 'read', method: 'GET', path, resource: 'things', params, replies: {} };
}

/** What comes after the base URL's `/`, or the header, or all cookies. Arrays and objects are welcome. */
export function written(parameter: Parameter, value: unknown, name = 'color'): string | null {
  const path = parameter.in === 'path' ? `/{${name}}` : '/';
  const operation = anOperation(path, { [name]: { type: 'any', ...parameter } });
  const args = { [name]: value };
  if (parameter.in === 'header') return headersOf(operation, args).get(name);
  if (parameter.in === 'cookie') return headersOf(operation, args).get('cookie');
  return urlOf('https://api.example.com', operation, args).slice('https://api.example.com/'.length);
}

export const refused = (message: string) => expect.objectContaining({ code: 'INVALID_REQUEST', message });
