/**
 * A block of a document as a module. What it does not declare or import itself comes from three places: exports of
 * the reference SDK and of the runtime, by their names; `api`, which is a client of the reference SDK; and what its
 * note says, `<!-- given: const draft = … -->`.
 */

import { typescript as ts } from '../generator/support.ts';
import type { Block } from './markdown.ts';

export interface Exports {
  readonly module: string;
  /** Values, which may be types as well. */
  readonly values: ReadonlySet<string>;
  /** What is a type and nothing else. */
  readonly types: ReadonlySet<string>;
}

/** Why a block is not compiled: `<!-- not compiled: why -->`. */
export function reasonNotTo({ note }: Block): string | undefined {
  return /^not compiled: (.+)$/s.exec(note ?? '')?.[1];
}

/** The file that a block shows, word for word: `<!-- file: examples/hono/src/main.ts -->`. It is compiled where it lies. */
export function fileShownIn({ note }: Block): string | undefined {
  return /^file: (.+)$/s.exec(note ?? '')?.[1];
}

/** @throws Error a note says nothing that anybody reads */
export function moduleOf(block: Block, known: readonly Exports[]): string {
  const given = /^given: (.+)$/s.exec(block.note ?? '')?.[1] ?? '';
  const source = `${given}\n${block.text}`;
  const { declared, used } = namesIn(source);
  const missing = [...used].filter((name) => !declared.has(name));
  const taken = new Set<string>();
  const imports = known.map(({ module, values, types }) => {
    const wanted = missing.filter((name) => (values.has(name) || types.has(name)) && !taken.has(name));
    for (const name of wanted) taken.add(name);
    const names = wanted.map((name) => (values.has(name) ? name : `type ${name}`));
    return names.length === 0 ? '' : `import { ${names.join(', ')} } from '${module}';`;
  });
  const client = missing.includes('api') ? "declare const api: import('breakwater/portfolio').Api;" : '';
  return [...imports, client, source, 'export {};'].filter((part) => part !== '').join('\n');
}

type Node = import('../../generator/node_modules/typescript/lib/typescript.js').Node;

function namesIn(text: string): { declared: ReadonlySet<string>; used: ReadonlySet<string> } {
  const declared = new Set<string>();
  const used = new Set<string>();
  const visit = (node: Node): void => {
    if (ts.isIdentifier(node)) {
      const { parent } = node;
      const isName = 'name' in parent && parent.name === node;
      const isOfObject =
        ts.isPropertyAccessExpression(parent) ||
        ts.isPropertyAssignment(parent) ||
        ts.isMethodDeclaration(parent);
      if (isName && ts.isShorthandPropertyAssignment(parent)) used.add(node.text);
      else if (isName && !isOfObject) declared.add(node.text);
      else if (!isName && !(ts.isBindingElement(parent) && parent.propertyName === node)) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('block.ts', text, ts.ScriptTarget.ESNext, true));
  return { declared, used };
}
