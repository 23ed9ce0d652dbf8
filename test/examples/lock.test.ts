/** The lock file of the examples speaks of the packages as they are: `npm ci` would install what they needed once. */

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

it.each([
  ['node_modules/breakwater', 'package.json'],
  ['node_modules/@breakwater/generator', 'generator/package.json'],
])('%s; when not: `cd examples && npm install`, and commit the lock', (place, manifest) => {
  const { dependencies } = read('examples/package-lock.json').packages[place];
  expect(dependencies).toEqual(read(manifest).dependencies);
});
