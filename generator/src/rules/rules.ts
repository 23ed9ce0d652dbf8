/**
 * From schemas to rules, as one direction has them. Replies are open where an API may grow: enums take
 * words nobody knows, unions variants. Requests are strict about what they know. No object is closed.
 */

import { entriesOf, isNode, listOf, type Node, nodeOf, own } from '../node.ts';
import { enumsOf } from '../open-enums.ts';
import { isBinary } from '../types.ts';
import { type Direction, isHidden, schemaNameOf } from '../variants.ts';
import { patternOf } from './pattern.ts';
import {
  allOf,
  anyOf,
  anything,
  type Literal,
  type MemberRule,
  type NumberRule,
  nil,
  nothing,
  type ObjectRule,
  orNull,
  type Rule,
  type TextFormat,
  type TextRule,
} from './rule.ts';

export interface RuleContext {
  readonly direction: Direction;
  /** Component schemas, their discriminators complete: see discriminators.ts. */
  readonly schemas: Node;
}

export function ruleOf(schema: unknown, context: RuleContext): Rule {
  if (schema === false) return nothing;
  if (!isNode(schema)) return anything;
  const name = schemaNameOf(schema.$ref);
  if (name !== undefined && own(context.schemas, name) !== undefined) {
    const { $ref: _, ...beside } = schema;
    return allOf([{ is: 'schema', name }, ownRule(beside, context)]);
  }
  const rule = ownRule(schema, context);
  return schema.nullable === true ? orNull(rule) : rule;
}

function ownRule(schema: Node, context: RuleContext): Rule {
  const values = literalsOf(schema);
  if (values !== undefined) return literalRule(schema, values, context);
  if (context.direction === 'request' && isBinary(schema)) return anything;
  const parts = listOf(schema.allOf).map((part) => ruleOf(part, context));
  return allOf([typedRule(schema, context), ...parts, unionRule(schema, context)]);
}

/** Values of an enum or a constant; `undefined` where there are none, or some that no literal can be. */
function literalsOf(schema: Node): Literal[] | undefined {
  if (schema.const === undefined && !Array.isArray(schema.enum)) return undefined;
  const values = schema.const === undefined ? listOf(schema.enum) : [schema.const];
  const literals = values.filter(isLiteral);
  return literals.length === values.length && literals.length > 0 ? literals : undefined;
}

