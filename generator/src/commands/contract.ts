/**
 * `breakwater contract`: calls every operation of the SDK, and says of each whether both directions keep what
 * the spec promises.
 */

import { availableParallelism } from 'node:os';
import { type MockServer, programs } from '../contract/programs.ts';
import { isHeader } from '../header-syntax.ts';
import { isRemote, shown } from '../location.ts';
import { ProblemError } from '../problem.ts';
import { withProgress } from '../progress.ts';
import { refuseOthers, writeWhole } from '../whole-file.ts';
import { type Command, exit, type Terminal, UsageError } from './command.ts';
import { type Target, targetOf } from './contract-target.ts';
import { type Arguments, parseFlags } from './flags.ts';
import { filterFlags, filterOf, intakeFlags, intakeOf } from './options.ts';
import { asJson, describeRefusal, refusalAsJson } from './phrases.ts';

const flags = {
  server: {
    type: 'string',
    value: '<prism|steady>',
    about: 'the mock server, which judges the requests; default: prism',
  },
  against: {
    type: 'string',
    value: '<url>',
    about: 'send GET and HEAD to this server instead of a mock, and\njudge what it answers',
  },
  header: {
    type: 'string',
    multiple: true,
    value: '<name: value>',
    about: 'sent with every request, and in no report; may be repeated',
  },
  faults: {
    type: 'boolean',
    about:
      'instead: every operation under 429, 500, a reset, a timeout and\ngarbage; retries and errors are held against what is documented',
  },
  parallel: {
    type: 'string',
    value: '<number>',
    about: 'mock servers at a time; default: one for each core, up to 4',
  },
  'time-limit': {
    type: 'string',
    value: '<seconds>',
    about: 'end after so long, and report what was reached; default: 600',
  },
  seed: { type: 'string', value: '<number>', about: 'other input values; default: 1' },
  sdk: {
    type: 'string',
    value: '<folder>',
    about: 'the SDK that is tested, as generated before; default: one that\nis generated for the test',
  },
  runtime: {
    type: 'string',
    value: '<module>',
    about: 'where the runtime is imported from; default: breakwater',
  },
  junit: { type: 'string', value: '<file>', about: 'also write the report as JUnit XML' },
  all: { type: 'boolean', about: 'list the operations that passed, too' },
  json: { type: 'boolean', about: 'print the whole report as JSON' },
  ...intakeFlags,
  ...filterFlags,
} as const;

type Values = Arguments<typeof flags>['values'];

export const contractCommand: Command = {
  synopsis: ['contract <spec> [options]', 'contract [job] [options]'],
  about: `Calls every operation against a mock server of the spec, and checks requests and replies.
Without a spec: that of breakwater.config.ts, as the job has it.
Exit code 0: nothing is violated. 1: something is, or nothing could be judged. 2: wrong usage.`,
  flags,
  async run(args, terminal) {
    const { values, positionals } = parseFlags(args, flags);
    const settings = settingsOf(values);
    if (values.faults && values.against !== undefined) {
      throw new UsageError('--faults asks no server: it cannot be used with --against.');
    }
    if (values.server !== undefined && (values.faults || values.against !== undefined)) {
      throw new UsageError(
        '--server is the mock server: with --faults there is none, and --against has Prism judge.',
      );
    }
    if (values.sdk !== undefined && values.runtime !== undefined) {
      throw new UsageError('--sdk imports its own runtime: it cannot be used with --runtime.');
    }
    try {
      // Whoever waits for minutes is not told at the end that the report has no place.
      if (values.junit !== undefined)
        await refuseOthers(values.junit, 'JUnit report', (text) => /<testsuites?[\s>]/.test(text));
      return await test(await targetOf(positionals), values, settings, terminal);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      if (values.json) terminal.out(asJson(refusalAsJson(error)));
      else terminal.error(describeRefusal(error));
      return exit.refused;
    }
  },
};

