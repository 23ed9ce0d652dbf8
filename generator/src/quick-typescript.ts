/**
 * Imports that lead to TypeScript, without what an `import` of it costs (see typescript.ts). Only those of the
 * generator and of openapi-typescript are led there: whoever runs the generator in a process of its own may want the
 * exports by name, which typescript.ts has not.
 */

import module from 'node:module';

const quick = new URL(`./typescript${import.meta.url.slice(-3)}`, import.meta.url).href;
const ours = new URL('.', import.meta.url).href;

/** What `load` imports. Node before 22.15 has no such hooks: there it is imported as ever. */
export async function withQuickTypeScript<Modules>(load: () => Promise<Modules>): Promise<Modules> {
  const hooks = module.registerHooks?.({
    resolve(specifier, context, next) {
      if (specifier !== 'typescript' || !isLed(context.parentURL)) return next(specifier, context);
      return { url: quick, format: null, shortCircuit: true };
    },
  });
  try {
    return await load();
  } finally {
    hooks?.deregister();
  }
}

function isLed(parent = ''): boolean {
  return parent !== quick && (parent.startsWith(ours) || parent.includes('/openapi-typescript/dist/'));
}
