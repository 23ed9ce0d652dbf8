/**
 * The names of an SDK, settled on the whole of its spec: a filter decides what is generated, and never what
 * it is called.
 */

import type { Api } from './model.ts';
import { type Names, settleNames } from './names.ts';
import type { Node } from './node.ts';
import { type Variants, variantsOf } from './variants.ts';

export interface Naming {
  readonly names: Names;
  readonly variants: Variants;
}

export function namingOf(document: Node, api: Api): Naming {
  const variants = variantsOf(document);
  const schemas = [...api.schemas.map((schema) => schema.name), ...variants.values()];
  return { variants, names: settleNames(api, schemas) };
}

/** For a part of the spec, the names that the whole has; of what is listed by them, only what is in it. */
export function namingOfPart({ names, variants }: Naming, document: Node, api: Api): Naming {
  const { root, own, byOperation } = names.servers;
  const needed = new Set(api.operations.map((operation) => byOperation.get(operation)));
  const left = variantsOf(document);
  return {
    variants: new Map([...variants].filter(([schema]) => left.has(schema))),
    names: {
      ...names,
      servers: { root, byOperation, own: new Map([...own].filter(([name]) => needed.has(name))) },
    },
  };
}
