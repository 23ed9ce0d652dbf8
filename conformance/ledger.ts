/**
 * What docs/conformance.md says: the scenarios that are known not to pass, and those that no OpenAPI
 * document can express. The run holds the page to what it saw.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const page = 'docs/conformance.md';

export interface Ledger {
  readonly notPassed: ReadonlySet<string>;
  readonly inexpressible: ReadonlySet<string>;
}

export function readLedger(): Ledger {
  return ledgerFrom(readFileSync(join(import.meta.dirname, '..', page), 'utf8'));
}

/** @throws {Error} a section is missing */
export function ledgerFrom(text: string): Ledger {
  return {
    notPassed: scenariosUnder('Not passed', text),
    inexpressible: scenariosUnder('Not expressible', text),
  };
}

/** The names in the first column of the tables under a heading. */
function scenariosUnder(heading: string, text: string): ReadonlySet<string> {
  const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
  if (section === undefined) throw new Error(`${page} has no section "${heading}"`);
  const cells = [...section.matchAll(/^\| (`.*?`) \|/gm)].map(([, cell = '']) => cell);
  return new Set(cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)));
}
