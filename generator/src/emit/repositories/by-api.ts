/**
 * `repositories.ts`: what an application asks of each resource, as an interface; and the same by the API.
 */

import type { Resource } from '../../model.ts';
import { docComment, firstSentence, sentence } from '../comment.ts';
import { type Emission, sibling, sourceFile } from '../file.ts';
import type { Imports } from '../imports.ts';
import { block, methodName, signature } from '../layout.ts';
import { literal } from '../text.ts';
import { importsOf, type Method, parametersOf, type Repository, repositoryOf } from './repository.ts';

export function emitByApi(emission: Emission): string {
  const imports = importsOf(emission);
  imports.type(emission.runtime, 'Client');
  const parts = emission.api.resources.flatMap((resource) => {
    const repository = repositoryOf(resource, emission, imports);
    return [interfaceText(repository), byApiText(repository, imports, emission)];
  });
  return sourceFile(emission, imports, ...parts);
}

function interfaceText({ resource, names, methods }: Repository): string {
  const members = methods.map((method) => {
    const { summary, description, isDeprecated } = method.operation;
    const title = sentence(summary) ?? sentence(firstSentence(description));
    const doc = docComment(
      {
        paragraphs: [
          method.kind === 'read' ? `${title ?? ''} \`undefined\` where there is none.`.trim() : title,
        ],
        tags: [
          ...(isDeprecated ? ['@deprecated'] : []),
          ...(method.kind === 'change' ? ['@throws {NotFoundError} There is none.'] : []),
        ],
      },
      '  ',
    );
    return `${doc}  ${signature(methodName(method.name), parametersOf(method), resultOf(method), ';', '  ')}\n`;
  });
  const doc = docComment({ paragraphs: [sentence(firstSentence(resource.description))] });
  return `${doc}export interface ${names.type} {\n${members.join('')}}\n`;
}

function resultOf({ kind, data }: Method): string {
  if (kind === 'list') return `AsyncIterable<${data}>`;
  const result = data === 'undefined' ? 'void' : data;
  return kind === 'read' ? `Promise<${result} | undefined>` : `Promise<${result}>`;
}

function byApiText(
  { resource, names, file, methods }: Repository,
  imports: Imports,
  emission: Emission,
): string {
  imports.namespace(sibling(file, emission), names.module);
  const members = methods.map((method) => {
    const call = `${names.module}.${method.name}(${['client', argsOf(method)].filter(Boolean).join(', ')})`;
    const given = parametersOf(method).map((each) => /^\w+/.exec(each)?.[0] ?? '');
    return `${method.name}: (${given.join(', ')}) => ${answered(method, call, resource, imports, emission)}`;
  });
  const doc = docComment({ paragraphs: [`\`${resource.tag}\` by the API.`] });
  return `${doc}export function ${names.byApi}(client: Client): ${names.type} {\n  return ${block('{', members, '};', '  ')}\n}\n`;
}

function argsOf({ key, input, isWhole }: Method): string {
  if (isWhole) return 'args';
  if (!input) return key ? 'key' : '';
  const body = input.isOptional ? '...(input !== undefined && { body: input })' : 'body: input';
  return key ? `{ ...key, ${body} }` : `{ ${body} }`;
}

function answered(
  { kind }: Method,
  call: string,
  { tag }: Resource,
  imports: Imports,
  { runtime }: Emission,
): string {
  if (kind === 'read') return `${imports.value(runtime, 'orUndefined')}(${call})`;
  if (kind === 'change') return `${imports.value(runtime, 'orNotFound')}(${literal(tag)}, ${call})`;
  return call;
}
