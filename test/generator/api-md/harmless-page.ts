/**
 * What an `api.md` may consist of: headings, prose, code, lists, and links of ours; in its blocks, one call each of
 * literals. Anything else came out of a spec, and must not.
 */

import { marked } from 'marked';
import { typescript as ts } from '../support.ts';

type Node = import('../../../generator/node_modules/typescript/lib/typescript.js').Node;

const known = new Set([
  'heading',
  'paragraph',
  'space',
  'text',
  'escape',
  'codespan',
  'code',
  'list',
  'list_item',
]);

/** What is wrong with a page; empty when nothing is. */
export function wrongsOfPage(page: string): string[] {
  const wrongs: string[] = [];
  const tokens = marked.lexer(page);
  marked.walkTokens(tokens, (token) => {
    const isHeader = token.type === 'html' && token === tokens[0] && /^<!-- [^<>]* -->\s*$/.test(token.raw);
    const isOurs = token.type === 'link' && /^(#|[\w%.-]+\.ts$)/.test(token['href']);
    const isBold = token.type === 'strong' && token.raw === '**Deprecated.**';
    if (!known.has(token.type) && !isHeader && !isOurs && !isBold) wrongs.push(`${token.type}: ${token.raw}`);
    if (token.type === 'code') wrongs.push(...strangersIn(token['text']));
  });
  return wrongs;
}

function strangersIn(block: string): string[] {
  const source = ts.createSourceFile('block.ts', block, ts.ScriptTarget.ESNext, true);
  const errors: unknown = Reflect.get(source, 'parseDiagnostics');
  const isSound = Array.isArray(errors) && errors.length === 0 && source.statements.every(isKnown);
  const visit = (node: Node): boolean => {
    if (ts.isCallExpression(node) && !isOurCall(node.expression.getText())) return false;
    if (ts.isNewExpression(node) && !/^(Blob|Date)$/.test(node.expression.getText())) return false;
    if (ts.isTemplateExpression(node) || ts.isTaggedTemplateExpression(node) || ts.isBinaryExpression(node))
      return false;
    return ts.forEachChild(node, (child) => (visit(child) ? undefined : true)) !== true;
  };
  return isSound && visit(source) ? [] : [`a block that is no call: ${block}`];
}

function isKnown(statement: Node): boolean {
  return (
    ts.isImportDeclaration(statement) ||
    ts.isVariableStatement(statement) ||
    ts.isExpressionStatement(statement) ||
    ts.isForOfStatement(statement)
  );
}

function isOurCall(callee: string): boolean {
  return /^(?:api\.[\p{ID_Continue}$]+\.[\p{ID_Continue}$]+|createClient|console\.log)$/u.test(callee);
}
