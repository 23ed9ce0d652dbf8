/**
 * Schemas that contain themselves through a list, such as any JSON value. TypeScript takes that of an alias
 * and of no property (TS2502), so that each of them gets an alias, and its property is that alias.
 */

import ts from 'typescript';
import { fingerprint, pascalCase } from './words.ts';

/** `statements` with an alias for each of the named schemas, before what uses it. */
export function withAliases(statements: readonly ts.Node[], schemas: ReadonlySet<string>): ts.Node[] {
  if (schemas.size === 0) return [...statements];
  const aliases = aliasNames(schemas);
  const declarations: ts.Node[] = [];
  const rest = statements.map((statement) => {
    if (!ts.isInterfaceDeclaration(statement) || statement.name.text !== 'components') return statement;
    const members = statement.members.map((group) => {
      if (!ts.isPropertySignature(group) || nameOf(group.name) !== 'schemas') return group;
      return withType(group, replaced(group.type, aliases, declarations));
    });
    const { modifiers, name, typeParameters, heritageClauses } = statement;
    return ts.factory.updateInterfaceDeclaration(
      statement,
      modifiers,
      name,
      typeParameters,
      heritageClauses,
      members,
    );
  });
  return [...declarations, ...rest];
}

/** No global type and nothing of openapi-typescript's begins like this. */
function aliasNames(schemas: ReadonlySet<string>): ReadonlyMap<string, string> {
  const plain = [...schemas].map((name) => [name, `Recursive${pascalCase(name) || 'Schema'}`] as const);
  const rivals = Map.groupBy(plain, ([, alias]) => alias);
  return new Map(
    plain.map(([name, alias]) => {
      const isShared = (rivals.get(alias) ?? []).length > 1;
      return [name, isShared ? alias + fingerprint(name) : alias];
    }),
  );
}

function replaced(
  type: ts.TypeNode | undefined,
  aliases: ReadonlyMap<string, string>,
  declarations: ts.Node[],
): ts.TypeNode | undefined {
  if (!type || !ts.isTypeLiteralNode(type)) return type;
  const members = type.members.map((member) => {
    if (!ts.isPropertySignature(member) || !member.type) return member;
    const alias = aliases.get(nameOf(member.name) ?? '');
    if (alias === undefined) return member;
    declarations.push(
      ts.factory.createTypeAliasDeclaration(
        undefined,
        alias,
        undefined,
        throughAliases(member.type, aliases),
      ),
    );
    return withType(member, ts.factory.createTypeReferenceNode(alias));
  });
  return ts.factory.createTypeLiteralNode(members);
}

/** `components["schemas"]["Tree"]` as `RecursiveTree`. */
function throughAliases(type: ts.TypeNode, aliases: ReadonlyMap<string, string>): ts.TypeNode {
  const visit = (node: ts.Node): ts.Node => {
    const alias = ts.isIndexedAccessTypeNode(node) ? aliases.get(schemaOf(node) ?? '') : undefined;
    if (alias !== undefined) return ts.factory.createTypeReferenceNode(alias);
    return ts.visitEachChild(node, visit, undefined);
  };
  return ts.visitNode(type, visit, ts.isTypeNode);
}

function schemaOf(node: ts.IndexedAccessTypeNode): string | undefined {
  const { objectType, indexType } = node;
  const isSchemas = ts.isIndexedAccessTypeNode(objectType) && textOf(objectType.indexType) === 'schemas';
  return isSchemas ? textOf(indexType) : undefined;
}

function textOf(type: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
}

function nameOf(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) || ts.isNumericLiteral(name)
    ? name.text
    : undefined;
}

function withType(member: ts.PropertySignature, type: ts.TypeNode | undefined): ts.PropertySignature {
  const { modifiers, name, questionToken } = member;
  return ts.factory.updatePropertySignature(member, modifiers, name, questionToken, type);
}
