/**
 * A prepared document as the text of its declarations. The components are printed before the paths are looked at:
 * the syntax trees of both at once would be most of the memory that a run takes.
 */

import type { GlobalContext, OpenAPI3 } from 'openapi-typescript';
import { astToString } from 'openapi-typescript/dist/lib/ts.mjs';
import transformSchema from 'openapi-typescript/dist/transform/index.mjs';
import ts from 'typescript';
import { withAliases } from './recursive-types.ts';

/**
 * `paths`, `components` and `operations`, and what these need.
 *
 * @param recursive Component schemas that contain themselves through lists.
 */
export function declarationsOf(
  document: OpenAPI3,
  context: GlobalContext,
  recursive: ReadonlySet<string>,
): string {
  const { aliases, components, helpers } = ofComponents(document, context, recursive);
  const { paths, operations } = ofPaths(document, context, helpers);
  return aliases + paths + components + operations;
}

function ofComponents(document: OpenAPI3, context: GlobalContext, recursive: ReadonlySet<string>) {
  const helpers: ts.Node[] = [];
  const { paths: _, ...rest } = document;
  const statements = transformSchema(rest, { ...context, injectFooter: helpers });
  const declared = withAliases(statements.filter(isCalled('components')), recursive);
  return {
    helpers,
    aliases: astToString(declared.slice(0, -1)),
    components: astToString(declared.slice(-1)),
  };
}

/** @param helpers Of the components, printed once. */
function ofPaths(document: OpenAPI3, context: GlobalContext, helpers: readonly ts.Node[]) {
  const { components: _, ...rest } = document;
  const statements = transformSchema(rest, context);
  const others = helpers.filter((helper) => !statements.some(isCalled(nameOf(helper))));
  return {
    paths: astToString(statements.filter(isCalled('paths'))),
    operations: astToString([
      ...statements.filter((each: ts.Node) => !roots.has(nameOf(each) ?? '')),
      ...others,
    ]),
  };
}

/** What openapi-typescript declares in any case. */
const roots: ReadonlySet<string> = new Set(['paths', 'webhooks', 'components', '$defs']);

function isCalled(name: string | undefined): (statement: ts.Node) => boolean {
  return (statement) => nameOf(statement) === name;
}

function nameOf(statement: ts.Node): string | undefined {
  const isNamed = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
  return isNamed ? statement.name.text : undefined;
}
