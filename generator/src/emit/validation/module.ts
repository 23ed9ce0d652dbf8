/**
 * `validate-requests.ts` and `validate-replies.ts`: per operation the schemas of its arguments or replies,
 * each an export of its own, so that the module is a table and a bundle carries what is taken from it.
 */

import { withFamilies } from '../../families.ts';
import { kindOf } from '../../media-type.ts';
import type { Operation } from '../../model.ts';
import { argumentNames } from '../../names.ts';
import { entriesOf, type Node, nodeOf } from '../../node.ts';
import { withoutEndlessRules } from '../../rules/cycles.ts';
import { itemsRule } from '../../rules/items.ts';
import { anyOf, type Rule } from '../../rules/rule.ts';
import { type RuleContext, ruleOf } from '../../rules/rules.ts';
import type { Direction } from '../../variants.ts';
import { docComment } from '../comment.ts';
import { type Emission, sourceFile } from '../file.ts';
import { Imports } from '../imports.ts';
import { key } from '../text.ts';
import type { Printer, Printing, SchemaLibrary } from './library.ts';
import { list } from './text.ts';
import { valibot } from './valibot.ts';
import { zod } from './zod.ts';

const printers: Readonly<Record<SchemaLibrary, Printer>> = { zod, valibot };

/** What writes both files, by name. */
export function validationFor(library: SchemaLibrary) {
  return (document: Node, emission: Emission) => emitValidation(document, library, emission);
}

function emitValidation(document: Node, library: SchemaLibrary, emission: Emission): [string, string][] {
  const schemas = withFamilies(nodeOf(nodeOf(document.components).schemas));
  return [
    ['validate-requests.ts', emitModule({ direction: 'request', schemas }, printers[library], emission)],
    ['validate-replies.ts', emitModule({ direction: 'response', schemas }, printers[library], emission)],
  ];
}

/** Rules of one operation by argument, or by status; whether the argument is required. */
type Table = readonly (readonly [string, Rule, boolean])[];

function emitModule(context: RuleContext, printer: Printer, emission: Emission): string {
  const { api, names, runtime } = emission;
  const { direction, schemas } = context;
  const imports = new Imports();
  const components = withoutEndlessRules(
    new Map(entriesOf(schemas).map(([name, schema]) => [name, ruleOf(schema, context)])),
  );
  const tables = api.operations.flatMap((operation) => {
    const table =
      direction === 'request' ? argumentRules(operation, context) : replyRules(operation, context);
    const name = names.operations.get(operation)?.flat ?? '';
    return table.length === 0 ? [] : [{ name, table }];
  });
  const needed = neededBy(
    tables.flatMap(({ table }) => table.map(([, rule]) => rule)),
    components,
  );
  const order = entriesOf(schemas).flatMap(([name]) => (needed.has(name) ? [name] : []));
  const taken = new Set([
    ...tables.map(({ name }) => name),
    ...order.map((name) => constantOf(name, direction, emission)),
  ]);
  const tagged = ['tagged', 'taggedVariant', 'variantByTag'].find((name) => !taken.has(name)) ?? 'tagged_';
  let needsTagged = false;
  const declared = new Set<string>();
  const printing = {
    refer: (name: string) => {
      const constant = constantOf(name, direction, emission);
      return printer === zod || declared.has(name)
        ? constant
        : `${printer.namespace}.lazy(() => ${constant})`;
    },
    tagged: () => {
      needsTagged = true;
      return tagged;
    },
  };
  const constants = order.map((name) => {
    const text = printer.declared(printer.print(components.get(name) ?? { is: 'anything' }, printing, ''));
    declared.add(name);
    return `export const ${constantOf(name, direction, emission)}: ${printer.type} = ${text};\n`;
  });
  const type = direction === 'request' ? 'RequestSchemas' : 'ReplySchemas';
  imports.namespace(printer.module, printer.namespace);
  const local = imports.type(runtime, type, taken.has(type) ? `${type}OfOperation` : type);
  const operations = tables.map(({ name, table }) => {
    const members = table.map(([member, rule, isRequired]) => {
      return `${key(member)}: ${inTable(rule, isRequired, printer, printing)}`;
    });
    return `export const ${name}: ${local} = ${list('{', members, '}', '')};\n`;
  });
  const about = docComment({ paragraphs: [...headers[direction]] });
  if (tables.length === 0) return sourceFile(emission, '', 'export {};\n');
  return sourceFile(
    emission,
    imports,
    about,
    ...(needsTagged ? [printer.tagged(tagged)] : []),
    ...constants,
    ...operations,
  );
}

