/** What the generator's own imports of TypeScript cost, and that nobody else notices. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const src = new URL('../../generator/src/', import.meta.url).href;

/** A process of its own: what is imported stays so. */
async function said(script: string): Promise<unknown> {
  const prelude = `
    import module from 'node:module';
    import { withQuickTypeScript } from '${src}quick-typescript.ts';
    const imported = [];
    module.registerHooks({
      load(url, context, next) {
        if (url.endsWith('/typescript/lib/typescript.js') && context.conditions.includes('import')) imported.push(url);
        return next(url, context);
      },
    });
    const emit = () => import('${src}emit/index.ts');
    const require = module.createRequire('${src}main.ts');`;
  const args = ['--input-type=module', '--eval', `${prelude}\n${script}`];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return JSON.parse(stdout);
}

it('imports what prints types without Node reading TypeScript as a module', async () => {
  expect(await said('await withQuickTypeScript(emit); console.log(imported.length);')).toBe(0);
});

it('is TypeScript itself', async () => {
  const script = `await withQuickTypeScript(emit);
    const { default: quick } = await import('${src}typescript.ts');
    console.log(quick === require('typescript'));`;
  expect(await said(script)).toBe(true);
});

it('leaves the exports by name to everybody else, while it loads and after', async () => {
  const script = `const byName = () => import(module.findPackageJSON('typescript', '${src}main.ts').replace('package.json', 'lib/typescript.js'));
    const [during] = await withQuickTypeScript(() => Promise.all([byName(), emit()]));
    const after = await byName();
    console.log(JSON.stringify([typeof during.createPrinter, typeof after.createPrinter, imported.length]));`;
  expect(await said(script)).toEqual(['function', 'function', 1]);
});
