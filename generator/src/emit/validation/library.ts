/**
 * What differs between the libraries that schemas can be written for.
 */

import type { MemberRule, Rule } from '../../rules/rule.ts';

export type SchemaLibrary = 'zod' | 'valibot';

export const schemaLibraries: readonly SchemaLibrary[] = ['zod', 'valibot'];

export interface Printing {
  /** Text of a component schema; it may be declared further down. */
  readonly refer: (name: string) => string;
  /** Name of the function that looks at variants, where it is needed. */
  readonly tagged: () => string;
}

export interface Printer {
  /** Module specifier, and what it is called. */
  readonly module: string;
  readonly namespace: string;
  /** Type of any schema. */
  readonly type: string;
  print(rule: Rule, printing: Printing, indent: string): string;
  /** The same of what may be missing. */
  member(member: MemberRule, printing: Printing, indent: string): string;
  /** As a declaration: evaluated when it is first asked for, and dropped by bundlers where nobody asks. */
  declared(text: string): string;
  /** Source of the function that looks at variants. */
  tagged(name: string): string;
}
