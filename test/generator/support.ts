/**
 * Small documents for the generator's tests, and the pipeline without a disk.
 */

import { createRequire } from 'node:module';
import { type EmitOptions, emit } from '../../generator/src/emit/index.ts';
import type { Api } from '../../generator/src/model.ts';
import type { Node } from '../../generator/src/node.ts';
import { type Finding, Findings } from '../../generator/src/problem.ts';
import { read } from '../../generator/src/read.ts';
import { canonical } from '../../generator/src/references.ts';

/** The parts of a document that matter to a test; the rest is filled in. */
export function aDocument(parts: Record<string, unknown> = {}): Record<string, unknown> {
  return { openapi: '3.1.0', info: { title: 'Pets', version: '1' }, paths: {}, ...parts };
}

/** One operation, `GET /pets` with the tag `pets` unless said otherwise. */
export function anOperation(parts: Record<string, unknown> = {}): Record<string, unknown> {
  return { operationId: 'listPets', tags: ['pets'], responses: { 200: { description: 'Pets.' } }, ...parts };
}

export function withOperation(parts: Record<string, unknown>, path = '/pets', method = 'get') {
  return aDocument({ paths: { [path]: { [method]: anOperation(parts) } } });
}

export function json(schema: unknown): Record<string, unknown> {
  return { description: '', content: { 'application/json': { schema } } };
}

export interface Reading {
  readonly document: Node;
  readonly api: Api;
  readonly findings: readonly Finding[];
}

/** Several files by name; the first is the entry. */
export function readFiles(files: Readonly<Record<string, unknown>>): Reading {
  const findings = new Findings();
  const sources = Object.entries(files).map(([name, value]) => {
    return [`/${name}`, { file: name, value, doubts: [], locate: () => new Map() }] as const;
  });
  const [entry] = sources;
  const document = canonical(
    { entry: entry?.[0] ?? '', sources: new Map(sources), refusals: new Map() },
    findings,
  );
  return { document, api: read(document, findings), findings: findings.all };
}

export function reading(document: unknown): Reading {
  return readFiles({ 'spec.yaml': document });
}

/** Every file of the SDK of a document, by name. */
export function emitted(document: unknown, options: Partial<EmitOptions> = {}): ReadonlyMap<string, string> {
  const { document: node, api } = reading(document);
  return emit(node, api, { spec: 'spec.yaml', runtime: 'breakwater', extension: '.js', ...options });
}

export function emittedFile(document: unknown, name: string, options: Partial<EmitOptions> = {}): string {
  return emitted(document, options).get(name) ?? '';
}

/** Declaration of a component schema in `types.ts`, doc comments aside. */
export function declaredType(document: unknown, name: string): string {
  const text = emittedFile(document, 'types.ts').replace(/ *\/\*\*[\s\S]*?\*\/\n/g, '');
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`        ${name}:`));
  const end = lines.findIndex((line, index) => index >= start && /^ {8}(\S.*;|\};)$/.test(line));
  return lines
    .slice(start, end + 1)
    .map((line) => line.trim())
    .join(' ');
}

/** From the first line that contains `start` to the first empty line after it. */
export function partOf(text: string, start: string): string {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.includes(start));
  const to = lines.findIndex((line, index) => index > from && line === '');
  return from === -1 ? '' : lines.slice(from, to === -1 ? undefined : to).join('\n');
}

/** The generator's own TypeScript, to parse what it wrote. */
export const typescript: typeof import('../../generator/node_modules/typescript/lib/typescript.js') =
  createRequire(new URL('../../generator/package.json', import.meta.url))('typescript');
