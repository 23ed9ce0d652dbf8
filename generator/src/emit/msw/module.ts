/** `msw.ts`: a handler of MSW for each operation, with the spec's examples. */

import { Sampler } from '../../contract/sample/sampler.ts';
import type { Operation } from '../../model.ts';
import { type Node, nodeOf } from '../../node.ts';
import { docComment } from '../comment.ts';
import { type Emission, sibling, sourceFile } from '../file.ts';
import { Imports } from '../imports.ts';
import { block, group, width } from '../layout.ts';
import { namesOf } from '../part.ts';
import { key, literal } from '../text.ts';
import { type Example, exampleOf } from './example.ts';

export function emitMsw(document: Node, emission: Emission): [string, string][] {
  const { api } = emission;
  if (api.operations.length === 0) return [];
  const sampler = new Sampler(nodeOf(nodeOf(document.components).schemas));
  const imports = new Imports();
  const testing = testingOf(emission.runtime);
  for (const name of ['handlersOf', 'mocking']) imports.value(testing, name);
  imports.type(testing, 'MockOptions');
  imports.value('msw', 'http');
  imports.value(sibling('client', emission), 'sdk');
  const members = api.operations.map((operation) => {
    const example = exampleOf(operation, document, sampler);
    const { method, path } = operation;
    const doc = docComment(
      { paragraphs: [`\`${method} ${path.replaceAll('`', '')}\`${told(example)}`] },
      '    ',
    );
    return `${doc}    ${mockText(operation, example, emission, imports)}\n`;
  });
  const mocks = `${docComment({
    paragraphs: [
      'A handler of MSW for each operation: `server.use(mocks().getThing(({ id }) => …))`. Without an answer it gives the one that is written here.',
    ],
  })}export function mocks(options?: MockOptions) {
  const on = mocking(http, sdk, options);
  return {
${members.join('')}  };
}
`;
  const handlers = `${docComment({
    paragraphs: ['All of them: `setupServer(...handlers())`.'],
  })}export function handlers(options?: MockOptions) {
  return handlersOf(mocks(options));
}
`;
  return [['msw.ts', sourceFile(emission, imports, mocks, handlers)]];
}

/** The door for tests of the runtime that the SDK imports. */
function testingOf(runtime: string): string {
  const folder = /^(.*\/)runtime(\/[^/]*)$/.exec(runtime);
  return folder && /^\.{0,2}\//.test(runtime) ? `${folder[1]}testing${folder[2]}` : `${runtime}/testing`;
}

function mockText(
  operation: Operation,
  example: Example | undefined,
  emission: Emission,
  imports: Imports,
): string {
  const { flat, short } = namesOf(operation, emission);
  const { file = '', namespace = '' } = emission.names.resources.get(operation.tag) ?? {};
  const module = `${namespace}Module`;
  imports.namespace(sibling(file, emission), module);
  const names = [...operation.path.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => literal(name));
  const before = `${key(flat)}: on(${module}.${short}, [${names.join(', ')}]`;
  if (!example) return `${before}),`;
  const members = membersOf(example);
  const line = `${before}, { ${members.join(', ')} }),`;
  const fits = !line.includes('\n') && line.length + 4 <= width;
  return fits ? line : block(`${before}, {`, members, '}),', '    ');
}

function told(example: Example | undefined): string {
  if (!example) return ': the spec shows nothing, and says too little to make it up.';
  return example.isShown
    ? `: ${example.status}, as the spec shows it.`
    : `: ${example.status}, made of its schema.`;
}

function membersOf({ status, mediaType, json, text }: Example): string[] {
  return [
    `status: ${status}`,
    ...(mediaType === undefined ? [] : [`type: ${literal(mediaType)}`]),
    ...(json === undefined ? [] : [`json: ${valueText(json, '      ')}`]),
    ...(text === undefined ? [] : [`text: ${literal(text)}`]),
  ];
}

/** JSON as a literal, a member a line where it fits none. */
function valueText(value: unknown, indent: string): string {
  if (typeof value === 'string') return literal(value);
  if (typeof value !== 'object' || value === null) return String(value ?? null);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item) => valueText(item, deeper))
    : Object.entries(value).map(([name, member]) => `${key(name)}: ${valueText(member, deeper)}`);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  const isLong = items.some((item) => item.includes('\n'));
  return (isLong ? block : group)(open, items, close, indent);
}
