/**
 * Rules as schemas of valibot 1. Its functions are marked as free of side effects, so that bundlers drop
 * what nobody uses; and a schema that is declared further down has to be asked for lazily.
 */

import type { MemberRule, NumberRule, ObjectRule, Rule, TextFormat, TextRule } from '../../rules/rule.ts';
import { key, literal } from '../text.ts';
import type { Printer, Printing } from './library.ts';
import { list, patternsOf } from './text.ts';

export const valibot: Printer = {
  module: 'valibot',
  namespace: 'v',
  type: 'v.GenericSchema',
  print,
  member: memberOf,
  declared: (text) => text,
  tagged: (
    name,
  ) => `/** By the variant that a member names; where \`isOpen\`, a name that nobody knew yet passes. */
// @__NO_SIDE_EFFECTS__
function ${name}(
  tag: string,
  isOpen: boolean,
  variants: () => readonly (readonly [string, v.GenericSchema])[],
): v.GenericSchema {
  const isKnown = (value: string) => isOpen || variants().some(([each]) => each === value);
  return v.pipe(
    v.looseObject({ [tag]: v.pipe(v.string(), v.check(isKnown, 'Invalid variant')) }),
    v.rawCheck(({ dataset, addIssue }) => {
      const { value } = dataset;
      const variant = variants().find(([each]) => dataset.typed && each === dataset.value[tag])?.[1];
      for (const { path, message } of (variant && v.safeParse(variant, value).issues) ?? []) {
        addIssue(path ? { path, message } : { message });
      }
    }),
  );
}
`,
};

function print(rule: Rule, printing: Printing, indent: string): string {
  const inner = (each: Rule, deeper = `${indent}  `): string => print(each, printing, deeper);
  switch (rule.is) {
    case 'anything':
      return 'v.unknown()';
    case 'nothing':
      return 'v.never()';
    case 'boolean':
      return 'v.boolean()';
    case 'null':
      return 'v.null()';
    case 'text':
      return textOf(rule);
    case 'number':
      return numberOf(rule);
    case 'one of':
      return oneOf(rule.values, indent);
    case 'list':
      return piped(
        `v.array(${inner(rule.items, indent)})`,
        limits(['minLength', rule.fewest], ['maxLength', rule.most]),
      );
    case 'tuple':
      return list(
        'v.tupleWithRest(',
        [
          list(
            '[',
            rule.items.map((each) => inner(each)),
            ']',
            `${indent}  `,
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
    case 'all of':
      return list(
        'v.intersect([',
        rule.rules.map((each) => inner(each)),
        '])',
        indent,
      );
    case 'tagged': {
      const variants = rule.variants.map(([value, each]) => `[${literal(value)}, ${inner(each)}]`);
      const items = list('[', variants, ']', indent);
      return `${printing.tagged()}(${literal(rule.tag)}, ${rule.isOpen}, () => ${items})`;
    }
    case 'schema':
      return printing.refer(rule.name);
  }
}

const formats: Readonly<Record<TextFormat, string>> = {
  'date-time': 'v.isoTimestamp()',
  date: 'v.isoDate()',
  uuid: 'v.uuid()',
  ipv4: 'v.ipv4()',
  ipv6: 'v.ipv6()',
};

function textOf(rule: TextRule): string {
  const { format, shortest, longest } = rule;
  return piped('v.string()', [
    ...(format === undefined ? [] : [formats[format]]),
    ...(longest === undefined ? limits(['minLength', shortest]) : []),
    ...patternsOf(rule).map((pattern) => `v.regex(${pattern})`),
  ]);
}

function numberOf({ isInteger, least, most, above, below, multipleOf }: NumberRule): string {
  return piped('v.number()', [
    ...(isInteger ? ['v.integer()'] : []),
    ...limits(
      ['multipleOf', multipleOf],
      ['minValue', least],
      ['maxValue', most],
      ['gtValue', above],
      ['ltValue', below],
    ),
  ]);
}

function limits(...pairs: readonly (readonly [string, number | undefined])[]): string[] {
  return pairs.flatMap(([name, value]) => (value === undefined ? [] : [`v.${name}(${value})`]));
}

function piped(schema: string, actions: readonly string[]): string {
  return actions.length === 0 ? schema : `v.pipe(${[schema, ...actions].join(', ')})`;
}

function oneOf(values: readonly unknown[], indent: string): string {
  const texts = values.map((value) => (typeof value === 'string' ? literal(value) : JSON.stringify(value)));
  const plain = texts.filter((_, index) => ['string', 'number'].includes(typeof values[index]));
  const others = texts.filter((text) => !plain.includes(text));
  const parts = [
    ...(plain.length > 1
      ? [list('v.picklist([', plain, '])', indent)]
      : plain.map((text) => `v.literal(${text})`)),
    ...others.map((text) => (text === 'null' ? 'v.null()' : `v.literal(${text})`)),
  ];
  const [only = ''] = parts;
  return parts.length === 1 ? only : list('v.union([', parts, '])', indent);
}

function objectOf({ members, others }: ObjectRule, printing: Printing, indent: string): string {
  const rest = others && print(others, printing, indent);
  if (members.length === 0 && rest !== undefined) return `v.record(v.string(), ${rest})`;
  const texts = members.map((member) => `${key(member.name)}: ${memberOf(member, printing, `${indent}  `)}`);
  if (rest === undefined) return list('v.looseObject({', texts, '})', indent);
  return `v.objectWithRest(${list('{', texts, '}', indent)}, ${rest})`;
}

function memberOf({ rule, isRequired }: MemberRule, printing: Printing, indent: string): string {
  const text = print(rule, printing, indent);
  return isRequired ? text : `v.optional(${text})`;
}

function unionOf(rules: readonly Rule[], printing: Printing, indent: string): string {
  const others = rules.filter((rule) => rule.is !== 'null');
  const [only] = others;
  const isNullable = others.length < rules.length;
  const union =
    others.length === 1 && only
      ? print(only, printing, indent)
      : list(
          'v.union([',
          others.map((each) => print(each, printing, `${indent}  `)),
          '])',
          indent,
        );
  return isNullable ? `v.nullable(${union})` : union;
}
