/**
 * Rules that would ask themselves about one and the same value, without end. What a schema says of itself
 * that way says nothing, and is left out: of a parent that lists its children, the children's `allOf`.
 */

import { allOf, anyOf, anything, type Rule } from './rule.ts';

type Rules = ReadonlyMap<string, Rule>;

export function withoutEndlessRules(rules: Rules): Rules {
  const upwards = broken(rules, 'all of');
  return broken(upwards, 'any');
}

/** Which references are cut: those that are a part of a whole, or all. */
type Cut = 'all of' | 'any';

function broken(rules: Rules, cut: Cut): Rules {
  const groups = groupsOf(rules);
  return new Map(
    [...rules].map(([name, rule]) => {
      const isCut = (target: string) => groups.get(target) === groups.get(name);
      return [name, cutting(rule, cut, isCut, cut === 'any')];
    }),
  );
}

function cutting(rule: Rule, cut: Cut, isCut: (name: string) => boolean, isHere: boolean): Rule {
  const visit = (each: Rule, here: boolean): Rule => cutting(each, cut, isCut, here);
  switch (rule.is) {
    case 'schema':
      return isHere && isCut(rule.name) ? anything : rule;
    case 'all of':
      return allOf(rule.rules.map((each) => visit(each, true)));
    case 'any of':
      return anyOf(rule.rules.map((each) => visit(each, cut === 'any')));
    case 'tagged':
      return { ...rule, variants: rule.variants.map(([value, each]) => [value, visit(each, cut === 'any')]) };
    default:
      return rule;
  }
}

/** What a rule asks about the same value. */
function sameValue(rule: Rule): string[] {
  switch (rule.is) {
    case 'schema':
      return [rule.name];
    case 'all of':
    case 'any of':
      return rule.rules.flatMap(sameValue);
    case 'tagged':
      return rule.variants.flatMap(([, variant]) => sameValue(variant));
    default:
      return [];
  }
}

/** For each name a mark that it shares with those it asks and is asked by; one of its own where there are none. */
function groupsOf(rules: Rules): ReadonlyMap<string, object> {
  const graph = new Map([...rules].map(([name, rule]) => [name, new Set(sameValue(rule))]));
  const reach = new Map([...graph.keys()].map((name) => [name, reachable(graph, name)]));
  const groups = new Map<string, object>();
  for (const [name, targets] of reach) {
    if (groups.has(name)) continue;
    const isEndless = targets.has(name);
    const mark = {};
    // One that does not ask itself shares its mark with nobody, not even with a reference to itself.
    if (!isEndless) continue;
    for (const target of targets) if (reach.get(target)?.has(name)) groups.set(target, mark);
  }
  return withOwnMarks(groups, graph.keys());
}

function withOwnMarks(
  groups: ReadonlyMap<string, object>,
  names: Iterable<string>,
): ReadonlyMap<string, object> {
  return new Map([...names].map((name) => [name, groups.get(name) ?? {}]));
}

function reachable(graph: ReadonlyMap<string, ReadonlySet<string>>, from: string): Set<string> {
  const seen = new Set(graph.get(from));
  for (const name of seen) for (const next of graph.get(name) ?? []) seen.add(next);
  return seen;
}
