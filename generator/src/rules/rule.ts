/**
 * What a value must be, in the few words that zod and valibot both have. Whatever a schema says beyond
 * that is left to the API: a rule accepts more than its schema, and never less.
 */

export type Literal = string | number | boolean | null;

export type Rule =
  | { readonly is: 'anything' | 'nothing' | 'boolean' | 'null' }
  | TextRule
  | NumberRule
  | { readonly is: 'one of'; readonly values: readonly Literal[] }
  | { readonly is: 'list'; readonly items: Rule; readonly fewest?: number; readonly most?: number }
  | { readonly is: 'tuple'; readonly items: readonly Rule[]; readonly rest: Rule }
  | ObjectRule
  | { readonly is: 'any of' | 'all of'; readonly rules: readonly Rule[] }
  /** The variant that a member names. `isOpen`: a name that is not known passes. */
  | {
      readonly is: 'tagged';
      readonly tag: string;
      readonly isOpen: boolean;
      readonly variants: readonly (readonly [string, Rule])[];
    }
  /** What the component schema of this name says. */
  | { readonly is: 'schema'; readonly name: string };

export interface TextRule {
  readonly is: 'text';
  readonly format?: TextFormat;
  readonly pattern?: string;
  /** In code points. */
  readonly shortest?: number;
  readonly longest?: number;
}

/** Formats of which both libraries and the RFCs say the same. */
export type TextFormat = 'date-time' | 'date' | 'uuid' | 'ipv4' | 'ipv6';

export interface NumberRule {
  readonly is: 'number';
  readonly isInteger: boolean;
  readonly least?: number;
  readonly most?: number;
  readonly above?: number;
  readonly below?: number;
  readonly multipleOf?: number;
}

export interface ObjectRule {
  readonly is: 'object';
  readonly members: readonly MemberRule[];
  /** What members are that are not named; `undefined` where they may be anything. */
  readonly others?: Rule | undefined;
}

export interface MemberRule {
  readonly name: string;
  readonly rule: Rule;
  readonly isRequired: boolean;
}

export const anything: Rule = { is: 'anything' };
export const nothing: Rule = { is: 'nothing' };
export const nil: Rule = { is: 'null' };

/** The rule, and `null` besides. */
export function orNull(rule: Rule): Rule {
  if (rule.is === 'anything' || rule.is === 'null') return rule;
  return anyOf([rule, nil]);
}

export function anyOf(rules: readonly Rule[]): Rule {
  const flat = rules.flatMap((rule) => (rule.is === 'any of' ? rule.rules : [rule]));
  if (flat.some((rule) => rule.is === 'anything')) return anything;
  const distinct = unique(flat.filter((rule) => rule.is !== 'nothing'));
  const [first] = distinct;
  if (first === undefined) return nothing;
  return distinct.length === 1 ? first : { is: 'any of', rules: distinct };
}

export function allOf(rules: readonly Rule[]): Rule {
  const distinct = unique(rules.filter((rule) => rule.is !== 'anything'));
  const telling = distinct.length > 1 ? distinct.filter((rule) => !isBareObject(rule)) : distinct;
  const [first] = telling.length > 0 ? telling : distinct;
  if (first === undefined) return anything;
  return telling.length > 1 ? { is: 'all of', rules: telling } : first;
}

/** An object of any kind beside a telling rule adds nothing. */
function isBareObject(rule: Rule): boolean {
  return rule.is === 'object' && rule.members.length === 0 && rule.others === undefined;
}

function unique(rules: readonly Rule[]): Rule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}
