/**
 * What generated files may consist of: declarations, literals, and calls of the few functions the emitter
 * writes. Anything else came out of a spec, and must not.
 */

import { valibot } from '../../generator/src/emit/validation/valibot.ts';
import { zod } from '../../generator/src/emit/validation/zod.ts';
import { wrongsOfPage } from './api-md/harmless-page.ts';
import { typescript as ts } from './support.ts';

type Node = import('../../generator/node_modules/typescript/lib/typescript.js').Node;
type SourceFile = import('../../generator/node_modules/typescript/lib/typescript.js').SourceFile;

const calls = new Set([
  ...['client.call', 'paginate', 'createBareClient', 'createRuntimeClient', 'apiOf', 'useSingleton'],
  ...['httpClient', 'bind', 'explainer', 'errorClass', 'errorClassOf'],
]);

const functions = new Set(['createClient', 'useClient', 'apiOf', 'createBareClient']);

const libraries = new Set(['z', 'v']);
const lookers = ['tagged', 'taggedVariant', 'variantByTag', 'tagged_'];

/** What looks at variants, as the printers of schemas write it: logic, but none of a spec's making. */
const ownFunctions = new Set(
  [zod, valibot].flatMap(({ tagged }) => lookers.map((name) => functionIn(tagged(name)))),
);

const byApi = /^(?:orUndefined|orNotFound|[\p{L}\p{M}\p{N}_$]+Module\.[\p{L}\p{M}\p{N}_$]+)$/u;
const inMemory = /^(?:kept\.(?:list|get|put|replace|update|delete)|options\.make)$/;

function functionIn(text: string): string {
  return text.slice(text.indexOf('function ')).trim();
}

/** What is wrong with the files of an SDK; empty when nothing is. */
export function wrongsOf(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([name, text]) => {
    if (name === 'api.md') return wrongsOfPage(text);
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
  const name = source.fileName;
  const accuse = (node: Node) =>
    strangers.push(`${source.fileName} has ${ts.SyntaxKind[node.kind]}: ${node.getText().slice(0, 200)}`);
  for (const statement of source.statements) if (!isKnownStatement(statement)) accuse(statement);
  const visit = (node: Node): void => {
    if (ts.isFunctionDeclaration(node) && isOwn(node)) return;
    if (ts.isCallExpression(node) && !isKnownCall(node.expression, name)) accuse(node);
    if (isForbidden(node) && !(/^repositories/.test(name) && isOfRepositories(node))) accuse(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return strangers;
}

function isOwn(node: Node): boolean {
  return ownFunctions.has(node.getText());
}

function isKnownCall(callee: Node, file: string): boolean {
  if (calls.has(callee.getText())) return true;
  if (file === 'msw.ts') return ['on', 'mocking', 'handlersOf', 'mocks'].includes(callee.getText());
  if (/^validate-/.test(file)) return isOfLibrary(callee) || lookers.includes(callee.getText());
  if (/^repositories/.test(file))
    return (file === 'repositories.ts' ? byApi : inMemory).test(callee.getText());
  return false;
}

/** `z.string`, or `z.string().min`. */
function isOfLibrary(callee: Node): boolean {
  if (!ts.isPropertyAccessExpression(callee)) return false;
  const { expression } = callee;
  if (ts.isIdentifier(expression))
    return (
      libraries.has(expression.text) ||
      (/^[\p{L}_$][\p{L}\p{M}\p{N}_$]*$/u.test(expression.text) && chained.has(callee.name.text))
    );
  if (ts.isCallExpression(expression))
    return isOfLibrary(expression.expression) || lookers.includes(expression.expression.getText());
  return isOfLibrary(expression);
}

/** What may follow the name of a schema. */
const chained = new Set(['optional', 'nullable', 'and']);

/** `new MemoryCollection<…>(…)`, `key['a-b']`, `input !== undefined && { … }`. */
function isOfRepositories(node: Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'MemoryCollection';
  if (ts.isElementAccessExpression(node))
    return node.expression.getText() === 'key' && ts.isLiteralExpression(node.argumentExpression);
  return ts.isBinaryExpression(node) && /^input !== undefined( && \{ body: input \})?$/.test(node.getText());
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
      ({ initializer }) =>
        initializer && (isLiteral(initializer) || isErrorClass(initializer) || isSchema(initializer)),
    );
  }
  if (!ts.isFunctionDeclaration(node)) return false;
  if (isOwn(node)) return true;
  if (/^repositories/.test(node.getSourceFile().fileName)) return isMaker(node);
  if (node.getSourceFile().fileName === 'msw.ts') return isMock(node);
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

/** A schema, or a table of them; what is called in it is looked at by itself. */
function isSchema(node: Node): boolean {
  if (!/^validate-/.test(node.getSourceFile().fileName)) return false;
  if (ts.isCallExpression(node)) return true;
  return (
    ts.isObjectLiteralExpression(node) &&
    node.properties.every(
      (each) =>
        ts.isShorthandPropertyAssignment(each) ||
        (ts.isPropertyAssignment(each) &&
          isPlainName(each.name) &&
          (isLiteral(each.initializer) || isSchema(each.initializer))),
    )
  );
}

/** Makes an object of methods; of memory, after what keeps its items. */
function isMaker(node: Node): boolean {
  if (!ts.isFunctionDeclaration(node)) return false;
  const statements = [...(node.body?.statements ?? [])];
  const last = statements.pop();
  const isObject =
    last !== undefined &&
    ts.isReturnStatement(last) &&
    last.expression !== undefined &&
    ts.isObjectLiteralExpression(last.expression);
  return isObject && statements.every((each) => /^const kept = new MemoryCollection</.test(each.getText()));
}

/** `mocks` and `handlers`; what is called in them is looked at by itself. */
function isMock(node: Node): boolean {
  if (!ts.isFunctionDeclaration(node)) return false;
  const [first, second, ...others] = node.body?.statements ?? [];
  if (first?.getText() === 'return handlersOf(mocks(options));') return second === undefined;
  const isBegun = first?.getText() === 'const on = mocking(http, sdk, options);' && others.length === 0;
  if (!isBegun || !second || !ts.isReturnStatement(second) || !second.expression) return false;
  return ts.isObjectLiteralExpression(second.expression) && second.expression.properties.every(isMockOf);
}

/** `getPet: on(petsModule.get, ['petId'], { status: 200, json: … })`. */
function isMockOf(property: Node): boolean {
  if (!ts.isPropertyAssignment(property) || !isPlainName(property.name)) return false;
  const { initializer } = property;
  return ts.isCallExpression(initializer) && initializer.arguments.every((each) => isLiteral(each));
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
    // `-1`
    (ts.isPrefixUnaryExpression(node) && ts.isNumericLiteral(node.operand)) ||
    ts.isIdentifier(node) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind)
  );
}

function isPlainName(name: Node): boolean {
  return !ts.isComputedPropertyName(name) || ts.isStringLiteral(name.expression);
}
