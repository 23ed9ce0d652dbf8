/** `npm run bench`: runs the suites and prints what they measured. */

// Before all others: see there.
import './host.ts';
import { parseArgs } from 'node:util';
import type { Effort } from './harness.ts';
import { assertHostFetch } from './host.ts';
import { thisMachine } from './machine.ts';
import { startOrigin } from './origin.ts';
import { describeMachine, describeOutcome } from './report.ts';
import type { Suite } from './suite.ts';
import { bundle } from './suites/bundle.ts';
import { cached } from './suites/cached.ts';
import { coalesce } from './suites/coalesce.ts';
import { generation } from './suites/generate.ts';
import { layers } from './suites/layers.ts';
import { memory } from './suites/memory.ts';
import { metrics } from './suites/metrics.ts';
import { page } from './suites/page.ts';
import { redis } from './suites/redis.ts';
import { tracing } from './suites/tracing.ts';
import { transfer } from './suites/transfer.ts';
import { typecheck } from './suites/typecheck.ts';
import { uncached } from './suites/uncached.ts';

const suites: readonly Suite[] = [
  uncached,
  layers,
  cached,
  coalesce,
  redis,
  memory,
  metrics,
  tracing,
  transfer,
  generation,
  typecheck,
  bundle,
  page,
];

const usage = `npm run bench -- [options]

  --only <suite>  one suite (again for more): ${suites.map(({ name }) => name).join(', ')}
  --quick         a few seconds: shows that everything runs, measures little
  --json          one JSON document on stdout
  --help
`;

/** Blocks long enough for several young collections, rounds enough for a median. */
const thorough: Effort = { rounds: 15, blockMs: 150, warmUpMs: 1000 };
const quick: Effort = { rounds: 3, blockMs: 5, warmUpMs: 10 };

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (flags.help) process.stdout.write(usage);
else await bench(chosen(flags.only ?? []), flags.quick ? quick : thorough);

async function bench(chosenSuites: readonly Suite[], effort: Effort) {
  assertHostFetch();
  const say = flags.json ? () => {} : (text: string) => process.stdout.write(`${text}\n`);
  const machine = await thisMachine();
  say(describeMachine(machine));
  await using origin = await startOrigin();
  const results = [];
  for (const suite of chosenSuites) {
    const outcome = await suite.run(origin, effort);
    say(describeOutcome(suite, outcome));
    results.push({ name: suite.name, title: suite.title, ...outcome });
  }
  assertHostFetch();
  if (flags.json) process.stdout.write(`${JSON.stringify({ machine, effort, suites: results }, null, 2)}\n`);
}

function chosen(names: readonly string[]): readonly Suite[] {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    process.stderr.write(`No suite named ${unknown.join(', ')}.\n\n${usage}`);
    process.exit(2);
  }
  return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name));
}
