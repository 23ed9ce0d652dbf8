/**
 * The types openapi-typescript has no word for, as nodes of its syntax tree.
 */

import ts from 'typescript';
import { isNode, type Node } from './node.ts';
import { markOf } from './open-enums.ts';
import { type Scalars, scalarOf, scalarType } from './scalars.ts';
import { isBinary } from './types.ts';

const { factory } = ts;

export class TypeNodes {
  /** Names of the runtime that were used. */
  readonly imports = new Set<string>();
  readonly #scalars: Scalars;

  constructor(scalars: Scalars) {
    this.#scalars = scalars;
  }

  /** Its type; `undefined` to let openapi-typescript make it. */
  typeOf(schema: unknown, path: string): ts.TypeNode | undefined {
    if (!isNode(schema)) return undefined;
    // What comes back is whole; what goes out may be many things. A schema by itself is most often a form's.
    if (isBinary(schema))
      return path.includes('/responses/') ? factory.createTypeReferenceNode('Blob') : this.#ours('FileInput');
    // Each type of a list comes by itself.
    if (Array.isArray(schema.type)) return undefined;
    return this.#enumOf(schema) ?? this.#scalarOf(schema);
  }

  #enumOf(schema: Node): ts.TypeNode | undefined {
    const { open, known } = markOf(schema);
    if (known !== undefined) return this.#ours('Known', [componentType(known)]);
    if (open === undefined) return undefined;
    return factory.createUnionTypeNode([...open.map(literalType), anyOther(typeof open[0] === 'string')]);
  }

  #scalarOf(schema: Node): ts.TypeNode | undefined {
    const scalar = scalarOf(schema, schema.type, this.#scalars);
    if (scalar === undefined) return undefined;
    const { name, isOurs } = scalarType(scalar);
    return isOurs ? this.#ours(name) : factory.createTypeReferenceNode(name);
  }

  #ours(name: string, args?: readonly ts.TypeNode[]): ts.TypeNode {
    this.imports.add(name);
    return factory.createTypeReferenceNode(name, args);
  }
}

/** What the runtime calls `Open`, written out: a type of a thousand enums is cheaper without an alias. */
function anyOther(isText: boolean): ts.TypeNode {
  const { StringKeyword, NumberKeyword } = ts.SyntaxKind;
  const base = factory.createKeywordTypeNode(isText ? StringKeyword : NumberKeyword);
  const other = factory.createIntersectionTypeNode([base, factory.createTypeLiteralNode([])]);
  return factory.createParenthesizedType(other);
}

function literalType(value: string | number): ts.TypeNode {
  if (typeof value === 'string') return factory.createLiteralTypeNode(factory.createStringLiteral(value));
  const size = factory.createNumericLiteral(Math.abs(value));
  return factory.createLiteralTypeNode(
    value < 0 ? factory.createPrefixUnaryExpression(ts.SyntaxKind.MinusToken, size) : size,
  );
}

function componentType(name: string): ts.TypeNode {
  const components = factory.createTypeReferenceNode('components');
  return ['schemas', name].reduce<ts.TypeNode>(
    (type, step) => factory.createIndexedAccessTypeNode(type, literalType(step)),
    components,
  );
}
