import { expect, test } from 'vitest';
import { adviceFor } from '../../generator/src/project-advice.ts';
import { aCommandLine } from './command-line.ts';
import { withOperation } from './support.ts';

const { given, generate, path } = aCommandLine();

const about = async (compilerOptions: object, manifest: object = {}): Promise<string | undefined> => {
  await given('tsconfig.json', { compilerOptions });
  await given('package.json', manifest);
  return adviceFor(path('src/api'));
};

test.each([
  [{ module: 'Node16' }, 'node16'],
  [{ module: 'node18' }, 'node18'],
  [{ moduleResolution: 'node16' }, 'node16'],
])('CommonJS with %j cannot import ES modules, and is told so', async (options, name) => {
  expect(await about(options)).toBe(
    `In a package without "type": "module", \`module: ${name}\` of tsconfig.json keeps TypeScript from importing ES modules: write nodenext; or write that into package.json.`,
  );
});

test('CommonJS that may not have an `import` is told so', async () => {
  const options = { module: 'nodenext', verbatimModuleSyntax: true };
  expect(await about(options)).toContain('`verbatimModuleSyntax` of tsconfig.json refuses every `import`');
});

test.each([
  [{ module: 'nodenext' }, {}],
  [{ module: 'commonjs' }, {}],
  [{ module: 'preserve', verbatimModuleSyntax: true }, {}],
  [{ module: 'node16' }, { type: 'module' }],
  [{ module: 'nodenext', verbatimModuleSyntax: true }, { type: 'module' }],
])('there is nothing to say of %j in %j', async (options, manifest) => {
  expect(await about(options, manifest)).toBeUndefined();
});

test('generate says it', async () => {
  await about({ module: 'node16' });
  await given('spec', withOperation({}));
  expect((await generate()).printed).toContain('\n  In a package without "type": "module", ');
});
