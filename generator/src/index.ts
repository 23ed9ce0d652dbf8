/**
 * `@breakwater/generator`: an OpenAPI description into a typed SDK for the Breakwater runtime.
 */

export { type Config, defineConfig, type Job, type JobOptions, type JobsConfig } from './config.ts';
export type { Changes } from './disk.ts';
export type { Filter, Selection } from './filter.ts';
export { type GenerateOptions, type GenerateReport, generate, type Outcome } from './generate.ts';
export type { ImportExtension } from './import-extension.ts';
export { formatProblem, formatRefusal, type Problem, ProblemError, type Severity } from './problem.ts';
export { reservedClientMembers } from './reserved.ts';
export type { Scalars } from './scalars.ts';
