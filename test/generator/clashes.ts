/**
 * A document in which every name is wanted by somebody else.
 */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runtime } from './compile.ts';
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
    'apiOf',
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

const clashes = aDocument({
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

/** Writes the SDK of it into this folder. */
export async function clashingSdk(folder: string): Promise<void> {
  await mkdir(folder);
  for (const [name, text] of emitted(clashes, { runtime, extension: '.ts' })) {
    await writeFile(join(folder, name), text);
  }
}
