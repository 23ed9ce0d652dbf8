/** The suite looks for secrets in all that its clients tell: no client of a test goes unwatched. */

import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Whatever imports one of these has the watcher of support/leaks.ts installed. */
const watched = /from '[./]+support\/(?:client|wire)\.ts'|import '[./]+support\/leaks\.ts'/;

/** A client of Redis, which tells nobody anything. */
const isOfRedis = /import \{[^}]*\bcreateClient\b[^}]*\} from '@keyv\/redis'/;

test('every test that makes a client watches it for secrets', () => {
  const files = globSync('test/{runtime,journeys,faults,redis}/**/*.test.ts');
  expect(files.length).toBeGreaterThan(50);
  const unwatched = files.filter((file) => {
    const text = readFileSync(file, 'utf8');
    return text.includes('createClient(') && !watched.test(text) && !isOfRedis.test(text);
  });
  expect(unwatched).toEqual([]);
});