function isLiteral(value: unknown): value is Literal {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** An enum of one value may get a second; a constant says that it will not. */
function literalRule(schema: Node, values: readonly Literal[], { direction }: RuleContext): Rule {
  if (direction === 'request' || schema.const !== undefined)
    return { is: 'one of', values: [...new Set(values)] };
  const kinds = new Set(values.map((value) => (value === null ? 'null' : typeof value)));
  return anyOf(
    [...kinds].map((kind): Rule => {
      if (kind === 'string') return { is: 'text' };
      if (kind === 'number') return { is: 'number', isInteger: false };
      return kind === 'null' ? nil : { is: 'boolean' };
    }),
  );
}

function typedRule(schema: Node, context: RuleContext): Rule {
  const types = [schema.type ?? impliedType(schema)].flat();
  if (types.every((type) => typeof type !== 'string')) return anything;
  return anyOf(types.map((type) => ruleOfType(type, schema, context)));
}

/** As openapi-typescript and everybody else reads it. */
function impliedType(schema: Node): string | undefined {
  if (isNode(schema.properties) || isNode(schema.additionalProperties)) return 'object';
  return schema.items !== undefined || schema.prefixItems !== undefined ? 'array' : undefined;
}

function ruleOfType(type: unknown, schema: Node, context: RuleContext): Rule {
  switch (type) {
    case 'string':
      return textRule(schema);
    case 'integer':
    case 'number':
      return numberRule(schema, type === 'integer');
    case 'boolean':
      return { is: 'boolean' };
    case 'null':
      return nil;
    case 'array':
      return listRule(schema, context);
    case 'object':
      return objectRule(schema, context);
    default:
      return anything;
  }
}

const formats: readonly TextFormat[] = ['date-time', 'date', 'uuid', 'ipv4', 'ipv6'];

function textRule(schema: Node): TextRule {
  const { pattern, minLength, maxLength } = schema;
  const format = formats.find((each) => each === schema.format);
  const usable = typeof pattern === 'string' ? patternOf(pattern) : undefined;
  return {
    is: 'text',
    ...(format === undefined ? {} : { format }),
    ...(typeof usable === 'object' && typeof pattern === 'string' ? { pattern } : {}),
    ...(isCount(minLength) && minLength > 0 ? { shortest: minLength } : {}),
    ...(isCount(maxLength) ? { longest: maxLength } : {}),
  };
}

function numberRule(schema: Node, isInteger: boolean): NumberRule {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  // OpenAPI 3.0: `exclusiveMinimum: true` is about `minimum`.
  const above = exclusiveMinimum === true ? minimum : exclusiveMinimum;
  const below = exclusiveMaximum === true ? maximum : exclusiveMaximum;
  return {
    is: 'number',
    isInteger,
    ...(isNumber(minimum) && exclusiveMinimum !== true ? { least: minimum } : {}),
    ...(isNumber(maximum) && exclusiveMaximum !== true ? { most: maximum } : {}),
    ...(isNumber(above) ? { above } : {}),
    ...(isNumber(below) ? { below } : {}),
    // What is no integer cannot be divided exactly: 0.3 % 0.1 is not 0.
    ...(isCount(multipleOf) && multipleOf > 1 ? { multipleOf } : {}),
  };
}

function listRule(schema: Node, context: RuleContext): Rule {
  const { minItems, maxItems, items } = schema;
  // Before JSON Schema 2020-12 a list of schemas in `items` was a tuple.
  const places = Array.isArray(items) ? items : listOf(schema.prefixItems);
  const rest = Array.isArray(items) ? anything : ruleOf(items ?? true, context);
  const rules = places.map((place) => ruleOf(place, context));
  // A tuple may be shorter than it is long, unless it says otherwise.
  if (rules.length > 0 && isCount(minItems) && minItems >= rules.length)
    return { is: 'tuple', items: rules, rest };
  return {
    is: 'list',
    items: rules.length > 0 ? anyOf([...rules, rest]) : rest,
    ...(isCount(minItems) && minItems > 0 ? { fewest: minItems } : {}),
    ...(isCount(maxItems) ? { most: maxItems } : {}),
  };
}

function objectRule(schema: Node, context: RuleContext): ObjectRule {
  const { direction, schemas } = context;
  const required = new Set(listOf(schema.required));
  const declared = entriesOf(schema.properties);
  const visible = declared.filter(([, property]) => !isHidden(property, direction, schemas));
  const members = visible.map(
    ([name, property]): MemberRule => ({
      name,
      rule: ruleOf(property, context),
      isRequired: required.has(name),
    }),
  );
  const known = new Set(declared.map(([name]) => name));
  const undeclared = [...required].filter((name) => typeof name === 'string' && !known.has(name));
  const { additionalProperties } = schema;
  const others = isNode(additionalProperties) ? ruleOf(additionalProperties, context) : anything;
  const hidden = declared.length > visible.length || isNode(schema.patternProperties);
  return {
    is: 'object',
    members: [
      ...members,
      ...undeclared.map((name): MemberRule => ({ name: String(name), rule: anything, isRequired: true })),
    ],
    // What is hidden from this direction may be there all the same, and is nothing of what others are.
    others: others.is === 'anything' || hidden ? undefined : others,
  };
}

/** `oneOf` as `anyOf`: that no second variant fits is nothing a caller can do anything about. */
function unionRule(schema: Node, context: RuleContext): Rule {
  const unions = [listOf(schema.oneOf), listOf(schema.anyOf)].filter((variants) => variants.length > 0);
  return allOf(
    unions.map((variants) => taggedRule(schema, variants, context) ?? anyVariant(variants, context)),
  );
}

function anyVariant(variants: readonly unknown[], context: RuleContext): Rule {
  return anyOf(variants.map((variant) => ruleOf(variant, context)));
}

function taggedRule(schema: Node, variants: readonly unknown[], context: RuleContext): Rule | undefined {
  const isOpen = context.direction === 'response';
  const { propertyName, mapping } = nodeOf(schema.discriminator);
  const named = entriesOf(mapping).flatMap(([value, target]) => {
    const name = schemaNameOf(target);
    return name === undefined || own(context.schemas, name) === undefined ? [] : [[value, name] as const];
  });
  const mapped = new Set(named.map(([, name]) => name));
  const isComplete = variants.every((variant) => mapped.has(schemaNameOf(own(variant, '$ref')) ?? ''));
  if (typeof propertyName === 'string' && isComplete) {
    return {
      is: 'tagged',
      tag: propertyName,
      isOpen,
      variants: named.map(([value, name]) => [value, { is: 'schema', name }]),
    };
  }
  return impliedTag(variants, isOpen, context);
}

/** What is a constant or an enum in every object among the variants, and has no value in common. */
function impliedTag(variants: readonly unknown[], isOpen: boolean, context: RuleContext): Rule | undefined {
  const tables = variants.map((variant) => enumsOf(variant, context.schemas));
  const objects = variants.filter((_, index) => tables[index] !== undefined);
  const [first, ...others] = tables.filter((table) => table !== undefined);
  if (!first || others.length === 0) return undefined;
  const tag = [...first.keys()].find((property) => {
    const lists = [first, ...others].map((table) => table.get(property) ?? []);
    const all = lists.flat();
    const isTelling = lists.every((list) => list.length > 0) && new Set(all).size === all.length;
    return isTelling && all.every((value) => typeof value === 'string');
  });
  if (tag === undefined) return undefined;
  const rules = objects.flatMap((variant) => {
    const values = enumsOf(variant, context.schemas)?.get(tag) ?? [];
    return values.map((value) => [String(value), ruleOf(variant, context)] as const);
  });
  const rest = variants.filter((variant) => !objects.includes(variant));
  return anyOf([
    { is: 'tagged', tag, isOpen, variants: rules },
    ...rest.map((variant) => ruleOf(variant, context)),
  ]);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