interface Settings {
  readonly parallel: number;
  readonly timeLimitMs: number;
  readonly seed: number;
  readonly server: MockServer;
  readonly against: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

function settingsOf(values: Values): Settings {
  return {
    parallel: wholeNumber('parallel', values.parallel, 1, 64) ?? Math.min(4, availableParallelism()),
    timeLimitMs: (wholeNumber('time-limit', values['time-limit'], 1, 86_400) ?? 600) * 1_000,
    seed: wholeNumber('seed', values.seed, 0, 2 ** 31 - 1) ?? 1,
    server: mockOf(values.server),
    against: serverOf(values.against),
    headers: Object.fromEntries(values.header.map(headerOf)),
  };
}

function wholeNumber(
  flag: string,
  value: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new UsageError(`--${flag} is a whole number from ${least} to ${most}; found ${value}.`);
}

function mockOf(given = 'prism'): MockServer {
  const found = programs.find((name) => name === given);
  if (found !== undefined) return found;
  throw new UsageError(`--server is ${programs.join(' or ')}; found ${given}.`);
}

function serverOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  if (isRemote(url) && URL.canParse(url)) return withoutSecrets(url);
  throw new UsageError(`--against is the URL of a server, such as https://api.example.com; found ${url}.`);
}

/** They would be in a report, and no request has them. */
function withoutSecrets(url: string): string {
  const { username, password, search } = new URL(url);
  if (username + password + search === '') return url;
  throw new UsageError(
    "--against has no user, password or query: credentials are given as --header 'Authorization: Basic …'.",
  );
}

function headerOf(text: string): [string, string] {
  const at = text.indexOf(':');
  // Without a colon it may be a secret on its own: it is not repeated.
  if (at < 1) throw new UsageError("--header is a name and a value: --header 'Authorization: Bearer …'.");
  const [name, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (!isHeader(name, value)) throw new UsageError('--header has a name or a value that HTTP cannot carry.');
  return [name, value];
}

async function test(
  { spec, intake, filter: ofJob }: Target,
  values: Values,
  settings: Settings,
  terminal: Terminal,
): Promise<number> {
  const startMs = performance.now();
  const { testContract } = await import('../contract/test-contract.ts');
  const signal = terminal.interruption?.();
  const results = await withProgress(terminal, shown(spec), (onStep) => {
    const { sdk, runtime, faults } = values;
    const filter = filterOf(values, ofJob);
    return testContract({
      spec,
      ...intake,
      ...intakeOf(values),
      filter,
      sdk,
      runtime,
      faults,
      ...settings,
      signal,
      onStep,
    });
  });
  const durationMs = performance.now() - startMs;
  await print(shown(spec), results, durationMs, values, settings, terminal);
  const isWritten = await writeReport(shown(spec), results, durationMs, values.junit, terminal);
  if (signal?.aborted || !isWritten) return exit.refused;
  const { summaryOf } = await import('../contract/report/summary.ts');
  const { operations } = summaryOf(results);
  return operations.violated > 0 || operations.passed === 0 ? exit.refused : exit.ok;
}

const titles = { prism: 'Prism', steady: 'Steady' } as const;

type Results = Awaited<ReturnType<typeof import('../contract/test-contract.ts').testContract>>;

async function print(
  spec: string,
  results: Results,
  durationMs: number,
  values: Values,
  { against, server: mock }: Settings,
  terminal: Terminal,
): Promise<void> {
  if (values.json) {
    const { summaryOf } = await import('../contract/report/summary.ts');
    terminal.out(asJson({ spec, ...summaryOf(results), durationMs, results }));
  } else {
    const { tableOf } = await import('../contract/report/table.ts');
    const server = values.faults ? 'faults' : against === undefined ? titles[mock] : new URL(against).origin;
    terminal.out(tableOf(results, { spec, server, durationMs, showsAll: values.all }));
  }
}

/** `false`: it could not be written, and everything else is printed. */
async function writeReport(
  spec: string,
  results: Results,
  durationMs: number,
  file: string | undefined,
  terminal: Terminal,
): Promise<boolean> {
  if (file === undefined) return true;
  const { junitOf } = await import('../contract/report/junit.ts');
  try {
    await writeWhole(file, junitOf(spec, results, durationMs));
    return true;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    terminal.error(describeRefusal(error));
    return false;
  }
}
