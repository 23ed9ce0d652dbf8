import { expect, test } from 'vitest';
import { ledgerFrom, readLedger } from '../../conformance/ledger.ts';
import { type Coverage, type Outcomes, scoreOf } from '../../conformance/score.ts';

/** A page that lists these scenarios. */
function aLedger({ notPassed = [] as string[], inexpressible = [] as string[] } = {}) {
  const rows = (names: string[]) => names.map((name) => `| \`${name}\` | because |\n`).join('');
  return ledgerFrom(
    `# Conformance\n\n## Not passed\n\n${rows(notPassed)}\n## Not expressible\n\n${rows(inexpressible)}`,
  );
}

const ran = (...names: string[]): Outcomes => new Map(names.map((name) => [name, {}]));

test('a scenario passes when server and driver are content', () => {
  const coverage: Coverage = { Type_Scalar_get: 'pass', Type_Scalar_put: 'pass' };
  const { passed, expressible, complaints } = scoreOf(
    coverage,
    ran('Type_Scalar_get', 'Type_Scalar_put'),
    aLedger(),
  );
  expect({ passed, expressible, complaints }).toEqual({ passed: 2, expressible: 2, complaints: [] });
});

test.each<[string, Coverage, Outcomes, string]>([
  ['the server says so', { Type_A: 'fail' }, ran('Type_A'), 'the server says fail'],
  ['its driver says so', { Type_A: 'pass' }, new Map([['Type_A', { error: new Error('not 1') }]]), 'not 1'],
  ['nobody drove it', { Type_A: 'not-implemented' }, ran(), 'no driver'],
  ['only another driver made it pass', { Type_A: 'pass' }, ran(), 'no driver'],
])('it does not when %s, and the run fails', (_, coverage, outcomes, reason) => {
  const { passed, failures, complaints } = scoreOf(coverage, outcomes, aLedger());
  expect({ passed, failures: [...failures], complaints }).toEqual({
    passed: 0,
    failures: [['Type_A', reason]],
    complaints: ['Type_A does not pass.'],
  });
});

test('what is listed as not passed counts, and fails nothing', () => {
  const { passed, expressible, complaints } = scoreOf(
    { Type_A: 'fail' },
    ran('Type_A'),
    aLedger({ notPassed: ['Type_A'] }),
  );
  expect({ passed, expressible, complaints }).toEqual({ passed: 0, expressible: 1, complaints: [] });
});

test('what is listed as not expressible does not count', () => {
  const { expressible, rows } = scoreOf(
    { Type_A: 'not-implemented' },
    ran(),
    aLedger({ inexpressible: ['Type_A'] }),
  );
  expect(expressible).toBe(0);
  expect(rows).toEqual([{ folder: 'Type_A', passed: 0, expressible: 0, inexpressible: 1 }]);
});

test.each([
  ['passes and is listed', { notPassed: ['Type_A'] }, 'Type_A is listed as not passed, and passes.'],
  [
    'is driven and listed as inexpressible',
    { inexpressible: ['Type_A'] },
    'Type_A is listed as not expressible, and has a driver.',
  ],
  ['is listed and unknown to the server', { notPassed: ['Type_B'] }, 'The server has no scenario Type_B.'],
])('the run fails when a scenario %s', (_, listed, complaint) => {
  expect(scoreOf({ Type_A: 'pass' }, ran('Type_A'), aLedger(listed)).complaints).toEqual([complaint]);
});

test('a page without its sections is refused', () => {
  expect(() => ledgerFrom('# Conformance\n')).toThrow('has no section "Not passed"');
});

test('the page that is there has both lists, and no scenario in two', () => {
  const { notPassed, inexpressible } = readLedger();
  expect(inexpressible.size).toBeGreaterThan(0);
  expect([...notPassed].filter((name) => inexpressible.has(name))).toEqual([]);
});
