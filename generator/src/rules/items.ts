/**
 * What each item of a stream must be: JSON as its schema has it; an event by its name and its data.
 */

import type { EventShape, Items } from '../stream-items.ts';
import { anyOf, anything, type Rule } from './rule.ts';
import { type RuleContext, ruleOf } from './rules.ts';

export function itemsRule(items: Items, context: RuleContext): Rule {
  if (items.kind === 'json') return ruleOf(items.schema ?? true, context);
  const named = Map.groupBy(
    items.events.filter(({ name }) => name !== undefined),
    ({ name = '' }) => name,
  );
  if (named.size === 0) return eventRule(items.events, context);
  const variants = [...named].map(([name, events]) => [name, eventRule(events, context)] as const);
  // Of an event that may be anything there is no more to say than of one that nobody knows.
  const telling = variants.filter(([, rule]) => rule.is !== 'anything');
  return telling.length === 0 ? anything : { is: 'tagged', tag: 'event', isOpen: true, variants: telling };
}

/** Data that is no JSON is any text. */
function eventRule(events: readonly EventShape[], context: RuleContext): Rule {
  const data = anyOf(events.map(({ json }) => (json ? ruleOf(json.schema ?? true, context) : anything)));
  if (data.is === 'anything' || data.is === 'nothing') return anything;
  return { is: 'object', members: [{ name: 'data', rule: data, isRequired: true }] };
}
