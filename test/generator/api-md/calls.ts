/**
 * The calls that an `api.md` shows, as a module that a compiler can read: each in a function of its own, and what
 * the page leaves to its reader declared with the type that the call asks for.
 */

import { marked } from 'marked';
import { typescript as ts } from '../support.ts';

type Node = import('../../../generator/node_modules/typescript/lib/typescript.js').Node;

/** Blocks of TypeScript, in their order. */
export function blocksOf(page: string): string[] {
  return marked
    .lexer(page)
    .flatMap((token) => (token.type === 'code' && token.lang === 'ts' ? [token.text] : []));
}

/** @throws Error a block is not what a page shows */
export function moduleOf(page: string): string {
  const [start = '', ...calls] = blocksOf(page);
  const [importLine = '', ...rest] = start.split('\n');
  const functions = calls.map((call, index) => {
    const declared = unknownsIn(call).map(([name, type]) => `  const ${name} = needed<${type}>();\n`);
    return `export async function call${index}() {\n${declared.join('')}  ${call}\n}\n`;
  });
  return [importLine, ...rest, helpers, ...functions].join('\n');
}

/** A body without a `contentType` is of the first one. */
const helpers = `declare function needed<Value>(): Value;
export type Part<Args, Key> = Args extends { contentType: string } ? never : Key extends keyof Args ? Args[Key] : never;`;

/** Names that stand alone among the arguments, with the type of their place. */
function unknownsIn(call: string): [name: string, type: string][] {
  const source = ts.createSourceFile('call.ts', call, ts.ScriptTarget.ESNext, true);
  const found: [string, string][] = [];
  const visit = (node: Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText().startsWith('api.')) {
      const [args] = node.arguments;
      const members = args && ts.isObjectLiteralExpression(args) ? args.properties : [];
      for (const each of members) {
        const name = ts.isShorthandPropertyAssignment(each)
          ? each.name
          : ts.isPropertyAssignment(each) && ts.isIdentifier(each.initializer)
            ? each.initializer
            : undefined;
        if (!name || !each.name) continue;
        const key = ts.isIdentifier(each.name) ? `'${each.name.text}'` : each.name.getText();
        found.push([
          name.text,
          `Part<NonNullable<Parameters<typeof ${node.expression.getText()}>[0]>, ${key}>`,
        ]);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
