/** Before the first test of an example: all of them in place, and Prism for the API. */

import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPrism } from '../../scripts/support/prism.ts';
import { home, prepareHome } from './home.ts';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await prepareHome();
  const prism = await startPrism(join(home, 'spec/openapi.yaml'));
  project.provide('prismUrl', prism.url);
  return () => prism.stop();
}

declare module 'vitest' {
  interface ProvidedContext {
    prismUrl: string;
  }
}
