/**
 * The document of one operation, once for each answer: `/0/pets` gives its first, `/1/pets` its second.
 */

import { entriesOf, type Node, nodeOf, own } from '../../node.ts';
import { unescapeStep } from '../../pointer.ts';
import type { AnswerWanted, ServedOperation } from './protocol.ts';
import { contentOf, responseOf } from './response.ts';
import { sliceOf } from './slice.ts';

/** The newest that Steady reads. */
const newest = '3.1.1';

/** Kinds of components that say something of a request or a reply; it refuses a document for an example that is missing. */
const kinds = new Set(['schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'securitySchemes']);

export function steadyDocument(document: Node, { path, method, answers }: ServedOperation): Node {
  const { openapi, info, paths, components } = sliceOf(document, path, method);
  const item = nodeOf(own(paths, path));
  const verb = method.toLowerCase();
  const operation = nodeOf(own(item, verb));
  const byAnswer = (answers.length > 0 ? answers : [{}]).map((answer, index) => {
    const responses = responsesOf(document, nodeOf(operation.responses), answer);
    const only = { parameters: item.parameters ?? [], [verb]: { ...operation, servers: [], responses } };
    return [`/${index}${templateOf(path)}`, only] as const;
  });
  const served: Node = {
    openapi: /^3\.[01]\./.test(String(openapi)) ? openapi : newest,
    info,
    paths: Object.fromEntries(byAnswer),
  };
  const needed = Object.fromEntries(entriesOf(components).filter(([kind]) => kinds.has(kind)));
  return { ...served, components: { ...needed, schemas: closed(served, nodeOf(needed['schemas'])) } };
}

/** As a request has it: what is no part of a path is not there, and what a URL cannot have is encoded. */
function templateOf(path: string): string {
  const parts = path.replace(/#.*$/s, '').split(/(\{[^{}]*\})/);
  return parts.map((part) => (part.startsWith('{') ? part : encodeURI(part))).join('');
}

/** It refuses a document for a reference inside an extension, too, which leads to nothing that is needed. */
function closed(served: Node, schemas: Node): Node {
  const references = JSON.stringify([served, schemas]).matchAll(/"#\/components\/schemas\/([^"]+)"/g);
  const names = [...references].map(([, name = '']) => unescapeStep(name));
  const missing = names.filter((name) => !Object.hasOwn(schemas, name));
  return { ...schemas, ...Object.fromEntries(missing.map((name) => [name, {}])) };
}

/** The one that is wanted, with its one content. */
function responsesOf(document: Node, responses: Node, { status = 200, mediaType }: AnswerWanted): Node {
  const response = responseOf(document, responses, status);
  const { content: _, ...others } = response;
  const only = mediaType === undefined ? {} : { content: { [mediaType]: contentOf(response, mediaType) } };
  return { [status]: { description: '', ...others, ...only } };
}
