/** Whether there is a process of this number. */

import { codeOf } from './system-errors.ts';

export function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // Somebody else's process may not be signalled, and runs.
    return codeOf(error) === 'EPERM';
  }
}
