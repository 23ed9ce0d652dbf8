/**
 * A text that a regular expression accepts, made from its syntax tree. What it cannot follow (look-around
 * that matters, back references to what was not captured) is found out at the end: the text is tried.
 */

import regjsparser, { type AstNode } from 'regjsparser';
import { Unsampleable } from './amount.ts';
import type { Random } from './random.ts';

const features = { lookbehind: true, namedGroups: true, unicodePropertyEscape: true } as const;
type Syntax = AstNode<typeof features>;
type CharacterClass = Extract<Syntax, { type: 'characterClass' }>;

export interface Lengths {
  readonly min: number;
  readonly max: number;
}

/** Further repetitions of what may repeat without end. */
const usualRepeats = 3;
const tries = 60;
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_- .:/@!#%&+=,;~';
const classes: Readonly<Record<string, RegExp>> = { d: /\d/, D: /\D/, w: /\w/, W: /\W/, s: /\s/, S: /\S/ };

/** @throws {Unsampleable} no text of these lengths was found */
export function textFor(pattern: string, { min, max }: Lengths, random: Random): string {
  const expression = regularExpression(pattern);
  const tree = regjsparser.parse(expression.source, expression.flags, features);
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const text = fitted(new Writer(random, attempt).write(tree), { min, max }, tree.raw);
    if (text.length >= min && text.length <= max && expression.test(text)) return text;
  }
  throw new Unsampleable(`no text was found for the pattern ${pattern}`);
}

function regularExpression(pattern: string): RegExp {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // JSON Schema asks for `u`, under which some patterns of the wild are none.
    }
  }
  throw new Unsampleable(`the pattern ${pattern} is no regular expression`);
}

/** A pattern without anchors accepts what has a match somewhere in it. */
function fitted(text: string, { min, max }: Lengths, pattern: string): string {
  if (text.length < min && !pattern.endsWith('$')) return text.padEnd(min, 'a');
  if (text.length < min && !pattern.startsWith('^')) return text.padStart(min, 'a');
  return text.length > max && !pattern.endsWith('$') ? text.slice(0, max) : text;
}

class Writer {
  readonly #random: Random;
  /** Grows from try to try: the more it repeats, the longer the text. */
  readonly #effort: number;
  readonly #captured: string[] = [];

  constructor(random: Random, effort: number) {
    this.#random = random;
    this.#effort = effort;
  }

  write(node: Syntax): string {
    switch (node.type) {
      case 'value':
        return String.fromCodePoint(node.codePoint);
      case 'alternative':
        return this.#all(node.body);
      case 'disjunction':
        return this.write(this.#random.pick(node.body));
      case 'group':
        return this.#group(node);
      case 'quantifier':
        return this.#repeated(node.body[0], node.min, node.max);
      case 'characterClass':
        return this.#character((character) => isIn(node, character));
      case 'characterClassEscape':
        return this.#character((character) => classes[node.value]?.test(character) ?? false);
      case 'unicodePropertyEscape': {
        const property = new RegExp(node.raw, 'u');
        return this.#character((character) => property.test(character));
      }
      case 'dot':
        return this.#character(() => true);
      case 'reference':
        return this.#captured[(node.matchIndex ?? 1) - 1] ?? '';
      default:
        return '';
    }
  }

  #all(nodes: readonly Syntax[]): string {
    return nodes.map((node) => this.write(node)).join('');
  }

  #group(node: Extract<Syntax, { type: 'group' }>): string {
    if (node.behavior !== 'normal') return node.behavior === 'ignore' ? this.#all(node.body) : '';
    const text = this.#all(node.body);
    this.#captured.push(text);
    return text;
  }

  #repeated(node: Syntax, min: number, max = Number.POSITIVE_INFINITY): string {
    const most = Math.min(max, min + usualRepeats + this.#effort * 2);
    const times = this.#random.integer(min, most);
    return Array.from({ length: times }, () => this.write(node)).join('');
  }

  #character(isAllowed: (character: string) => boolean): string {
    const [first, ...others] = [...letters].filter(isAllowed);
    if (first !== undefined) return this.#random.pick([first, ...others]);
    for (let code = 0; code < 0x3000; code += 1) {
      const character = String.fromCodePoint(code);
      if (isAllowed(character)) return character;
    }
    return '';
  }
}

function isIn({ body, negative }: CharacterClass, character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  const isListed = body.some((member) => {
    switch (member.type) {
      case 'value':
        return member.codePoint === code;
      case 'characterClassRange':
        return member.min.codePoint <= code && code <= member.max.codePoint;
      case 'characterClassEscape':
        return classes[member.value]?.test(character) ?? false;
      default:
        return new RegExp(member.raw, 'u').test(character);
    }
  });
  return isListed !== negative;
}