const headers: Readonly<Record<Direction, readonly string[]>> = {
  request: [
    'What callers give, for `createClient({ validate: validation({ request }) })`: the whole module, or some of its operations.',
  ],
  response: [
    'What the API answers, for `createClient({ validate: validation({ response }) })`: the whole module, or some of its operations. Enums, variants and objects may grow.',
  ],
};

/** In a table as everywhere: nothing is made before somebody asks for it. */
function inTable(rule: Rule, isRequired: boolean, printer: Printer, printing: Printing): string {
  if (rule.is === 'schema' && isRequired) return printing.refer(rule.name);
  return printer.declared(printer.member({ name: '', rule, isRequired }, printing, '  '));
}

/** As the types of the SDK call it: a request may have a variant of its own. */
function constantOf(name: string, direction: Direction, { names, variants }: Emission): string {
  const own = direction === 'request' ? (variants.get(name) ?? name) : name;
  return names.schemas.get(own) ?? '';
}

function argumentRules(operation: Operation, context: RuleContext): Table {
  const names = argumentNames(operation);
  const parameters = operation.parameters.map((parameter) => {
    const rule = ruleOf(parameter.schema ?? true, context);
    return [names.get(parameter) ?? '', rule, parameter.isRequired] as const;
  });
  const { body } = operation;
  const kind = body && kindOf(body.mediaType);
  const isData = kind === 'json' || kind === 'any' || kind === 'multipart' || kind === 'urlencoded';
  const whole =
    body && isData ? [['body', ruleOf(body.schema ?? true, context), body.isRequired] as const] : [];
  return [...parameters, ...whole].filter(([, rule]) => rule.is !== 'anything');
}

function replyRules(operation: Operation, context: RuleContext): Table {
  return operation.replies.flatMap(({ status, contents }) => {
    const rules = contents.flatMap(({ mediaType, schema, items }) => {
      // What a failure has in such a media type is read as text.
      if (items) return /^[2d]/.test(status) ? [itemsRule(items, context)] : [];
      return kindOf(mediaType) === 'json' ? [ruleOf(schema ?? true, context)] : [];
    });
    const rule = anyOf(rules);
    return rule.is === 'anything' || rule.is === 'nothing' ? [] : [[status, rule, true] as const];
  });
}

function neededBy(rules: readonly Rule[], components: ReadonlyMap<string, Rule>): ReadonlySet<string> {
  const needed = new Set(rules.flatMap(namesIn));
  for (const name of needed) for (const next of namesIn(components.get(name))) needed.add(next);
  return needed;
}

function namesIn(rule: Rule | undefined): string[] {
  switch (rule?.is) {
    case 'schema':
      return [rule.name];
    case 'list':
      return namesIn(rule.items);
    case 'tuple':
      return [...rule.items, rule.rest].flatMap(namesIn);
    case 'object':
      return [...rule.members.map((member) => member.rule), ...(rule.others ? [rule.others] : [])].flatMap(
        namesIn,
      );
    case 'any of':
    case 'all of':
      return rule.rules.flatMap(namesIn);
    case 'tagged':
      return rule.variants.flatMap(([, variant]) => namesIn(variant));
    default:
      return [];
  }
}
