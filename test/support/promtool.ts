/** Prometheus' own tool, where it is installed; `PROMTOOL_REQUIRED=1` makes it mandatory. */

import { spawnSync } from 'node:child_process';

export const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

if (!hasPromtool && process.env['PROMTOOL_REQUIRED']) {
  throw new Error('promtool is not installed. It is part of the package `prometheus`.');
}

/** What it has to say of what it is given; nothing, where all is well. */
export function promtool(args: readonly string[], input = ''): string {
  const { status, stdout, stderr } = spawnSync('promtool', args, { input, encoding: 'utf8' });
  return status === 0 && args[0] !== 'check' ? '' : stdout + stderr;
}
