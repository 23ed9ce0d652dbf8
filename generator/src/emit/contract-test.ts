/**
 * `contract.test.ts`: a test of Vitest for each operation, which calls the SDK beside it and holds it against the spec.
 */

import type { Resource } from '../model.ts';
import { type Emission, sibling, sourceFile } from './file.ts';
import { Imports } from './imports.ts';
import { group } from './layout.ts';
import { literal } from './text.ts';

/** Where the spec is, from the folder of the SDK; and what else has a say in how it is read. */
export interface TestedSpec {
  readonly spec: string;
  readonly overlays?: readonly string[] | undefined;
  readonly allowRemote?: readonly string[] | undefined;
  readonly root?: string | undefined;
}

export function contractTestFor(source: TestedSpec): (emission: Emission) => [string, string][] {
  return (emission) =>
    emission.api.operations.length === 0 ? [] : [['contract.test.ts', textOf(source, emission)]];
}

function textOf(source: TestedSpec, emission: Emission): string {
  const imports = new Imports();
  imports.value('@breakwater/generator/contract', 'contractOf');
  for (const name of ['afterAll', 'beforeAll', 'describe', 'test', 'vi']) imports.value('vitest', name);
  imports.namespace(sibling('index', emission), 'sdk');
  return sourceFile(
    emission,
    // Vitest reads it wherever it stands: a browser's fetch sends no requests of Node's.
    `// @vitest-environment node\n\n${imports}`,
    'vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });\n',
    `${contractText(source)}\n\nbeforeAll(() => contract.open());\nafterAll(() => contract.close());\n`,
    ...emission.api.resources.map((resource) => resourceText(resource, emission)),
  );
}

function contractText({ spec, overlays, allowRemote, root }: TestedSpec): string {
  const members = [
    'from: import.meta.url',
    `spec: ${literal(spec)}`,
    ...(overlays === undefined ? [] : [group('overlays: [', overlays.map(literal), ']', '  ')]),
    ...(allowRemote === undefined ? [] : [group('allowRemote: [', allowRemote.map(literal), ']', '  ')]),
    ...(root === undefined ? [] : [`root: ${literal(root)}`]),
    'sdk',
  ];
  return group('const contract = contractOf({', members, '});');
}

function resourceText({ tag }: Resource, { api, names }: Emission): string {
  const tests = api.operations
    .filter((operation) => operation.tag === tag)
    .map((operation) => {
      const name = names.operations.get(operation)?.flat ?? '';
      const title = literal(`${name}: ${operation.method} ${operation.path}`);
      return `  test(${title}, ({ skip }) => contract.keeps(${literal(name)}, skip));\n`;
    });
  return `describe(${literal(tag)}, () => {\n${tests.join('')}});\n`;
}
