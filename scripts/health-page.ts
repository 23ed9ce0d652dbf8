/**
 * Writes src/health/document.ts: the page of src/health/page as one text, with the hashes that its policy names.
 * Users have no such step: the file is committed, and `-- --check` tells whether it is up to date.
 */

import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';

const root = join(import.meta.dirname, '..');
const source = join(root, 'src/health/page');
const target = join(root, 'src/health/document.ts');

const script = await bundled(join(source, 'main.ts'));
const style = compact(await styles());
const html = await readFile(join(source, 'page.html'), 'utf8');
const text = `// Generated from src/health/page. To change it: edit there, then \`npm run generate:page\`.

export const styleHash = '${hashOf(style)}';
export const scriptHash = '${hashOf(script)}';

export const document: string = ${literal(html.replace('/*style*/', () => style).replace('/*script*/', () => script))};
`;

if (process.argv.includes('--check')) {
  const isUpToDate = (await readFile(target, 'utf8')) === text;
  if (!isUpToDate) process.stderr.write('src/health/document.ts is out of date: `npm run generate:page`.\n');
  process.exitCode = isUpToDate ? 0 : 1;
} else await writeFile(target, text);

/** One script, minified, without a module's imports. */
async function bundled(input: string): Promise<string> {
  const bundle = await rolldown({ input, platform: 'browser' });
  const { output } = await bundle.generate({ format: 'iife', minify: true });
  await bundle.close();
  // What would end the element early must not be in it.
  return output[0].code.trim().replaceAll('</', String.raw`<\/`);
}

/**
 * The style sheets in their order. What is for everybody is in a layer, so that what is for a narrow window, or
 * for what the reader's system asks for, wins without having to be more specific.
 */
async function styles(): Promise<string> {
  const read = (name: string): Promise<string> => readFile(join(source, 'styles', `${name}.css`), 'utf8');
  const common = await Promise.all(
    ['base', 'top', 'verdict', 'states', 'origins', 'tables', 'actions'].map(read),
  );
  const special = await Promise.all(['narrow', 'modes'].map(read));
  return `@layer page { ${common.join('')} } ${special.join('')}`;
}

/** Without comments and the blanks between rules. */
function compact(css: string): string {
  return css
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .trim();
}

/** The browser's own form: CSP Level 3 §2.3.1. */
function hashOf(content: string): string {
  return `sha256-${createHash('sha256').update(content).digest('base64')}`;
}

function literal(content: string): string {
  return `\`${content.replaceAll(/[\\`]|\$\{/g, (found) => `\\${found}`)}\``;
}
