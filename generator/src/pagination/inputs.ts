/**
 * What an operation takes that may say which page is wanted: parameters of the query, and members of the body
 * of a search.
 */

import type { Operation } from '../model.ts';
import { argumentNames } from '../names.ts';
import { type Node, textOf } from '../node.ts';
import { wordsOf } from '../words.ts';
import { type Definitions, membersOf, solid, typeOf } from './reply.ts';
import { pagingObjects, plain } from './words.ts';

export interface Input {
  /** As a descriptor names it. */
  readonly parameter: string;
  /** As the spec spells it. */
  readonly name: string;
  /** As words.ts compares it. */
  readonly word: string;
  readonly type: string | undefined;
  readonly schema: Node;
  readonly description: string;
}

export function inputsOf(operation: Operation, definitions: Definitions): readonly Input[] {
  const names = argumentNames(operation);
  const fromQuery = operation.parameters
    .filter((parameter) => parameter.in === 'query')
    .flatMap((parameter) => {
      const argument = names.get(parameter) ?? parameter.name;
      const schema = solid(parameter.schema, definitions);
      const description = parameter.description ?? textOf(schema.description) ?? '';
      const word = plain(parameter.name);
      const input = {
        parameter: argument,
        name: parameter.name,
        word,
        type: typeOf(schema),
        schema,
        description,
      };
      if (argument.startsWith('/')) return [];
      return pagingObjects.has(word) && input.type === 'object'
        ? inside(schema, `/${argument.replaceAll('~', '~0').replaceAll('/', '~1')}`, definitions)
        : [input];
    });
  return isSearch(operation) ? [...fromQuery, ...fromBody(operation, definitions)] : fromQuery;
}

/** It asks for a list and writes nothing, whatever its method: asking again does no harm. */
export function isSearch({ method, path, operationId = '' }: Operation): boolean {
  if (method !== 'POST') return method === 'QUERY';
  const place = wordsOf(path.split('/').findLast((segment) => !segment.includes('{')) ?? '');
  const [verb = ''] = wordsOf(operationId);
  return [verb, ...place].some((word) => /^(?:search|query|list|find|filter)$/i.test(word));
}

function fromBody({ body }: Operation, definitions: Definitions): Input[] {
  return body === undefined ? [] : inside(solid(body.schema, definitions), '/body', definitions);
}

function inside(schema: Node, base: string, definitions: Definitions): Input[] {
  return membersOf(schema, definitions)
    .filter(({ within }) => within.every((word) => pagingObjects.has(word)))
    .map(({ pointer, name, word, type, schema: own }) => {
      return {
        parameter: base + pointer,
        name,
        word,
        type,
        schema: own,
        description: textOf(own.description) ?? '',
      };
    });
}
