import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { generate } from '../../generator/src/index.ts';
import { type Compiler, errorsIn, inFolder, runtime } from './compile.ts';
import { aDocument, anOperation, emitted, json } from './support.ts';

/** Names that are taken: by the language, the runtime, the DOM, and by each other. */
const words = [
  ...[
    'delete',
    'default',
    'await',
    'then',
    'client',
    'args',
    'options',
    'operations',
    'bind',
    'face',
    'index',
    'schemas',
  ],
  ...[
    'Blob',
    'Promise',
    'Call',
    'Client',
    'Operation',
    'Operations',
    'Success',
    'Exclude',
    'Record',
    'Api',
    'Resource',
  ],
  ...[
    'GetXArgs',
    'get-x',
    'get_x',
    'constructor',
    '__proto__',
    'components',
    'paths',
    'createClient',
    'types',
  ],
];

const collisions = aDocument({
  paths: Object.fromEntries(
    words.map((word) => {
      const reply = json({ $ref: `#/components/schemas/${word}` });
      const get = anOperation({ operationId: word, tags: [word], responses: { 200: reply, default: reply } });
      const post = anOperation({
        operationId: `${word}Operation`,
        tags: [word],
        parameters: [{ name: word, in: 'query' }],
      });
      return [`/${word}`, { get, post }];
    }),
  ),
  components: {
    schemas: Object.fromEntries(words.map((word) => [word, { type: 'object', properties: { [word]: {} } }])),
  },
});

test.each<Compiler>(['7', '5.9'])(
  'names that clash with everything compile under TypeScript %s',
  { timeout: 60_000 },
  async (compiler) => {
    await inFolder(async (folder) => {
      await mkdir(join(folder, 'sdk'));
      for (const [name, text] of emitted(collisions, { runtime, extension: '.ts' })) {
        await writeFile(join(folder, 'sdk', name), text);
      }
      expect(await errorsIn(folder, compiler)).toEqual([]);
    });
  },
);

test.each<Compiler>(['7', '5.9'])(
  'the reference API compiles under TypeScript %s',
  { timeout: 60_000 },
  async (compiler) => {
    await inFolder(async (folder) => {
      const spec = fileURLToPath(new URL('../../spec/openapi.yaml', import.meta.url));
      const report = await generate({ spec, out: join(folder, 'sdk'), runtime, importExtension: 'ts' });
      expect(report.problems).toEqual([]);
      expect(await errorsIn(folder, compiler)).toEqual([]);
    });
  },
);

test('what a type would have taken, had it been short, is not imported', () => {
  const schema = { oneOf: [{ $ref: '#/components/schemas/Dog' }, { type: 'object', properties: { a: {} } }] };
  const paths = { '/pets': { get: anOperation({ responses: { 200: json(schema) } }) } };
  const module = emitted(aDocument({ paths, components: { schemas: { Dog: {} } } })).get('pets.ts');
  expect(module).not.toContain('Dog');
});
