/**
 * Every block of TypeScript in a document compiles, against the reference SDK as `npm run generate` makes it with
 * everything it can write. A block that does not says so itself, and why, and is listed here.
 */

import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { generate } from '../../generator/src/index.ts';
import { configure, errorsIn, runtime } from '../generator/compile.ts';
import { typescript as ts } from '../generator/support.ts';
import { type Block, blocksOf, documents, root } from './markdown.ts';
import { type Exports, fileShownIn, moduleOf, reasonNotTo } from './module.ts';

const all = documents.flatMap(blocksOf);
const blocks = all.filter(({ language }) => /^(ts|typescript|tsx|js)\b/.test(language));
const compiled = blocks.filter((block) => (reasonNotTo(block) ?? fileShownIn(block)) === undefined);

/** A block is no whole program: what it declares may be for the reader. `process.env.NAME` is how people write it. */
const relaxed = { noUnusedLocals: false, noPropertyAccessFromIndexSignature: false };

let folder: string;
let errors: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'breakwater-documents-'));
  await configure(folder, { paths: paths(folder), ...relaxed });
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await generate({
    spec: join(root, 'spec/openapi.yaml'),
    out: join(folder, 'api'),
    ...{ runtime, importExtension: 'ts', schemas: 'zod', repositories: true, msw: true },
  });
  await othersFor(folder);
  const known = [
    await exportsOf('breakwater/portfolio', join(folder, 'api/index.ts'), join(folder, 'api/schemas.ts')),
    await exportsOf('breakwater', runtime),
  ];
  for (const block of compiled) {
    await mkdir(join(folder, block.document, '..'), { recursive: true });
    await writeFile(
      join(folder, fileOf(block)),
      moduleOf(block, known).replaceAll(/'\.\/api\//g, `'${folder}/api/`),
    );
  }
  errors = await errorsIn(folder, '7');
  // Three SDKs and a compiler: ten seconds are nothing to a busy machine.
}, 120_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(compiled.map((block) => [`${block.document}:${block.line}`, block] as const))('%s', (_, block) => {
  expect(errors.filter((line) => line.startsWith(fileOf(block)))).toEqual([]);
});

test('nothing else is wrong', () => {
  const files = compiled.map(fileOf);
  const isOthers = (line: string) => /^docs\/(hey-api|orval)\//.test(line);
  expect(errors.filter((line) => !isOthers(line) && !files.some((file) => line.startsWith(file)))).toEqual(
    [],
  );
});

const shown = all.flatMap((block) => {
  const file = fileShownIn(block);
  return file === undefined ? [] : [[file, block.text] as const];
});

test.each(shown)('%s is shown as it is', async (file, text) => {
  expect(text).toBe((await readFile(join(root, file), 'utf8')).trimEnd());
});

describe('what is not compiled says why', () => {
  test('and these are all of them', () => {
    const listed = blocks.flatMap((block) => {
      const reason = reasonNotTo(block);
      return reason === undefined ? [] : [`${block.document}: ${reason}`];
    });
    expect(listed).toEqual([
      'docs/first-five-minutes.md: `npm run test:packages` types it as it stands here',
      'docs/pagination.md: one member of a descriptor',
      'docs/types.md: one member of a type',
      "docs/types.md: the polyfill is the user's to install",
      'docs/xml.md: the reference API has no XML',
    ]);
  });

  test('and a note that nobody reads is refused', () => {
    const notes = all.flatMap(({ document, line, note }) =>
      note === undefined ? [] : [`${document}:${line} ${note}`],
    );
    expect(notes.filter((note) => !/^\S+ (given|not compiled|file): /.test(note))).toEqual([]);
  });
});

/** What docs/migrate-from.md moves from, as others wrote it, and to: SDKs of the same small specs. */
async function othersFor(folder: string): Promise<void> {
  const [from, to] = [join(root, 'docs/examples/migrate'), join(folder, 'docs')];
  for (const name of ['hey-api', 'orval']) await cp(join(from, name), join(to, name), { recursive: true });
  // The client that hey-api writes is the same for every spec.
  for (const name of ['client', 'core'])
    await cp(join(root, 'bench/peers/hey-api', name), join(to, 'hey-api', name), { recursive: true });
  for (const name of ['pets', 'models'])
    await generate({ spec: join(from, `${name}.yaml`), out: join(to, name), runtime, importExtension: 'ts' });
}

function fileOf({ document, line }: Block): string {
  return `${document.replaceAll('.', '-')}-${line}.ts`;
}

/** Packages as their users import them, from their sources. */
function paths(folder: string): Record<string, string[]> {
  const doors = ['health', 'logs', 'metrics', 'node', 'otel', 'testing'];
  return {
    breakwater: [runtime],
    'breakwater/portfolio': [join(folder, 'api/index.ts')],
    '@breakwater/generator': [join(root, 'generator/src/index.ts')],
    '@breakwater/generator/contract': [join(root, 'generator/src/contract/index.ts')],
    ...Object.fromEntries(doors.map((door) => [`breakwater/${door}`, [join(root, `src/${door}/index.ts`)]])),
  };
}

/** What a module exports, and the modules it exports everything of. */
async function exportsOf(module: string, ...files: readonly string[]): Promise<Exports> {
  const values = new Set<string>();
  const types = new Set<string>();
  for (const file of files) {
    const source = ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.ESNext, true);
    for (const statement of source.statements) {
      if (ts.isTypeAliasDeclaration(statement)) types.add(statement.name.text);
      if (!ts.isExportDeclaration(statement) || !statement.exportClause) continue;
      const { exportClause, isTypeOnly } = statement;
      if (!ts.isNamedExports(exportClause)) values.add(exportClause.name.text);
      else
        for (const { name, isTypeOnly: isType } of exportClause.elements)
          (isTypeOnly || isType ? types : values).add(name.text);
    }
  }
  return { module, values, types };
}
