/**
 * A thread that ends its process when whoever started that is gone. The channel between them says so, too, but not to
 * a process whose judge computes without end.
 */

import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { isRunning } from '../../running.ts';

const lookEveryMs = 500;

/** From now on this process ends within a second of its parent, however it ended. */
export function endWithParent(): void {
  new Worker(new URL(import.meta.url), { workerData: { parent: process.ppid } }).unref();
}

if (!isMainThread && typeof workerData?.parent === 'number') {
  const { parent } = workerData;
  setInterval(() => {
    // Of a parent that is gone Windows keeps the number, which is nobody's then.
    if (process.ppid !== parent || !isRunning(parent)) process.kill(process.pid, 'SIGKILL');
  }, lookEveryMs);
}
