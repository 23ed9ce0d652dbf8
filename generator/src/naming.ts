/**
 * The names of an SDK, settled on the whole of its spec: a filter decides what is generated, and never what
 * it is called.
 */

import { withFamilies } from './families.ts';
import type { Api } from './model.ts';
import { type Names, settleNames } from './names.ts';
import { type Node, nodeOf } from './node.ts';
import { type Variants, variantsOf } from './variants.ts';

export interface Naming {
  readonly names: Names;
  readonly variants: Variants;
}

export function namingOf(document: Node, api: Api): Naming {
  const whole = asTyped(document);
  const variants = variantsOf(whole);
  // Bases are among them that the spec has no name for: see families.ts.
  const names = Object.keys(nodeOf(nodeOf(whole.components).schemas));
  const schemas = [...new Set([...api.schemas.map((schema) => schema.name), ...names]), ...variants.values()];
  return { variants, names: settleNames(api, schemas) };
}

function asTyped(document: Node): Node {
  const components = nodeOf(document.components);
  return { ...document, components: { ...components, schemas: withFamilies(nodeOf(components.schemas)) } };
}

/** For a part of the spec, the names that the whole has; of what is listed by them, only what is in it. */
export function namingOfPart({ names, variants }: Naming, document: Node, api: Api): Naming {
  const { root, own, byOperation } = names.servers;
  const needed = new Set(api.operations.map((operation) => byOperation.get(operation)));
  const left = variantsOf(asTyped(document));
  return {
    variants: new Map([...variants].filter(([schema]) => left.has(schema))),
    names: {
      ...names,
      servers: { root, byOperation, own: new Map([...own].filter(([name]) => needed.has(name))) },
    },
  };
}
