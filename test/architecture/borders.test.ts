import { expect, test } from 'vitest';
import { violations } from './borders.ts';
import { importsIn, importsUnder } from './imports.ts';

test('no file imports across a border', async () => {
  const imports = (await Promise.all(['src', 'generator/src'].map(importsUnder))).flat();

  expect(imports.length).toBeGreaterThan(100);
  expect(violations(imports)).toEqual([]);
});

test.each([
  ['src/runtime/policy/circuit.ts', "import { sender } from '../send.ts';"],
  ['src/runtime/policy/window.ts', "import type { Exchange } from '../exchange.ts';"],
  ['src/runtime/layers/auth.ts', "import { createClient } from '../client.ts';"],
  ['src/runtime/layers/auth.ts', "import { bearer } from '../auth/credential.ts';"],
  ['src/runtime/path.ts', "import { readFile } from 'node:fs/promises';"],
  ['src/runtime/path.ts', "const { hostname } = await import('node:os');"],
  ['src/runtime/client.ts', "import '../../generator/src/index.ts';"],
  ['src/runtime/client.ts', "export * from '../metrics/index.ts';"],
  ['src/runtime/body.ts', "import { fileFromPath } from '../node/index.ts';"],
  ['src/node/index.ts', "import { part } from '../runtime/index.ts';"],
  ['src/runtime/client.ts', "import { openTelemetry } from '../otel/index.ts';"],
  ['src/runtime/client.ts', "import { trace } from '@opentelemetry/api';"],
  ['src/otel/open-telemetry.ts', "import { createClient } from '../runtime/index.ts';"],
  ['src/runtime/client.ts', "import KeyvRedis from '@keyv/redis';"],
  ['src/runtime/store/redis.ts', "import KeyvRedis from '@keyv/redis';"],
  ['src/runtime/store/open-store.ts', "await import('#redis');"],
  ['src/runtime/field.ts', "import { OptionsError } from './errors.ts';"],
  ['src/runtime/store/tiers.ts', "await import('#redis');"],
  ['src/runtime/store/redis.ts', "await import('@keyv/redis');"],
  ['src/runtime/errors.ts', "import { ky } from './send.ts';"],
  ['src/generated/portfolio.ts', "import { createClient } from '../runtime/client.ts';"],
  ['src/generated/portfolio.ts', "import lodash from 'lodash';"],
  ['generator/src/emit/file.ts', "import type { Operation } from '../../../src/runtime/operation.ts';"],
])('%s may not say %s', (file, source) => {
  expect(violations(importsIn(file, source))).not.toEqual([]);
});

test.each([
  ['src/runtime/layers/auth.ts', "import type { Signer } from '../auth/credential.ts';"],
  ['src/runtime/store/redis.ts', "await import('#redis');"],
  ['src/runtime/auth/bearer.ts', "import { isFieldValue } from '../field.ts';"],
  ['src/node/file-from-path.ts', "import { openAsBlob } from 'node:fs';"],
  ['src/generated/portfolio.ts', "import { type Contact } from './schemas.ts';"],
])('%s may say %s', (file, source) => {
  expect(violations(importsIn(file, source))).toEqual([]);
});

test('imports are found in every form, and nothing else is', () => {
  const source = [
    "import a from 'a';",
    "import 'b';",
    "import * as c from './c.ts';",
    "import {\n  one,\n  type two,\n} from '../d.ts';",
    "import { type three } from 'e';",
    "import type { four } from 'f';",
    "export { five } from 'g';",
    "export type { six } from 'h';",
    "export * from 'i';",
    "const j = await import('j');",
    "export const no = 'not this';",
    "// import no from 'nor this';",
    "/** import no from 'nor that'; */",
    "  const text = `import no from 'nor a template';`;",
  ].join('\n');

  expect(importsIn('src/x/y.ts', source).map(({ to, kind }) => `${kind} ${to}`)).toEqual([
    'value a',
    'value b',
    'value src/x/c.ts',
    'value src/d.ts',
    'type e',
    'type f',
    'value g',
    'type h',
    'value i',
    'lazy j',
  ]);
});

test('a violation is a sentence that says what and why', () => {
  expect(violations(importsIn('src/runtime/policy/circuit.ts', "import ky from 'ky';"))).toEqual([
    'src/runtime/policy/circuit.ts imports ky, but policies are arithmetic: no I/O, no ky, time arrives as a number',
  ]);
});
