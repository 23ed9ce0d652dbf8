/**
 * What of a spec schemas will not check, said once for each place.
 */

import { grammar, type Kind, type Member } from '../grammar.ts';
import { entriesOf, isNode, type Node } from '../node.ts';
import { remove } from '../overlay/repair.ts';
import { at } from '../pointer.ts';
import type { Findings } from '../problem.ts';
import { patternOf } from './pattern.ts';

/** Every pattern that is left out of generated schemas. */
export function reportPatterns(document: Node, findings: Findings): void {
  visit('document', document, '#', (schema, pointer) => {
    if (typeof schema.pattern !== 'string') return;
    const verdict = patternOf(schema.pattern);
    if (typeof verdict !== 'string') return;
    const what = `The pattern is left out of the schemas: ${verdict}.`;
    const mend = 'Write it without nested or neighbouring repetitions, anchored at both ends, or remove it.';
    findings.skipped(at(pointer, 'pattern'), what, mend, { repair: remove(pointer, 'pattern') });
  });
}

function visit(
  kind: Kind,
  value: unknown,
  pointer: string,
  see: (schema: Node, pointer: string) => void,
): void {
  if (!isNode(value)) return;
  if (kind === 'schema') see(value, pointer);
  for (const [key, member] of Object.entries(grammar[kind])) {
    if (!Object.hasOwn(value, key)) continue;
    const child = value[key];
    const place = at(pointer, key);
    for (const [step, each] of childrenOf(child, member)) visit(member.kind, each, at(place, ...step), see);
  }
}

function childrenOf(child: unknown, { shape }: Member): (readonly [readonly (string | number)[], unknown])[] {
  if (Array.isArray(child)) return child.map((item, index) => [[index], item] as const);
  if (shape !== 'map') return [[[], child]];
  return entriesOf(child).map(([name, each]) => [[name], each] as const);
}
