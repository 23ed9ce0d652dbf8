/**
 * `@breakwater/generator/contract`: tests whether an SDK keeps what its OpenAPI description promises.
 */

export { type Contract, ContractError, type ContractOptions, contractOf } from './contract.ts';
export type { Answered, Sent } from './mock/protocol.ts';
export type { MockServer } from './programs.ts';
export { type TestOptions, testContract } from './test-contract.ts';
export type { Breach, CaseResult, OperationResult, Verdict } from './verdict.ts';
