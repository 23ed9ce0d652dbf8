/**
 * Real specs: whatever their mock server can judge passes, and the cause of what it cannot is in docs/contract.md.
 * Of large ones a part is tested, the same on every machine.
 */

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { install } from '../../../conformance/install.ts';
import type { OperationResult } from '../../../generator/src/contract/verdict.ts';
import { main } from '../../../generator/src/main.ts';
import { readSpec } from '../../../generator/src/reading.ts';
import { corpus } from '../corpus.ts';

const home = fileURLToPath(new URL('./steady', import.meta.url));

/** First column of the table of causes; `…` stands for what differs. */
const causes = [...partOfDocs().matchAll(/^\| `([^|]+)` \|/gm)].map(([, text = '']) => {
  const parts = text.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
});

/** One has webhooks alone, and is refused: there is nothing to call. */
const withOperations = corpus.filter(({ name }) => name !== 'xero-webhooks.yaml');

test.each(withOperations)('$name keeps the contract', { timeout: 300_000 }, async ({ file, root }) => {
  expectKept(await resultsOf(file, root));
});

/** Steady takes a process for each operation: those specs in which it can judge what Prism cannot, and one for size. */
const bySteady = /readme-parameters|ogen-parameters|xero-accounting|stripe|galaxy/;

describe('by Steady', () => {
  beforeAll(() => {
    install(home);
    vi.spyOn(process, 'cwd').mockReturnValue(home);
    return () => vi.restoreAllMocks();
  });

  test.each(withOperations.filter(({ name }) => bySteady.test(name)))(
    '$name keeps the contract',
    { timeout: 300_000 },
    async ({ file, root }) => expectKept(await resultsOf(file, root, '--server', 'steady')),
  );
});

function expectKept(results: readonly OperationResult[]): void {
  const cases = results.flatMap(({ name, cases }) => cases.map((each) => ({ name, ...each })));
  expect(cases.filter(({ outcome }) => outcome === 'violated')).toEqual([]);
  const reasons = new Set(cases.flatMap((each) => (each.outcome === 'unreachable' ? [each.why] : [])));
  expect([...reasons].filter((why) => !causes.some((cause) => cause.test(why)))).toEqual([]);
}

async function resultsOf(
  file: string,
  root: string,
  ...args: readonly string[]
): Promise<readonly OperationResult[]> {
  const printed: string[] = [];
  const out = (text: string) => void printed.push(text);
  const part = await partOf(file, root);
  await main(['contract', file, '--root', root, '--json', ...args, ...part], { out, error: out });
  return JSON.parse(printed.join('\n')).results;
}

/** Operations of one spec that are tested: how far a time would reach depends on who else is at work. */
const mostOperations = 60;

/** Every so many of a large spec's operations, so that all of its tags have some. */
async function partOf(file: string, root: string): Promise<string[]> {
  const { operations } = (await readSpec(file, { root })).api;
  const step = Math.ceil(operations.length / mostOperations);
  if (step === 1) return [];
  return operations
    .filter((_, index) => index % step === 0)
    .flatMap(({ operationId }) => (operationId === undefined ? [] : ['--include-operation', operationId]));
}

function partOfDocs(): string {
  const text = readFileSync(new URL('../../../docs/contract.md', import.meta.url), 'utf8');
  return text.slice(text.indexOf('## What is not judged'));
}
