/** The door for logs, `breakwater/logs`. */

export type { Level } from './line.ts';
export { type EventLogger, type LogOptions, logTo } from './log-to.ts';
