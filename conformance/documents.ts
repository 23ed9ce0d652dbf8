/**
 * The OpenAPI 3.2 documents of TypeSpec's http-specs, as `@typespec/openapi3` emits them. Compiling takes
 * seconds, so they are kept until a package or this file changes.
 */

import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CompilerHost, compile, createSourceFile, type Diagnostic, NodeHost } from '@typespec/compiler';
import { getOpenAPI3 } from '@typespec/openapi3';

const root = import.meta.dirname;
export const specs = join(root, 'node_modules/@typespec/http-specs/specs');
const out = join(root, 'documents');

/** One OpenAPI document. */
export interface SpecDocument {
  readonly file: string;
  /** Its spec's folder, and its version where there are several: `type/scalar`, `versioning/added/v2`. */
  readonly name: string;
}

/** What OpenAPI has no words for; docs/conformance.md lists the scenarios it costs. */
const inexpressible = new Set([
  '@typespec/openapi3/invalid-style',
  '@typespec/openapi3/path-query',
  '@typespec/openapi3/path-reserved-expansion',
  '@typespec/openapi3/unsupported-status-code-range',
  '@typespec/openapi3/xml-unwrapped-invalid-property-type',
]);

/**
 * @typespec/openapi3 1.16.0 stops at a parameter called `constructor`: it looks the name up in `{}`. So it
 * is compiled under another name and gets its own back in the document.
 */
const alias = 'constructor__';

/** @throws {Error} a spec does not compile, for a reason that is not known here */
export async function documents(): Promise<readonly SpecDocument[]> {
  const stamp = join(out, '.compiled-from');
  const inputs = [join(root, 'package-lock.json'), import.meta.filename];
  const hash = createHash('sha256');
  for (const input of inputs) hash.update(readFileSync(input));
  const digest = hash.digest('hex');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digest) {
    console.log('Compiling the specs …');
    rmSync(out, { recursive: true, force: true });
    for (const spec of globSync('**/main.tsp', { cwd: specs }).sort()) await emit(dirname(spec));
    writeFileSync(stamp, digest);
  }
  const files = globSync('**/*.json', { cwd: out }).sort();
  return files.map((file) => ({ file: join(out, file), name: file.replace(/\/openapi\.json$|\.json$/, '') }));
}

async function emit(folder: string): Promise<void> {
  const program = await compile(host, join(specs, folder, 'main.tsp'), {
    noEmit: true,
    additionalImports: ['@typespec/spector'],
  });
  refuse(folder, program.diagnostics);
  for (const service of await getOpenAPI3(program, { 'openapi-versions': ['3.2.0'] })) {
    for (const record of service.versioned ? service.versions : [service]) {
      refuse(folder, record.diagnostics);
      const name = 'version' in record ? `${record.version}.json` : 'openapi.json';
      const text = JSON.stringify(record.document, null, 2).replaceAll(`"${alias}"`, '"constructor"');
      mkdirSync(join(out, folder), { recursive: true });
      writeFileSync(join(out, folder, name), `${text}\n`);
    }
  }
}

function refuse(folder: string, diagnostics: readonly Diagnostic[]): void {
  const unknown = diagnostics.filter(({ code }) => !inexpressible.has(code));
  if (unknown.length === 0) return;
  const lines = unknown.map(({ code, message }) => `  ${code}: ${message}`);
  throw new Error(`${folder} does not compile:\n${lines.join('\n')}`);
}

const host: CompilerHost = {
  ...NodeHost,
  async readFile(path) {
    const file = await NodeHost.readFile(path);
    if (!path.endsWith('/special-words/main.tsp')) return file;
    const text = file.text.replace(
      '(@query constructor: string)',
      `(@query("${alias}") constructor: string)`,
    );
    return createSourceFile(text, path);
  },
};
