/**
 * The first breakwater.config.ts of a project.
 */

import { literal } from '../emit/text.ts';

/** Node takes a `.ts` file for a module only where package.json says so. */
export function configName(isModule: boolean): string {
  return `breakwater.config.${isModule ? 'ts' : 'mts'}`;
}

export function configText(spec: string, out: string): string {
  return `import { defineConfig } from '@breakwater/generator';

export default defineConfig({
  spec: ${literal(spec)},
  out: ${literal(out)},
});
`;
}
