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

/** The first words of a file that is ours to replace and to remove: of TypeScript, and of Markdown. */
const ownerships = ['// Generated from ', '<!-- Generated from '];

/** The page with every call: see api-md/page.ts. */
export const apiMdFile = 'api.md';

/** Whether a file of this name could be one of ours. */
export function mayBeOurs(name: string): boolean {
  return name.endsWith('.ts') || name === apiMdFile;
}

/** Whether a file that begins so is ours. */
export function isOurs(text: string): boolean {
  return ownerships.some((ownership) => text.startsWith(ownership));
}

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
  /** Whether compilers are told to take every file as checked. */
  readonly tsNocheck: boolean;
  /** What relative imports end in. */
  readonly extension: '.ts' | '.js' | '';
}

export function sourceFile(
  emission: Pick<Emission, 'spec' | 'tsNocheck'>,
  imports: Imports | string,
  ...parts: readonly string[]
): string {
  const nocheck = emission.tsNocheck ? '// @ts-nocheck\n' : '';
  return [`// ${headerText(emission)}\n${nocheck}`, String(imports), ...parts]
    .filter((part) => part !== '')
    .join('\n');
}

/** The same of a page of Markdown, where nothing of the spec's name may end the comment. */
export function markdownHeader(emission: Pick<Emission, 'spec'>): string {
  return `<!-- ${headerText(emission).replace(/[<>{}]|--+/g, '')} -->`;
}

function headerText({ spec }: Pick<Emission, 'spec'>): string {
  const name = commentText(spec.replace(/\s+/g, ' '));
  return `Generated from ${name} by Breakwater. Do not edit: change the spec, then generate again.`;
}

/** Specifier of a sibling. */
export function sibling(name: string, { extension }: Pick<Emission, 'extension'>): string {
  return `./${name}${extension}`;
}
