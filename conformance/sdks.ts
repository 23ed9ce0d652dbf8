/**
 * An SDK for each document, by our own generator, and the compiler's word that the drivers use them as
 * they are typed.
 */

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { formatProblem, generate } from '../generator/src/index.ts';
import type { PaginationOverrides } from '../generator/src/pagination/settle.ts';
import type { SpecDocument } from './documents.ts';

const root = import.meta.dirname;

const nested = { items: '/nestedItems/pets' };
/** How lists go on where names alone leave a doubt; TypeSpec's own words for it do not reach OpenAPI. */
const pagination: Readonly<Record<string, PaginationOverrides>> = {
  'payload/pageable': {
    ServerDrivenPagination_linkString: { style: 'url', next: '/next', items: '/pets' },
    ServerDrivenPagination_nestedLink: { style: 'url', next: '/nestedNext/next', ...nested },
    ContinuationToken_requestHeaderResponseBody: {
      ...{ style: 'cursor', parameter: 'token', next: '/nextToken', items: '/pets' },
    },
    ContinuationToken_requestQueryNestedResponseBody: {
      ...{ style: 'cursor', parameter: 'token', next: '/nestedNext/nextToken', ...nested },
    },
    ContinuationToken_requestHeaderNestedResponseBody: {
      ...{ style: 'cursor', parameter: 'token', next: '/nestedNext/nextToken', ...nested },
    },
    XmlPagination_listWithContinuation: {
      ...{ style: 'cursor', parameter: 'marker', next: '/nextMarker', items: '/pets' },
    },
    XmlPagination_listWithNextLink: { style: 'url', next: '/nextLink', items: '/pets' },
  },
};
const runtime = join(root, '../src/runtime/index.ts');

export async function generateSdks(documents: readonly SpecDocument[]): Promise<void> {
  rmSync(join(root, 'sdk'), { recursive: true, force: true });
  for (const { file, name } of documents) {
    const out = join(root, 'sdk', name);
    const { problems } = await generate({
      spec: file,
      out,
      runtime: relative(out, runtime),
      importExtension: 'ts',
      lock: false,
      pagination: pagination[name] ?? {},
    });
    for (const problem of problems.filter(({ severity }) => severity === 'skipped')) {
      console.log(formatProblem(problem));
    }
  }
}

/** @throws {Error} a driver does not compile; the compiler has said why */
export function checkTypes(): void {
  const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
  const { status } = spawnSync(process.execPath, [tsc, '-p', root], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the drivers do not fit the generated SDKs');
}
