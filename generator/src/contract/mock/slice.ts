/**
 * One operation of a document, with the components that it needs and no others: what copies a document then
 * copies little. It is without its callbacks, which Prism would make: to hosts that a sampled value names.
 */

import { neededComponents, withComponents } from '../../needed.ts';
import { type Node, nodeOf, own } from '../../node.ts';

export function sliceOf(document: Node, path: string, method: string): Node {
  const { parameters, servers, additionalOperations, ...item } = nodeOf(own(document.paths, path));
  const { callbacks, ...operation } = nodeOf(
    own(item, method.toLowerCase()) ?? own(additionalOperations, method),
  );
  const members = { parameters, servers, [method.toLowerCase()]: operation };
  const only = Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
  const one: Node = { ...document, paths: { [path]: only } };
  const slice = withComponents(one, neededComponents(one));
  const { securitySchemes } = nodeOf(document.components);
  return { ...slice, components: { ...nodeOf(slice.components), securitySchemes: securitySchemes ?? {} } };
}
