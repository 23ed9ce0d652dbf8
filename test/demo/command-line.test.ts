/** The command line of the demo: what is wrong is one line, and nothing is started. */

import { describe, expect, test } from 'vitest';
import { parseArguments } from '../../scripts/demo/arguments.ts';
import { runDemo } from './run-demo.ts';

describe('arguments that make no sense', () => {
  test.for([
    [['--rediss', 'redis://cache'], 'There is no option --rediss. Did you mean --redis?'],
    [['--sepc=a.yaml'], 'There is no option --sepc. Did you mean --spec?'],
    [['a.yaml'], 'a.yaml is not an option; see --help.'],
    [['--keep'], '--keep goes with --spec: without it nothing temporary is generated.'],
    [['--serve', '--spec', 'b'], '--serve and --spec are two different demos: choose one.'],
    [['--port', '80'], '--port goes with --serve: there is no page without it.'],
    [['--serve', '--port', '99999'], '--port needs a number from 0 to 65535.'],
    [['--redis', 'localhost'], '--redis needs a URL that begins with redis:// or rediss://.'],
    [['--redis', 'redis://a', '--spec', 'b'], '--redis and --spec are two different demos: choose one.'],
    [['--spec'], "Option '--spec <value>' argument missing"],
  ] as const)('%j', ([args, message]) => {
    expect(() => parseArguments(args)).toThrow(message);
  });

  test('end with one line and exit code 2', async () => {
    const run = await runDemo('--rediss', 'redis://cache');
    expect(run).toEqual({
      exitCode: 2,
      out: '',
      error: 'There is no option --rediss. Did you mean --redis?\n',
    });
  });
});

test('--help says what there is and starts nothing', async () => {
  const run = await runDemo('--help');
  expect(run).toMatchObject({ exitCode: 0, error: '' });
  for (const option of ['--redis', '--spec', '--keep', '--serve', '--port'])
    expect(run.out).toContain(option);
});
