/**
 * Rules as schemas of zod 4.
 */

import type { MemberRule, NumberRule, ObjectRule, Rule, TextFormat, TextRule } from '../../rules/rule.ts';
import { key, literal } from '../text.ts';
import type { Printer, Printing } from './library.ts';
import { list, patternsOf } from './text.ts';

export const zod: Printer = {
  module: 'zod',
  namespace: 'z',
  type: 'z.ZodType',
  print,
  member: memberOf,
  // zod's functions are not marked as free of side effects: https://github.com/rollup/rollup/pull/5024
  declared: (text) => `/* @__PURE__ */ z.lazy(() => ${text})`,
  tagged: (
    name,
  ) => `/** By the variant that a member names; where \`isOpen\`, a name that nobody knew yet passes. */
function ${name}(tag: string, isOpen: boolean, variants: readonly (readonly [string, z.ZodType])[]): z.ZodType {
  const known = variants.map(([value]) => value);
  return z.looseObject({ [tag]: isOpen ? z.string() : z.enum(known) }).check(({ value, issues }) => {
    const variant = variants.find(([each]) => each === value[tag])?.[1];
    for (const { path, message } of variant?.safeParse(value).error?.issues ?? []) {
      issues.push({ code: 'custom', input: value, path: [...path], message });
    }
  });
}
`,
};

function print(rule: Rule, printing: Printing, indent: string): string {
  const inner = (each: Rule, deeper = `${indent}  `): string => print(each, printing, deeper);
  switch (rule.is) {
    case 'anything':
      return 'z.unknown()';
    case 'nothing':
      return 'z.never()';
    case 'boolean':
      return 'z.boolean()';
    case 'null':
      return 'z.null()';
    case 'text':
      return textOf(rule);
    case 'number':
      return numberOf(rule);
    case 'one of':
      return oneOf(rule.values, indent);
    case 'list':
      return `z.array(${inner(rule.items, indent)})${limits(['min', rule.fewest], ['max', rule.most])}`;
    case 'tuple':
      return list(
        'z.tuple(',
        [
          list(
            '[',
            rule.items.map((each) => inner(each)),
            ']',
            indent,
          ),
          inner(rule.rest),
        ],
        ')',
        indent,
      );
    case 'object':
      return objectOf(rule, printing, indent);
    case 'any of':
      return unionOf(rule.rules, printing, indent);
    case 'all of': {
      const [first, ...others] = rule.rules.map((each) => inner(each, indent));
      return `${first}${others.map((each) => `.and(${each})`).join('')}`;
    }
    case 'tagged': {
      const variants = rule.variants.map(
        ([value, each]) => `[${literal(value)}, ${inner(each, `${indent}  `)}]`,
      );
      const items = list('[', variants, ']', indent);
      return `${printing.tagged()}(${literal(rule.tag)}, ${rule.isOpen}, ${items})`;
    }
    case 'schema':
      return printing.refer(rule.name);
  }
}

const formats: Readonly<Record<TextFormat, string>> = {
  'date-time': 'z.iso.datetime({ offset: true })',
  date: 'z.iso.date()',
  uuid: 'z.guid()',
  ipv4: 'z.ipv4()',
  ipv6: 'z.ipv6()',
};

function textOf(rule: TextRule): string {
  const { format, shortest, longest } = rule;
  const start = format === undefined ? 'z.string()' : formats[format];
  const least = longest === undefined ? limits(['min', shortest]) : '';
  return (
    start +
    least +
    patternsOf(rule)
      .map((pattern) => `.regex(${pattern})`)
      .join('')
  );
}

/** Not `z.int()`: it refuses what is beyond 2^53, which servers send. */
function numberOf({ isInteger, least, most, above, below, multipleOf }: NumberRule): string {
  const step = multipleOf ?? (isInteger ? 1 : undefined);
  return `z.number()${limits(['multipleOf', step], ['gte', least], ['lte', most], ['gt', above], ['lt', below])}`;
}

function limits(...pairs: readonly (readonly [string, number | undefined])[]): string {
  return pairs.map(([name, value]) => (value === undefined ? '' : `.${name}(${value})`)).join('');
}

function oneOf(values: readonly unknown[], indent: string): string {
  const texts = values.map((value) => (typeof value === 'string' ? literal(value) : JSON.stringify(value)));
  const [only = ''] = texts;
  if (texts.length === 1) return `z.literal(${only})`;
  const isEnum = values.every((value) => typeof value === 'string');
  return list(isEnum ? 'z.enum([' : 'z.literal([', texts, '])', indent);
}

function objectOf({ members, others }: ObjectRule, printing: Printing, indent: string): string {
  const rest = others && print(others, printing, indent);
  if (members.length === 0 && rest !== undefined) return `z.record(z.string(), ${rest})`;
  const texts = members.map((member) => `${key(member.name)}: ${memberOf(member, printing, `${indent}  `)}`);
  if (rest === undefined) return list('z.looseObject({', texts, '})', indent);
  return `${list('z.object({', texts, '})', indent)}.catchall(${rest})`;
}

function memberOf({ rule, isRequired }: MemberRule, printing: Printing, indent: string): string {
  // `unknown` includes `undefined`, and so would not miss it.
  if (rule.is === 'anything') return isRequired ? 'z.nonoptional(z.unknown())' : 'z.unknown()';
  const text = print(rule, printing, indent);
  return isRequired ? text : `${text}.optional()`;
}

function unionOf(rules: readonly Rule[], printing: Printing, indent: string): string {
  const others = rules.filter((rule) => rule.is !== 'null');
  const [only] = others;
  const nullable = others.length < rules.length ? '.nullable()' : '';
  if (others.length === 1 && only) return print(only, printing, indent) + nullable;
  return (
    list(
      'z.union([',
      others.map((each) => print(each, printing, `${indent}  `)),
      '])',
      indent,
    ) + nullable
  );
}
