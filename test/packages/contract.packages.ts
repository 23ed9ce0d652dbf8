/** `generate --contract-test` in somebody's project: strict types, a real run of Vitest, a failure that names the operation. */

import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { tool } from './install.ts';

const execute = promisify(execFile);
const root = resolve(import.meta.dirname, '../..');
const home = inject('home');
const project = join(home, 'projects/contract-test');
const breakwater = join(home, 'node_modules/@breakwater/generator/bin/breakwater.js');

beforeAll(async () => {
  await mkdir(project, { recursive: true });
  await writeFile(join(project, 'openapi.yaml'), spec);
  await writeFile(join(project, 'package.json'), '{ "type": "module" }');
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify(tsconfig));
  for (const name of ['vitest', '@stoplight/prism-cli', '@types/node']) {
    const link = join(project, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await rm(link, { force: true });
    await symlink(join(root, 'node_modules', name), link);
  }
  await run([breakwater, 'generate', 'openapi.yaml', '--out', 'src/api', '--contract-test']);
});

test('its types are strict, for each compiler', { timeout: 120_000 }, async () => {
  for (const compiler of ['5.9', '6', '7']) {
    const { code, printed } = await run([tool(`typescript-${compiler}/bin/tsc`), '-p', '.']);
    expect([code, printed], compiler).toEqual([0, '']);
  }
});

test('it is part of what was generated: kept, compared and taken away with it', async () => {
  const args = [breakwater, 'generate', 'openapi.yaml', '--out', 'src/api'];
  expect((await run([...args, '--contract-test', '--check'])).code).toBe(0);
  const { code, printed } = await run([...args, '--check', '--no-lock']);
  expect([code, printed]).toEqual([1, expect.stringContaining('contract.test.ts')]);
});

describe('a run of Vitest', () => {
  test('has a test for each operation, and skips what cannot be judged', async () => {
    const { success, tests } = await vitest();
    expect(tests).toEqual([
      ['pets writeNote: PUT /note', 'skipped', ''],
      ['pets listPets: GET /pets', 'passed', ''],
      ['pets addPet: POST /pets', 'passed', ''],
    ]);
    expect(success).toBe(true);
  });

  test('names the operation that breaks its contract, the rule, and what was sent', async () => {
    const file = join(project, 'src/api/pets.ts');
    const text = await readFile(file, 'utf8');
    expect(text).toContain('{ limit: { in: ');
    await writeFile(file, text.replace('{ limit: { in: ', "{ limit: { name: 'most', in: "));
    try {
      const { success, tests } = await vitest();
      expect(success).toBe(false);
      expect(tests.map(([title, status]) => [title, status])).toEqual([
        ['pets writeNote: PUT /note', 'skipped'],
        ['pets listPets: GET /pets', 'failed'],
        ['pets addPet: POST /pets', 'passed'],
      ]);
      expect(tests[1]?.[2]).toContain('ContractError: listPets does not keep its contract.');
      expect(tests[1]?.[2]).toContain(
        "required input: query: Request query must have required property 'limit'",
      );
      expect(tests[1]?.[2]).toContain('→ GET /pets?most=');
    } finally {
      await writeFile(file, text);
    }
  });

  test('says what the spec has no more', async () => {
    await writeFile(
      join(project, 'openapi.yaml'),
      spec.replace('operationId: addPet', 'operationId: createPet'),
    );
    try {
      const { tests } = await vitest();
      expect(tests[2]?.[2]).toContain('The spec or the SDK has no addPet any more: generate it again.');
    } finally {
      await writeFile(join(project, 'openapi.yaml'), spec);
    }
  });
});

interface Report {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** Name, outcome and message of each test. */
async function vitest(): Promise<{
  success: boolean;
  tests: readonly (readonly [string, string, string])[];
}> {
  const report = join(project, 'report.json');
  const bin = join(root, 'node_modules/vitest/vitest.mjs');
  await run([bin, 'run', '--reporter=json', `--outputFile.json=${report}`]);
  const { success, testResults }: Report = JSON.parse(await readFile(report, 'utf8'));
  const tests = testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, status, failureMessages = [] }) => {
      return [fullName, status, failureMessages.join('\n')] as const;
    }),
  );
  return { success, tests };
}

/** Node in the project, whatever comes of it. */
async function run(args: readonly string[]): Promise<{ code: number; printed: string }> {
  try {
    const { stdout } = await execute(process.execPath, [...args], { cwd: project });
    return { code: 0, printed: stdout };
  } catch (error) {
    const {
      code = 1,
      stdout = '',
      stderr = '',
    } = error as { code?: number; stdout?: string; stderr?: string };
    return { code, printed: stdout + stderr };
  }
}

const tsconfig = {
  compilerOptions: {
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    noUnusedLocals: true,
    skipLibCheck: true,
    module: 'nodenext',
    target: 'es2024',
    types: ['node'],
    noEmit: true,
  },
  include: ['src'],
};

const spec = `
openapi: 3.1.0
info: { title: Pets, version: '1' }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string, minLength: 2 } } }
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{ name: limit, in: query, required: true, schema: { type: integer, minimum: 1, maximum: 50 } }]
      responses:
        '200': { description: All, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } }
    post:
      operationId: addPet
      tags: [pets]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses:
        '201': { description: Added, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
        '409': { description: Known already }
  /note:
    put:
      operationId: writeNote
      tags: [pets]
      requestBody: { required: true, content: { text/plain: { schema: { type: object } } } }
      responses:
        '204': { description: Written }
`;
