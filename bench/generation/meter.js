// Preloaded into every Node process of a command: at its end it notes what it took, one line of JSON each.

import { appendFileSync } from 'node:fs';

process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const usage = { cpuMs: (userCPUTime + systemCPUTime) / 1_000, memoryMiB: maxRSS / 1_024 };
  if (process.env.BENCH_METER) appendFileSync(process.env.BENCH_METER, `${JSON.stringify(usage)}\n`);
});
