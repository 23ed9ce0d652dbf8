/**
 * `@breakwater/generator`: an OpenAPI description into a typed SDK for the Breakwater runtime.
 */

export type { Changes } from './disk.ts';
export { type GenerateOptions, type GenerateReport, generate } from './generate.ts';
export type { ImportExtension } from './import-extension.ts';
export { formatProblem, formatRefusal, type Problem, ProblemError, type Severity } from './problem.ts';
export { reservedClientMembers } from './reserved.ts';
