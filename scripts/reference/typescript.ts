/** The compiler as a library: the generator's own, for TypeScript 7 has no such face yet. */

import { createRequire } from 'node:module';

type TypeScript = typeof import('../../generator/node_modules/typescript/lib/typescript.js');

export const typescript: TypeScript = createRequire(new URL('../../generator/package.json', import.meta.url))(
  'typescript',
);

export type {
  Declaration,
  Node,
  Program,
  Symbol as TsSymbol,
  Type,
  TypeChecker,
  TypeNode,
} from '../../generator/node_modules/typescript/lib/typescript.js';
