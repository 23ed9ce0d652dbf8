/**
 * The end of a module of endpoints: all of them as an interface, as a list, and as what it exports.
 */

import type { Resource } from '../model.ts';
import { docComment, firstSentence, sentence } from './comment.ts';
import type { Emission } from './file.ts';
import { compare } from './imports.ts';
import { group, methodName, signature } from './layout.ts';
import type { Part } from './part.ts';

export function emitEndpoints({ tag }: Resource, parts: readonly Part[], { names }: Emission): string {
  const resource = names.resources.get(tag);
  const members = parts.map(({ operation, short, args, mayOmit, call, options, generics }) => {
    const title = sentence(operation.summary) ?? sentence(firstSentence(operation.description));
    const doc = docComment(
      { paragraphs: [title], tags: operation.isDeprecated ? ['@deprecated'] : [] },
      '  ',
    );
    const head = signature(
      methodName(short) + generics,
      [`args${mayOmit ? '?' : ''}: ${args}`, `options?: ${options}`],
      call,
      ';',
      '  ',
    );
    return `${doc}  ${head}\n`;
  });
  const doc = docComment({
    paragraphs: [`The endpoints of \`${tag}\` on a client: \`api.${resource?.namespace}\`.`],
  });
  return `${doc}export interface ${resource?.endpoints} {\n${members.join('')}}\n`;
}

export function emitList({ tag }: Resource, parts: readonly Part[]): string {
  const doc = docComment({ paragraphs: [`What each endpoint of \`${tag}\` is, by path and method.`] });
  return `${doc}${group(
    'const operations: readonly Operation[] = [',
    parts.map((part) => part.descriptor),
    '];',
  )}\n`;
}

export function emitExports(parts: readonly Part[]): string {
  const names = parts.map(({ flat, short }) => (flat === short ? flat : `${flat} as ${short}`));
  return `${group('export {', [...names, 'operations'].sort(compare), '};')}\n`;
}
