/**
 * What every emitted file has: one header line, then its imports, then what it is about.
 */

import type { Codecs } from '../codecs.ts';
import type { Api } from '../model.ts';
import type { Names } from '../names.ts';
import type { Node } from '../node.ts';
import type { Scalars } from '../scalars.ts';
import type { Variants } from '../variants.ts';
import type { XmlShapes } from '../xml.ts';
import type { Imports } from './imports.ts';
import { commentText } from './text.ts';

/** The first words of a file that is ours to replace and to remove. */
export const ownership = '// Generated from ';

/** What there is to emit, and for whom. */
export interface Emission {
  readonly api: Api;
  readonly names: Names;
  readonly variants: Variants;
  /** Component schemas by name. */
  readonly definitions: ReadonlyMap<string, Node>;
  /** Those of them that are open enums. */
  readonly openEnums: ReadonlySet<string>;
  readonly scalars: Scalars;
  /** Where the scalars of replies are; `undefined` where all of them are as JSON has them. */
  readonly codecs: Codecs | undefined;
  /** How bodies stand in XML. */
  readonly xml: XmlShapes;
  /** Name of the spec's file. */
  readonly spec: string;
  /** Module specifier of the runtime. */
  readonly runtime: string;
  /** What relative imports end in. */
  readonly extension: '.ts' | '.js' | '';
}

export function sourceFile(
  emission: Pick<Emission, 'spec'>,
  imports: Imports | string,
  ...parts: readonly string[]
): string {
  const spec = commentText(emission.spec.replace(/\s+/g, ' '));
  const header = `${ownership}${spec} by Breakwater. Do not edit: change the spec, then generate again.\n`;
  return [header, String(imports), ...parts].filter((part) => part !== '').join('\n');
}

/** Specifier of a sibling. */
export function sibling(name: string, { extension }: Pick<Emission, 'extension'>): string {
  return `./${name}${extension}`;
}
