/**
 * A document as openapi-typescript looks for discriminators in it: it walks through everything twice, and makes a
 * list of the way to each object. Of paths and components it is shown those that have something to be found, and
 * may look up the others.
 */

import { eachNode, grammar, type Kind } from './grammar.ts';
import { entriesOf, isNode, type Node, put } from './node.ts';

/** `undefined` when nothing is to be found. */
export function scanned(document: Node): Node | undefined {
  let hasAny = false;
  const isTelling = (kind: Kind, value: unknown): boolean => {
    let found = false;
    eachNode(kind, value, (_, { discriminator, allOf }) => {
      hasAny ||= discriminator !== undefined;
      found ||= discriminator !== undefined || allOf !== undefined;
    });
    return found;
  };
  const paths = inSight(document.paths, (item) => isTelling('pathItem', item));
  const components = Object.fromEntries(
    entriesOf(document.components).map(([home, map]) => {
      const kind = grammar.components[home]?.kind;
      return [home, kind ? inSight(map, (each) => isTelling(kind, each)) : map];
    }),
  );
  return hasAny ? { ...document, paths, components } : undefined;
}

/** Only what is chosen is a member of its own, which a walk comes by; all of it can be looked up. */
function inSight(map: unknown, isChosen: (value: unknown) => boolean): unknown {
  if (!isNode(map)) return map;
  const chosen: Record<string, unknown> = Object.create(map);
  for (const [name, value] of entriesOf(map)) if (isChosen(value)) put(chosen, name, value);
  return chosen;
}
