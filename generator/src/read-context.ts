/**
 * What every part of the reader needs: the document, to look references up in, and where to report.
 */

import { type Node, nodeOf, own } from './node.ts';
import { lookUp } from './pointer.ts';
import type { Findings } from './problem.ts';

export interface Context {
  readonly document: Node;
  readonly findings: Findings;
}

/** The object itself, or the component it refers to. Components are never references: see references.ts. */
export function resolved(value: unknown, { document }: Pick<Context, 'document'>): Node {
  const reference = own(value, '$ref');
  return nodeOf(typeof reference === 'string' ? lookUp(document, reference) : value);
}
