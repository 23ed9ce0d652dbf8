/** The declarations that a build would write of both packages, in memory, as a program of its own. */

import { join } from 'node:path';
import { type Program, typescript as ts } from '../reference/typescript.ts';

/** @throws Error the sources do not compile into declarations */
export function declarationsOf(root: string, sources: readonly string[]): Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const texts = new Map<string, string>();
  const program = ts.createProgram({
    rootNames: sources,
    options: { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true },
  });
  const { diagnostics } = program.emit(undefined, (file, text) => texts.set(file, text), undefined, true);
  const [problem] = diagnostics;
  if (problem) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));

  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (file) => texts.has(file) || (!isEmitted(file, texts) && fileExists(file));
  host.readFile = (file) => texts.get(file) ?? readFile(file);
  host.getSourceFile = (file, language, ...more) => {
    const text = texts.get(file);
    return text === undefined
      ? getSourceFile(file, language, ...more)
      : ts.createSourceFile(file, text, language, true);
  };
  return ts.createProgram({ rootNames: sources.map(declarationFile), options, host });
}

export function declarationFile(source: string): string {
  return source.replace(/\.ts$/, '.d.ts');
}

/** A source is not there any more where its declarations are: `./x.ts` has to be found as `./x.d.ts`. */
function isEmitted(file: string, texts: ReadonlyMap<string, string>): boolean {
  return file.endsWith('.ts') && !file.endsWith('.d.ts') && texts.has(declarationFile(file));
}
