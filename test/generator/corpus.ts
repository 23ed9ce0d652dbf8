/**
 * Real specs to test with: those beside this repository where they are, else what npm packages ship.
 */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface RealSpec {
  readonly name: string;
  readonly file: string;
  /** Where its references may lead. */
  readonly root: string;
}

const shared = fileURLToPath(new URL('../../../shared/specs', import.meta.url));
const modules = fileURLToPath(new URL('../../node_modules', import.meta.url));

export const corpus: readonly RealSpec[] = existsSync(join(shared, 'README.md')) ? listed() : packaged();

/** The entry files are the first column of a table. */
function listed(): RealSpec[] {
  const table = readFileSync(join(shared, 'README.md'), 'utf8');
  return [...table.matchAll(/^\| (\S+\.(?:json|ya?ml)) \|/gm)].map(([, name = '']) => {
    return { name, file: join(shared, name), root: shared };
  });
}

function packaged(): RealSpec[] {
  const names = [
    '@octokit/openapi/generated/api.github.com.json',
    '@octokit/openapi/generated/ghec.json',
    '@scalar/galaxy/dist/3.1.json',
    '@scalar/galaxy/dist/3.1.yaml',
  ];
  return names
    .map((name) => ({ name, file: join(modules, name), root: modules }))
    .filter(({ file }) => existsSync(file));
}
