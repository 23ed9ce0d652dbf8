import { describe, expect, test } from 'vitest';
import { aDocument, anOperation, emitted } from './support.ts';

const document = aDocument({
  info: { title: 'Pet Shop', version: '1' },
  servers: [{ url: 'https://api.example.com/v1' }],
  tags: [
    { name: 'pets', description: 'Animals with a name. They like people.', 'x-cache-ttl': 180 },
    { name: 'client', 'x-cache-ttl': 0 },
  ],
  paths: {
    '/pets': { get: anOperation() },
    '/clients': { get: anOperation({ operationId: 'listClients', tags: ['client'] }) },
  },
  components: { schemas: { Pet: { type: 'object', description: 'A pet. It has a name.' } } },
});

const files = emitted(document, { runtime: '../runtime/index.ts', extension: '.ts' });

describe('every file of an SDK', () => {
  test.each(['schemas.ts', 'resources.ts', 'client.ts', 'api.ts', 'index.ts'])('%s', (name) => {
    expect(files.get(name)).toMatchSnapshot();
  });

  test('begins with the one line that says whose it is', () => {
    for (const text of files.values()) {
      expect(text.split('\n', 1)[0]).toBe(
        '// Generated from spec.yaml by Breakwater. Do not edit: change the spec, then generate again.',
      );
    }
  });

  test('ends with one line end', () => {
    for (const text of files.values()) expect(text).toMatch(/[^\n]\n$/);
  });
});

test.each([
  ['.ts', "from './schemas.ts'"],
  ['.js', "from './schemas.js'"],
  ['', "from './schemas'"],
] as const)('imports end in "%s" where the project wants that', (extension, expected) => {
  expect(emitted(document, { extension }).get('index.ts')).toContain(expected);
});
