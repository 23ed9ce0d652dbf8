/**
 * `types.ts`: the whole spec as openapi-typescript declares it.
 */

import type { Node } from '../node.ts';
import { TypeNodes } from '../type-nodes.ts';
import { typesOf } from '../types.ts';
import { type Emission, sourceFile } from './file.ts';
import { Imports } from './imports.ts';

export function emitTypes(document: Node, emission: Emission): string {
  const { api, names, variants, scalars, spec, runtime } = emission;
  const nodes = new TypeNodes(scalars);
  const text = typesOf(document, api, names, variants, nodes, spec);
  const imports = new Imports();
  for (const name of nodes.imports) imports.type(runtime, name);
  return sourceFile(emission, nodes.imports.size === 0 ? '' : imports, text);
}
