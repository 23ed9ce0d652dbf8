/**
 * Real specs: whatever their mock server can judge passes, and the cause of what it cannot is in
 * docs/contract.md. Large ones are tested as far as the time goes.
 */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { OperationResult } from '../../../generator/src/contract/verdict.ts';
import { main } from '../../../generator/src/main.ts';
import { corpus } from '../corpus.ts';

/** First column of the table of causes; `…` stands for what differs. */
const causes = [...partOfDocs().matchAll(/^\| `([^|]+)` \|/gm)].map(([, text = '']) => {
  const parts = text.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
});

test.each(corpus)('$name keeps the contract', { timeout: 300_000 }, async ({ file, root }) => {
  const results = await resultsOf(file, root);
  const cases = results.flatMap(({ name, cases }) => cases.map((each) => ({ name, ...each })));
  expect(cases.filter(({ outcome }) => outcome === 'violated')).toEqual([]);
  const reasons = new Set(cases.flatMap((each) => (each.outcome === 'unreachable' ? [each.why] : [])));
  expect([...reasons].filter((why) => !causes.some((cause) => cause.test(why)))).toEqual([]);
});

async function resultsOf(file: string, root: string): Promise<readonly OperationResult[]> {
  const printed: string[] = [];
  const out = (text: string) => void printed.push(text);
  await main(['contract', file, '--root', root, '--json', '--time-limit', '20'], { out, error: out });
  return JSON.parse(printed.join('\n')).results;
}

function partOfDocs(): string {
  const text = readFileSync(new URL('../../../docs/contract.md', import.meta.url), 'utf8');
  return text.slice(text.indexOf('## What is not judged'));
}
