/**
 * What generated files may consist of: declarations, literals, and calls of the few functions the emitter
 * writes. Anything else came out of a spec, and must not.
 */

import { typescript as ts } from './support.ts';

type Node = import('../../generator/node_modules/typescript/lib/typescript.js').Node;
type SourceFile = import('../../generator/node_modules/typescript/lib/typescript.js').SourceFile;

const calls = new Set([
  ...['client.call', 'paginate', 'createBareClient', 'createRuntimeClient', 'apiOf', 'useSingleton'],
  ...['httpClient', 'bind', 'explainer', 'errorClass', 'errorClassOf'],
]);

const functions = new Set(['createClient', 'useClient', 'apiOf', 'createBareClient']);

/** What is wrong with the files of an SDK; empty when nothing is. */
export function wrongsOf(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([name, text]) => {
    const named = /^[\p{L}\p{M}\p{N}_-]+\.ts$/u.test(name) ? [] : [`${name} is no name of a file`];
    const invisible = /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u.test(text) ? [`${name} hides characters`] : [];
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.ESNext, true);
    return [...named, ...invisible, ...syntaxErrors(source), ...strangersIn(source)];
  });
}

function syntaxErrors(source: SourceFile): string[] {
  const errors: unknown = Reflect.get(source, 'parseDiagnostics');
  if (!Array.isArray(errors)) throw new Error('TypeScript keeps its syntax errors elsewhere now.');
  return errors.map(
    (error) => `${source.fileName} ${ts.flattenDiagnosticMessageText(error.messageText, ' ')}`,
  );
}

function strangersIn(source: SourceFile): string[] {
  const strangers: string[] = [];
  const accuse = (node: Node) =>
    strangers.push(`${source.fileName} has ${ts.SyntaxKind[node.kind]}: ${node.getText().slice(0, 200)}`);
  for (const statement of source.statements) if (!isKnownStatement(statement)) accuse(statement);
  const visit = (node: Node): void => {
    if (ts.isCallExpression(node) && !calls.has(node.expression.getText())) accuse(node);
    if (isForbidden(node)) accuse(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return strangers;
}

function isForbidden(node: Node): boolean {
  return (
    ts.isNewExpression(node) ||
    ts.isImportTypeNode(node) ||
    ts.isTemplateExpression(node) ||
    ts.isTaggedTemplateExpression(node) ||
    ts.isBinaryExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isDecorator(node)
  );
}

function isKnownStatement(node: Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return true;
  if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return true;
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.every(
      ({ initializer }) => initializer && (isLiteral(initializer) || isErrorClass(initializer)),
    );
  }
  if (!ts.isFunctionDeclaration(node)) return false;
  const [statement, ...others] = node.body?.statements ?? [];
  const isReturn = statement !== undefined && ts.isReturnStatement(statement) && others.length === 0;
  const { expression } = isReturn ? statement : {};
  if (functions.has(node.name?.text ?? '') && isReturn) return true;
  return (
    expression !== undefined &&
    ts.isCallExpression(expression) &&
    /^(?:client\.call|paginate)$/.test(expression.expression.getText())
  );
}

/** `errorClass(getPetOperation)`. */
function isErrorClass(node: Node): boolean {
  if (!ts.isCallExpression(node) || !/^errorClass(?:Of)?$/.test(node.expression.getText())) return false;
  return node.arguments.length === 1 && node.arguments.every((each) => ts.isIdentifier(each));
}

function isLiteral(node: Node): boolean {
  // `as const satisfies Type`: neither changes a value.
  if (ts.isSatisfiesExpression(node) || ts.isAsExpression(node)) return isLiteral(node.expression);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every((property) => {
      if (ts.isShorthandPropertyAssignment(property)) return true;
      return (
        ts.isPropertyAssignment(property) && isLiteral(property.initializer) && isPlainName(property.name)
      );
    });
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isLiteral);
  // `() => Pet`, for what is declared later, and `shapes.Pet`, of a module beside.
  if (ts.isArrowFunction(node)) return node.parameters.length === 0 && ts.isIdentifier(node.body);
  if (ts.isPropertyAccessExpression(node)) return ts.isIdentifier(node.expression);
  return (
    ts.isStringLiteral(node) ||
    ts.isNumericLiteral(node) ||
    ts.isIdentifier(node) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind)
  );
}

function isPlainName(name: Node): boolean {
  return !ts.isComputedPropertyName(name) || ts.isStringLiteral(name.expression);
}
